import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, NO_BROWSER, type OpenPage, openPage, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { pressUntil, tabTo } from '../support/keyboard.ts';
import { bytesOf, sha256, upload } from '../support/transfers.ts';

const NAME = 'MRI of the knee.bin';
const BYTES = bytesOf(2_000_000, 5);
const PASSWORD = 'a word for Bob';

describe.skipIf(NO_BROWSER)('a link', { timeout: 120_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  let owner: OpenPage;
  let bob: OpenPage;
  let url = '';

  beforeAll(async () => {
    browser = await launch();
    house = await startHouse();
    await upload(house, BYTES, { name: NAME });
    owner = await openPage(browser, house.url);
    await signIn(owner.page, house.url, ADMIN);
    bob = await openPage(browser, house.url);
  });
  afterAll(async () => {
    await browser.close();
    await house.remove();
  });

  test('is made with a password and a limit of one', async () => {
    const { page } = owner;
    await page.getByRole('button', { name: `Actions for ${NAME}` }).click();
    await page.getByRole('menuitem', { name: 'Share…' }).click();
    await expect.poll(() => page.getByLabel('Expires').inputValue()).toBe('7');
    await page.getByLabel('Label').fill('For Bob');
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByLabel('Download limit').fill('1');
    expect(await page.getByLabel('Ask for a code').count()).toBe(0);
    await page.getByRole('button', { name: 'Make the link' }).click();
    url = await page.getByLabel('Link', { exact: true }).inputValue();
    expect(url).toMatch(/\/s\/[\w-]{43}$/);
    await expect.poll(() => page.getByLabel('A message to paste').inputValue()).toContain(url);
    await page.getByRole('img', { name: 'The link as a QR code' }).waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('row').filter({ hasText: 'MRI' }).getByRole('img', { name: 'In a link' }).waitFor();
  });

  test('that is not filled in right shows its first fault, behind “More” too, and puts the focus there', async () => {
    const { page, context } = await openPage(browser, house.url, { reducedMotion: 'no-preference' });
    await signIn(page, house.url, ADMIN);
    await page.getByRole('button', { name: `Actions for ${NAME}` }).click();
    await page.getByRole('menuitem', { name: 'Share…' }).click();
    const make = page.getByRole('button', { name: 'Make the link' });
    const password = page.getByLabel('Password', { exact: true });
    await page.getByRole('button', { name: 'More' }).click();
    await password.fill('short');
    await page.getByRole('button', { name: 'Less' }).click();
    await password.waitFor({ state: 'hidden' });
    await make.click();
    await expect.poll(() => page.locator(':focus').getAttribute('aria-invalid')).toBe('true');
    await expect.poll(() => page.locator(':focus').inputValue()).toBe('short');
    await page.getByText('Use 8 characters or more.').waitFor();

    await page.getByRole('radio', { name: 'People by' }).check();
    await make.click();
    await expect.poll(() => page.locator(':focus').getAttribute('role')).toBe('combobox');
    await page.keyboard.type('bob@example.org,');
    await make.click();
    await expect.poll(() => page.locator(':focus').inputValue()).toBe('short');
    await context.close();
  });

  test('asks a browser that was never here for the password, and says when it is wrong', async () => {
    const { page } = bob;
    await page.goto(url);
    await page.getByText('Ada Admin sent you a file').waitFor();
    expect(await page.title()).toBe('Files for you · Strongroom');
    expect(await page.content()).not.toContain(NAME);
    await page.getByLabel('Password', { exact: true }).fill('not this one');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByText('This password is not right.').waitFor();
  });

  test('gives the bytes to whoever knows the password', async () => {
    const { page } = bob;
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByText(NAME).waitFor();
    await page.getByText('This is the last download').waitFor();
    expect(await page.title()).toBe('Files for you · Strongroom');
    await saveAndCompare(page);
  });

  test('is used up for a third browser, and goes on for the one that began', async () => {
    const { page, context } = await openPage(browser, house.url);
    await page.goto(url);
    await page.getByRole('heading', { name: 'This link is used up' }).waitFor();
    await context.close();
    await bob.page.reload();
    await saveAndCompare(bob.page);
  });

  test('shows its owner what became of it, and is revoked', async () => {
    const { page } = owner;
    // What was used up has ended; this one has not.
    await page.goto(`${house.url}/`);
    await page.getByRole('link', { name: NAME }).click();
    await page.getByRole('dialog').getByText('Used up').waitFor();
    await page.getByRole('dialog').getByText('1 of 1 download').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Share…' }).click();
    await page.getByRole('button', { name: 'Make the link' }).click();
    const second = await page.getByLabel('Link', { exact: true }).inputValue();
    await page.getByRole('button', { name: 'Done' }).click();
    await bob.page.goto(second);
    const download = bob.page.getByRole('link', { name: /^Download/ });
    await download.waitFor();

    // Beside the file, and in the list of all: what others do shows without a reload.
    const drawer = page.getByRole('dialog');
    await drawer.getByText('0 downloads', { exact: true }).waitFor();
    const fetched = drawer.getByRole('list', { name: 'History of this file' }).getByText('downloaded this file');
    const before = await fetched.count();
    await saveAndCompare(bob.page);
    await drawer.getByText('1 download', { exact: true }).waitFor();
    await expect.poll(() => fetched.count()).toBe(before + 1);
    await page.goto(`${house.url}/links`);
    await page.getByText('1 download', { exact: true }).waitFor();
    const carol = await openPage(browser, house.url);
    await carol.page.goto(second);
    await saveAndCompare(carol.page);
    await page.getByText('2 downloads', { exact: true }).waitFor();
    await carol.context.close();

    await page.getByText('Active').waitFor();
    await page.getByRole('button', { name: `Actions for ${NAME}` }).click();
    await page.getByRole('menuitem', { name: 'Revoke' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Revoked', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Files' }).click();
    await page.getByRole('row').getByRole('link', { name: NAME }).waitFor();
    await page.getByRole('img', { name: 'In a link' }).waitFor({ state: 'hidden' });
    await download.click();
    await bob.page.getByRole('alert').waitFor();
    await bob.page.getByRole('button', { name: 'Load again' }).click();
    await bob.page.getByRole('heading', { name: 'This link leads nowhere' }).waitFor();
  });

  test('keeps to the administrators’ rules', async () => {
    const { page } = owner;
    await page.goto(`${house.url}/admin/links`);
    await page.getByLabel('Every link needs a password').check();
    await page.getByLabel('Longest life in days').fill('3');
    await page.getByRole('button', { name: 'Save the rules' }).click();
    await page.getByText('The rules are saved.').waitFor();
    await page.goto(`${house.url}/`);
    await page.getByRole('button', { name: `Actions for ${NAME}` }).click();
    await page.getByRole('menuitem', { name: 'Share…' }).click();
    await expect.poll(() => page.getByLabel('Expires').inputValue()).toBe('3');
    expect(await page.getByRole('option', { name: 'Never' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Make the link' }).click();
    await page.getByText('Every link needs a password here.').waitFor();
    await page.getByRole('button', { name: 'Suggest one' }).click();
    await page.getByRole('button', { name: 'Make the link' }).click();
    await page.getByLabel('Link', { exact: true }).waitFor();
  });

  test('tells visitors of a locked vault', async () => {
    await house.graphql('mutation { sealVault { state } }');
    await bob.page.goto(url);
    await bob.page.getByRole('heading', { name: 'This vault is locked just now' }).waitFor();
    expect(await bob.page.getByLabel('Passphrase').count()).toBe(0);
  });

  test('and the browsers had nothing to complain of, nor asked anyone else', () => {
    const all = [...owner.complaints, ...bob.complaints];
    expect(all.filter((complaint) => !/status of (401|404|410|503)/.test(complaint))).toEqual([]);
  });
});

describe.skipIf(NO_BROWSER)('without a mouse', { timeout: 120_000 }, () => {
  test('a file goes up, out by a link, and down again', async () => {
    const browser = await launch();
    const house = await startHouse();
    const { page } = await openPage(browser, house.url, { viewport: { width: 1280, height: 800 } });
    await page.goto(house.url);
    await page.getByLabel('E-mail address').waitFor();
    await page.keyboard.type(ADMIN.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(ADMIN.password);
    await page.keyboard.press('Enter');
    await page.getByText('Drop your first files here').waitFor();

    const chooser = page.waitForEvent('filechooser');
    await tabTo(page, /^Upload$/);
    await page.keyboard.press('Enter');
    await (await chooser).setFiles([{ name: NAME, mimeType: 'application/octet-stream', buffer: BYTES }]);
    await page.getByRole('link', { name: NAME }).waitFor();

    await tabTo(page, /^Actions for MRI/);
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Download' }).waitFor();
    await pressUntil(page, 'ArrowDown', /^Share…$/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Make the link' }).waitFor();
    await tabTo(page, /^Make the link$/);
    await page.keyboard.press('Enter');
    const link = page.getByLabel('Link', { exact: true });
    await link.waitFor();
    const url = await link.inputValue();
    await tabTo(page, /^Copy$/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Copied' }).waitFor();

    const visitor = await openPage(browser, house.url, { viewport: { width: 360, height: 740 } });
    await visitor.page.goto(url);
    await visitor.page.getByText(NAME).waitFor();
    const saved = visitor.page.waitForEvent('download');
    await tabTo(visitor.page, /^Download/);
    await visitor.page.keyboard.press('Enter');
    expect(sha256(await readFile(await (await saved).path()))).toBe(sha256(BYTES));
    await browser.close();
    await house.remove();
  });
});

async function saveAndCompare(page: Page): Promise<void> {
  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: /^Download/ }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe(NAME);
  expect(sha256(await readFile(await download.path()))).toBe(sha256(BYTES));
}

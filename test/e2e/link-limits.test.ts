import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, NO_BROWSER, type OpenPage, openPage, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { makeShare, ownView } from '../support/shares.ts';
import { sha256, upload } from '../support/transfers.ts';

const NAME = 'Letter to Mr Smith.txt';
const TEXT = Buffer.from('Dear Mr Smith,\nthe results are fine.\n');
const DAY = 86_400_000;

describe.skipIf(NO_BROWSER)('the limits of a link', { timeout: 120_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  let owner: OpenPage;
  let visitor: OpenPage;
  let letter = '';
  let ahead = 0;

  beforeAll(async () => {
    house = await startHouse({ clock: () => Date.now() + ahead });
    letter = (await upload(house, TEXT, { name: NAME, type: 'text/plain' })).id;
    browser = await launch();
    owner = await openPage(browser, house.url);
    await signIn(owner.page, house.url, ADMIN);
    visitor = await openPage(browser, house.url);
  });
  afterAll(async () => {
    await browser.close();
    await house.remove();
  });

  /** The owner's form of changes to the link of that label. */
  async function changing(label: string) {
    const { page } = owner;
    await page.goto(`${house.url}/links`);
    await page.getByRole('button', { name: `Actions for ${label}` }).click();
    await page.getByRole('menuitem', { name: 'Change' }).click();
    return {
      dialog: page.getByRole('dialog'),
      async done() {
        await page.getByRole('button', { name: 'Change the link' }).click();
        await page.getByRole('dialog').waitFor({ state: 'hidden' });
      },
    };
  }

  test('say before a preview that it counts; who thinks better of it has spent nothing', async () => {
    const { page } = visitor;
    const { id, url } = await makeShare(house, { fileIds: [letter], label: 'Once', maxDownloads: 1 });
    await page.goto(url);
    await page.getByRole('button', { name: `Show ${NAME}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('showing it here counts as yours').waitFor();
    await dialog.getByRole('button', { name: 'Not now' }).click();
    expect(await ownView(house, id)).toMatchObject({ downloads: 0, endReason: null });

    await page.getByRole('button', { name: `Show ${NAME}` }).click();
    await dialog.getByRole('button', { name: 'Show it' }).click();
    await dialog.getByText('the results are fine.').waitFor();
    await expect.poll(() => ownView(house, id)).toMatchObject({ downloads: 1, endReason: 'USED_UP' });

    const other = await openPage(browser, house.url);
    await other.page.goto(url);
    await other.page.getByRole('heading', { name: 'This link is used up' }).waitFor();
    await other.context.close();
    // As the page promised: the one who saw it can still save it.
    const saved = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Download' }).click();
    expect(sha256(await readFile(await (await saved).path()))).toBe(sha256(TEXT));
    expect(await ownView(house, id)).toMatchObject({ downloads: 1 });
  });

  test('are not asked about where there are none: a preview shows at once, and counts', async () => {
    const { page } = visitor;
    const { id, url } = await makeShare(house, { fileIds: [letter], label: 'Often' });
    await page.goto(url);
    await page.getByRole('button', { name: `Show ${NAME}` }).click();
    await page.getByRole('dialog').getByText('the results are fine.').waitFor();
    await expect.poll(() => ownView(house, id)).toMatchObject({ downloads: 1, endReason: null });
  });

  test('are lowered by the owner’s form: the next request of an open page is refused', async () => {
    const { page } = visitor;
    const { id, url } = await makeShare(house, { fileIds: [letter], label: 'Fewer', maxDownloads: 3 });
    await page.goto(url);
    await page.getByText('Downloads are counted here: after yours, 2 more are left.').waitFor();
    const other = await openPage(browser, house.url);
    await other.page.goto(url);
    const saved = other.page.waitForEvent('download');
    await other.page.getByRole('link', { name: /^Download/ }).click();
    await (await saved).path();
    await other.context.close();

    const { dialog, done } = await changing('Fewer');
    await expect.poll(() => dialog.getByLabel('Download limit').inputValue()).toBe('3');
    await dialog.getByLabel('Download limit').fill('1');
    await done();
    await owner.page.getByRole('listitem').filter({ hasText: 'Fewer' }).getByText('1 of 1 download').waitFor();
    expect(await ownView(house, id)).toMatchObject({ maxDownloads: 1, downloads: 1 });
    await page.getByRole('link', { name: /^Download/ }).click();
    await page.getByText('All its downloads are spent, or').waitFor();
    await page.getByRole('button', { name: 'Load again' }).click();
    await page.getByRole('heading', { name: 'This link is used up' }).waitFor();
  });

  test('are given a password by the form: the page asks for it from then on', async () => {
    const { page } = visitor;
    const { url } = await makeShare(house, { fileIds: [letter], label: 'Shut' });
    await page.goto(url);
    await page.getByText(NAME).waitFor();
    const { dialog, done } = await changing('Shut');
    await dialog.getByRole('button', { name: /^More:/ }).click();
    await dialog.getByLabel('Password', { exact: true }).fill('a later word');
    await done();
    await page.reload();
    await page.getByText('The link needs a password').waitFor();
    await page.getByLabel('Password', { exact: true }).fill('a later word');
    await page.keyboard.press('Enter');
    await page.getByText(NAME).waitFor();
  });

  test('end it on the day that the owner sets by the form', async () => {
    const { page } = visitor;
    const { url } = await makeShare(house, { fileIds: [letter], label: 'Till tomorrow' });
    const { dialog, done } = await changing('Till tomorrow');
    await dialog.getByLabel('Expires').selectOption('1');
    await done();
    await page.goto(url);
    await page.getByText('It expires tomorrow').waitFor();
    ahead = DAY + 60_000;
    await page.getByRole('link', { name: /^Download/ }).click();
    await page.getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Load again' }).click();
    await page.getByRole('heading', { name: 'This link has expired' }).waitFor();
  });

  test('do not stand in the way of giving a link away once more: copied, shown with its code to scan', async () => {
    const { page, context } = owner;
    const { url } = await makeShare(house, { fileIds: [letter], label: 'Again' });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${house.url}/links`);
    const line = page.getByRole('listitem').filter({ hasText: 'Again' });
    await line.getByRole('button', { name: 'Copy the link Again' }).click();
    await line.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(url);
    await line.getByRole('button', { name: 'Actions for Again' }).click();
    await page.getByRole('menuitem', { name: 'Show link and QR' }).click();
    const dialog = page.getByRole('dialog');
    await expect.poll(() => dialog.getByLabel('Link', { exact: true }).inputValue()).toBe(url);
    await expect.poll(() => dialog.getByLabel('A message to paste').inputValue()).toContain(url);
    await dialog.getByRole('img', { name: 'The link as a QR code' }).waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
  });

  test('must have an end where administrators demand one', async () => {
    const { page } = owner;
    await page.goto(`${house.url}/admin/links`);
    await page.getByLabel('Every link must expire').check();
    await page.getByRole('button', { name: 'Save the rules' }).click();
    await page.getByText('The rules are saved.').waitFor();
    await page.goto(house.url);
    await page.getByRole('button', { name: `Actions for ${NAME}` }).click();
    await page.getByRole('menuitem', { name: 'Share…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Every link must expire here.').waitFor();
    const ends = await dialog.getByLabel('Expires').getByRole('option').allTextContents();
    expect(ends).toContain('In 90 days');
    expect(ends).not.toContain('Never');
    await dialog.getByRole('button', { name: /^More:/ }).click();
    await dialog.getByLabel('Download limit').waitFor();
    // This server sends no mail.
    expect(await dialog.getByText('Tell me by e-mail').count()).toBe(0);
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    await dialog.getByLabel('Link', { exact: true }).waitFor();
    const made = (await house.graphql('{ shares(first: 1) { nodes { expiresAt notify } } }')).data.shares.nodes[0];
    expect(Date.parse(made.expiresAt)).toBeGreaterThan(Date.now() + 6 * DAY);
    expect(made.notify).toBe(false);
  });

  test('of a server without mail offer none, for a request neither', async () => {
    const { page } = owner;
    expect((await house.graphql('{ sharePolicy { sendsMail } }')).data.sharePolicy.sendsMail).toBe(false);
    await page.goto(`${house.url}/requests`);
    await page.getByRole('button', { name: 'New request' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What you ask for').fill('Papers');
    await dialog.getByRole('button', { name: /^More:/ }).click();
    await dialog.getByLabel('Most files in all').waitFor();
    expect(await dialog.getByText('by e-mail').count()).toBe(0);
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    await dialog.getByLabel('Link', { exact: true }).waitFor();
  });

  test('and the browsers had nothing to complain of', () => {
    const all = [...owner.complaints, ...visitor.complaints];
    expect(all.filter((complaint) => !/status of (401|404|410)/.test(complaint))).toEqual([]);
  });
});

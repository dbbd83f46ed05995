import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, NO_BROWSER, type OpenPage, openPage } from '../support/browser.ts';
import { startHouse, type TestHouse } from '../support/house.ts';
import { bytesOf, sha256 } from '../support/transfers.ts';

const PEOPLE = { name: 'Ada Admin', email: 'ada@example.org', password: 'a password of Ada’s' };
const FILES = [
  { name: 'Report 2026.pdf', mimeType: 'application/pdf', buffer: bytesOf(300_000, 1) },
  { name: 'scan.bin', mimeType: 'application/octet-stream', buffer: bytesOf(3_000_000, 2) },
  { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
];

describe.skipIf(NO_BROWSER)('a person', { timeout: 120_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  let tab: OpenPage;
  let passphrase = '';

  beforeAll(async () => {
    browser = await launch();
    house = await startHouse({ state: 'UNINITIALIZED' });
    // With its animations, as most people see the page.
    tab = await openPage(browser, house.url, { reducedMotion: 'no-preference' });
  });
  afterAll(async () => {
    await browser.close();
    await house.remove();
  });

  test('sets the server up by the one-time link and is signed in', async () => {
    const { page } = tab;
    await page.goto(`${house.url}/setup#${house.rooms.setupCode.code}`);
    const list = page.getByRole('list', { name: 'The passphrase' });
    await list.waitFor();
    const words = await list.getByRole('listitem').allTextContents();
    expect(words).toHaveLength(6);
    passphrase = words.join(' ');
    await page.getByRole('button', { name: 'I have kept it safe' }).click();
    for (const input of await page.getByLabel(/^Word \d$/).all()) {
      const label = (await input.evaluate((element: HTMLInputElement) => element.labels?.[0]?.textContent)) ?? '';
      await input.fill(words[Number(/\d/.exec(label)?.[0]) - 1] ?? '');
    }
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByLabel('Name').fill(PEOPLE.name);
    await page.getByLabel('E-mail address').fill(PEOPLE.email);
    for (const input of await page.locator('input[type=password]').all()) await input.fill(PEOPLE.password);
    await page.getByRole('button', { name: 'Make the vault' }).click();
    await page.getByRole('button', { name: 'Open your files and drop one in' }).click();
    await page.getByText('Drop your first files here').waitFor();
  });

  test('puts three files in and sees them in the list', async () => {
    const { page } = tab;
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose files' }).click();
    await (await chooser).setFiles(FILES);
    for (const { name } of FILES) await row(page, name).waitFor();
    await expect.poll(() => page.getByRole('row').count()).toBe(1 + FILES.length);
  });

  test('gets the same bytes back', async () => {
    const { page } = tab;
    for (const { name, buffer } of FILES) {
      await page.getByRole('button', { name: `Actions for ${name}` }).click();
      // The last file's menu may still be fading.
      const item = page.getByRole('menu', { name: `Actions for ${name}` }).getByRole('menuitem', { name: 'Download' });
      const [saved] = await Promise.all([page.waitForEvent('download'), item.click()]);
      expect(saved.suggestedFilename()).toBe(name);
      expect(sha256(await readFile(await saved.path()))).toBe(sha256(buffer));
    }
  });

  test('sees how a file is stored', async () => {
    const { page } = tab;
    await row(page, 'scan.bin').getByRole('link').click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('How it is stored').waitFor();
    await drawer.getByText('The name is encrypted too').first().waitFor();
    const storage = drawer.locator('section').filter({ hasText: 'How it is stored' }).locator('dl > div');
    expect((await storage.allTextContents()).slice(0, 3)).toEqual([
      'CipherAES-256-GCM, which encrypts and detects every change',
      'Parts1 encrypted object',
      'Key version1',
    ]);
    await drawer.getByRole('link', { name: 'What this means in plain words' }).click();
    await page.getByRole('heading', { name: 'How your files are stored' }).waitFor();
    await page.goBack();
    await drawer.getByText('How it is stored').waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
  });

  test('renames, searches and deletes', async () => {
    const { page } = tab;
    await page.getByRole('button', { name: 'Actions for scan.bin' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('MRI of the knee.bin');
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
    await row(page, 'MRI of the knee.bin').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    await page.keyboard.press('/');
    await page.keyboard.type('KNEE');
    await row(page, 'Report 2026.pdf').waitFor({ state: 'hidden' });
    await row(page, 'MRI of the knee.bin').waitFor();
    await page.getByRole('searchbox').fill('');
    await row(page, 'Report 2026.pdf').waitFor();

    await page.getByRole('button', { name: 'Actions for empty.txt' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Without a backup of the catalog').waitFor();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await row(page, 'empty.txt').waitFor({ state: 'hidden' });
  });

  test('finds the vault locked after a restart, opens it, and the files are there', async () => {
    const { dataDir } = house;
    await house.stop();
    house = await startHouse({ dataDir, state: 'SEALED', config: { port: Number(new URL(house.url).port) } });
    const { page } = tab;
    await page.goto(house.url);
    await page.locator('input[type=password]').fill('not the passphrase');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByText('This passphrase does not open the vault.').waitFor();
    await page.locator('input[type=password]').fill(passphrase);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await row(page, 'Report 2026.pdf').waitFor();
    await row(page, 'MRI of the knee.bin').waitFor();
  });

  test('and the browser had nothing to complain of, nor asked anyone else', () => {
    const expected = /status of (503|401)|ERR_CONNECTION_REFUSED/;
    expect(tab.complaints.filter((complaint) => !expected.test(complaint))).toEqual([]);
  });
});

function row(page: Page, name: string) {
  return page.getByRole('row').filter({ has: page.getByRole('link', { name }) });
}

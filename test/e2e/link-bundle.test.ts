import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, NO_BROWSER, type OpenPage, openPage, signIn } from '../support/browser.ts';
import { makeFolder } from '../support/folders.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { hasProgram } from '../support/programs.ts';
import { bytesOf, sha256, upload } from '../support/transfers.ts';
import { listed } from '../support/zips.ts';

const PLAN = bytesOf(12_345, 1);
const LETTER = bytesOf(400_000, 2);
const SCAN = bytesOf(1_500_000, 3);
const ADDED = bytesOf(77, 4);

describe.skipIf(NO_BROWSER)('a link to a whole folder and a file', { timeout: 120_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  let owner: OpenPage;
  let visitor: OpenPage;
  let deep = '';
  let url = '';

  beforeAll(async () => {
    house = await startHouse();
    const top = await makeFolder(house, 'Müller');
    deep = await makeFolder(house, '2026', top);
    await upload(house, PLAN, { name: 'plan.bin' });
    await upload(house, LETTER, { input: { name: 'letter.bin', folderId: top } });
    await upload(house, SCAN, { input: { name: 'scan.bin', folderId: deep } });
    await upload(house, bytesOf(9), { name: 'not given.bin' });
    browser = await launch();
    owner = await openPage(browser, house.url);
    await signIn(owner.page, house.url, ADMIN);
    visitor = await openPage(browser, house.url, { viewport: { width: 360, height: 740 } });
  });
  afterAll(async () => {
    await browser.close();
    await house.remove();
  });

  test('is made of what is chosen in the list', async () => {
    const { page } = owner;
    await page.getByRole('checkbox', { name: 'Select Müller' }).check();
    await page.getByRole('checkbox', { name: 'Select plan.bin' }).check();
    await page.getByRole('button', { name: 'Share…' }).click();
    const given = page.getByRole('list', { name: 'What the link gives' });
    await expect.poll(() => given.getByRole('listitem').allTextContents()).toEqual(['Müller', 'plan.bin']);
    await page.getByLabel('Label').fill('For the audit');
    await page.getByRole('button', { name: 'Make the link' }).click();
    url = await page.getByLabel('Link', { exact: true }).inputValue();
    await expect
      .poll(() => page.getByLabel('A message to paste').inputValue())
      .toContain('shares 1 folder and 1 file with you');
    await page.getByRole('button', { name: 'Done' }).click();
  });

  test('shows a visitor with a phone every file, and where it lies', async () => {
    const { page } = visitor;
    await page.goto(url);
    await page.getByRole('heading', { name: 'For the audit' }).waitFor();
    await page.getByText('3 files as one ZIP').waitFor();
    const lines = await page.getByRole('list', { name: 'Files' }).getByRole('listitem').allInnerTexts();
    expect(lines.map((line) => line.trim().split(/\s+/).join(' ')).sort()).toEqual([
      'letter.bin 400 kB · Müller',
      'plan.bin 12.3 kB',
      'scan.bin 1.5 MB · Müller › 2026',
    ]);
  });

  test('gives one file by its own button', async () => {
    const { page } = visitor;
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download scan.bin' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe('scan.bin');
    expect(sha256(await readFile(await download.path()))).toBe(sha256(SCAN));
  });

  test.skipIf(!hasProgram('python3', 'python3'))('gives all as one ZIP, in their folders', async () => {
    const { page } = visitor;
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download all' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe('For the audit.zip');
    expect(listed(await download.path()).sort()).toEqual([
      ['Müller/2026/scan.bin', SCAN.length, sha256(SCAN)],
      ['Müller/letter.bin', LETTER.length, sha256(LETTER)],
      ['plan.bin', PLAN.length, sha256(PLAN)],
    ]);
  });

  test('gives what came into the folder later, too', async () => {
    await upload(house, ADDED, { input: { name: 'added.bin', folderId: deep } });
    const { page } = visitor;
    await page.reload();
    await page.getByText('4 files as one ZIP').waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download added.bin' }).click();
    expect(sha256(await readFile(await (await saved).path()))).toBe(sha256(ADDED));
  });

  test('and the browsers had nothing to complain of', () => {
    expect([...owner.complaints, ...visitor.complaints]).toEqual([]);
  });
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { expectAccessible, launch, NO_BROWSER, type OpenPage, openPage, signIn } from '../support/browser.ts';
import { makeFolder } from '../support/folders.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { slowLine } from '../support/slow-line.ts';
import { bytesOf, download, sha256 } from '../support/transfers.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

const MiB = 1024 * 1024;
const LARGE = bytesOf(17 * MiB, 2);
const SMALL = Buffer.from('Dear Ada,\nhere are the papers.\n');

describe.skipIf(NO_BROWSER)('a file request', () => {
  let browser: Browser;
  let house: TestHouse;
  let folder: string;
  let owner: OpenPage;
  let sender: OpenPage;
  let url = '';
  const at = (name: string) => join(folder, name);

  beforeAll(async () => {
    browser = await launch();
    // Mail is offered; none is sent here.
    house = await startHouse({
      env: { STRONGROOM_SMTP_URL: 'smtp://127.0.0.1:9', STRONGROOM_MAIL_FROM: 'strongroom@example.org' },
    });
    folder = await mkdtemp(join(tmpdir(), 'strongroom-e2e-'));
    await writeFile(at('letter.txt'), SMALL);
    await writeFile(at('scan.bin'), LARGE);
    owner = await openPage(browser, house.url, { permissions: ['clipboard-read', 'clipboard-write'] });
    await signIn(owner.page, house.url, ADMIN);
    sender = await openPage(browser, house.url, { viewport: { width: 360, height: 740 }, timezoneId: 'UTC' });
  });
  afterAll(async () => {
    await browser.close();
    await house.remove();
    await rm(folder, { recursive: true });
  });

  test('is made in the page: a title is enough, and its end is the link', async () => {
    const { page } = owner;
    await page.getByRole('link', { name: 'Requests' }).click();
    await page.getByText('You have asked nobody for files yet.').waitFor();
    await page.getByRole('button', { name: 'New request' }).click();
    const more = page.getByRole('button', { name: 'More: limits and a password' });
    await more.click();
    await page.getByLabel('Password', { exact: true }).fill('short');
    await page.getByRole('button', { name: 'Less' }).click();
    const focused = (what: string) => expect.poll(() => page.locator(':focus').getAttribute(what));
    await page.getByRole('button', { name: 'Make the link' }).click();
    await focused('maxlength').toBe('200');
    await page.getByLabel('What you ask for').fill('Papers for the audit');
    await page.getByRole('button', { name: 'Less' }).click();
    await page.getByRole('button', { name: 'Make the link' }).click();
    await focused('value').toBe('short');
    await page.getByLabel('Password', { exact: true }).fill('');
    await page.getByLabel('A note for the sender').fill('All of 2025, please.\nThank you!');
    await page.getByLabel('Tell me by e-mail when something arrives').uncheck();
    await page.getByLabel('What you ask for').press('Enter');
    const link = page.getByRole('dialog').getByLabel('Link', { exact: true });
    url = await link.inputValue();
    expect(url).toMatch(new RegExp(`^${house.url}/r/`));
    const { data } = await house.graphql('{ fileRequests { nodes { notify } } }');
    expect(data.fileRequests.nodes).toEqual([{ notify: false }]);
    await page.getByRole('img', { name: 'The link as a QR code' }).waitFor();
    await page.getByRole('button', { name: 'Copy the sentence' }).click();
    const sentence = await page.evaluate(() => navigator.clipboard.readText());
    expect(sentence).toContain(`Please send me your files for “Papers for the audit” here: ${url} `);
    await page.getByRole('button', { name: 'Done' }).click();
    await page
      .getByText('Ends in 7 days')
      .or(page.getByText(/^Nothing yet\. Ends/))
      .first()
      .waitFor();
  });

  test('takes two files from someone without account or cookie, on a phone', async () => {
    const { page, context } = sender;
    await page.goto(url);
    await page.getByRole('heading', { name: 'Papers for the audit' }).waitFor();
    await page.getByText('Ada Admin asks you for files.').waitFor();
    await page.getByText('All of 2025, please.').waitFor();
    await expectAccessible(page);
    await page.getByTestId('file-picker').setInputFiles([at('letter.txt'), at('scan.bin')]);
    // In the owner's window, without a reload.
    await owner.page.getByText(/^2 files\. Ends/).waitFor({ timeout: 60_000 });
    const arrived = page.getByRole('region', { name: 'Arrived' });
    await arrived.getByText('letter.txt').waitFor();
    await arrived.getByText('scan.bin').waitFor({ timeout: 60_000 });
    await page.reload();
    await arrived.getByText('scan.bin').waitFor();
    expect((await context.cookies()).length).toBe(0);
    await expectAccessible(page);
  });

  test('ends with a receipt that /receipt finds genuine, and the files in it too', async () => {
    const { page } = sender;
    await page.getByLabel('Your name').fill('Sam Sender');
    await page.getByRole('button', { name: 'Finish and get a receipt' }).click();
    await page.getByRole('heading', { name: 'Thank you, all has arrived' }).waitFor();
    await page.getByText(sha256(LARGE)).first().waitFor();
    await expectAccessible(page);
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download the receipt' }).click(),
    ]);
    await saved.saveAs(at('receipt.json'));
    const receipt = await readFile(at('receipt.json'), 'utf8');
    expect(JSON.parse(receipt).files).toMatchObject([
      { name: 'letter.txt', size: SMALL.length, sha256: sha256(SMALL) },
      { name: 'scan.bin', size: LARGE.length, sha256: sha256(LARGE) },
    ]);
    await page.reload();
    await page.getByRole('heading', { name: 'Thank you, all has arrived' }).waitFor();

    await page.goto(`${house.url}/receipt`);
    await page.getByLabel('Or its text').fill(receipt.replace('letter', 'lettre'));
    await page.getByRole('button', { name: 'Check it' }).click();
    await page.getByText('This is not a receipt of this server, or it was changed.').waitFor();
    await expectAccessible(page);
    await page.getByTestId('receipt-picker').setInputFiles(at('receipt.json'));
    await page.getByRole('heading', { name: 'This receipt is genuine' }).waitFor();
    await page.getByTestId('check-picker').setInputFiles(at('scan.bin'));
    await page.getByText('The same file, byte for byte').waitFor();
    await writeFile(at('other.bin'), bytesOf(1000));
    await page.getByTestId('check-picker').setInputFiles(at('other.bin'));
    await page.getByText('Not one of these files').waitFor();
    await expectAccessible(page);
  });

  test('prints its receipt as a sheet with all facts, and nothing of the page around it', async () => {
    const { page } = sender;
    await page.goto(url);
    await page.getByRole('heading', { name: 'Thank you, all has arrived' }).waitFor();
    const receipt = JSON.parse(await readFile(at('receipt.json'), 'utf8'));
    await page.emulateMedia({ media: 'print' });
    // Only what is shown has an inner text.
    const printed = (await page.locator('body').innerText()).split('\n');
    const second = (iso: string) => `at ${iso.slice(11, 19)} UTC`;
    expect(printed[0]).toBe('Receipt for files');
    expect(printed).toContainEqual(expect.stringContaining(second(receipt.finishedAt)));
    for (const { name, size, sha256: hash, receivedAt } of receipt.files) {
      expect(printed).toEqual(expect.arrayContaining([name, hash]));
      const [amount, time] = [`${size.toLocaleString('en-GB')} bytes`, second(receivedAt)];
      expect(printed.filter((line) => line.startsWith(amount) && line.endsWith(time)).length).toBe(1);
    }
    expect(await page.locator(':is(a, button, header, input, main, nav):visible').count()).toBe(0);
    expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
    await page.emulateMedia({ media: null });
    await page.getByRole('button', { name: 'Print it' }).waitFor();
  });

  test('shows its owner who sent what; the files are theirs', async () => {
    const { page } = owner;
    await page.getByRole('button', { name: 'What came for Papers for the audit' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'Sam Sender' }).waitFor();
    await dialog.getByRole('link', { name: 'scan.bin' }).click();
    await page.getByText('How it is stored').waitFor();
    const { data } = await house.graphql('{ files { nodes { id name } } }');
    const scan = data.files.nodes.find(({ name }: { name: string }) => name === 'scan.bin');
    expect(sha256((await download(house, scan.id)).bytes)).toBe(sha256(LARGE));
  });

  test('closes at once: whoever has the link is told so', async () => {
    const { page } = owner;
    await page.goto(`${house.url}/requests`);
    await page.getByRole('button', { name: 'Close Papers for the audit' }).click();
    await page.getByRole('button', { name: 'Close the request' }).click();
    await page.getByText('Ended', { exact: true }).waitFor();
    const late = await openPage(browser, house.url);
    await late.page.goto(url);
    await late.page.getByText('There is no request at this address').waitFor();
    await late.context.close();
    expect([owner, sender].flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  test('with limits, a password and a folder by the form keeps to them, and shows how far a file is', async () => {
    const folderId = await makeFolder(house, 'Audit 2025');
    await owner.page.goto(`${house.url}/requests`);
    await owner.page.getByRole('button', { name: 'New request' }).click();
    const form = owner.page.getByRole('dialog');
    await form.getByLabel('What you ask for').fill('Hidden title');
    await form.getByLabel('Open for').selectOption('30');
    await form.getByLabel('Files come into').selectOption({ label: 'Audit 2025' });
    await form.getByRole('button', { name: /^More:/ }).click();
    await form.getByLabel('Most files in all').fill('1');
    await form.getByLabel('Largest file, in MB').fill('20');
    await form.getByLabel('Password', { exact: true }).fill('rather secret');
    await form.getByRole('button', { name: 'Make the link' }).click();
    const made = new URL(await form.getByLabel('Link', { exact: true }).inputValue());
    const days = 30 * 86_400_000 - 60_000;
    const asked = '{ fileRequests(first: 1) { nodes { maxFiles maxFileSize hasPassword notify expiresAt } } }';
    const [request] = (await house.graphql(asked)).data.fileRequests.nodes;
    expect(request).toMatchObject({ maxFiles: 1, maxFileSize: 20_000_000, hasPassword: true, notify: true });
    expect(Date.parse(request.expiresAt) - Date.now()).toBeGreaterThan(days);
    await form.getByRole('button', { name: 'Done' }).click();

    const line = await slowLine(house.url, Number.POSITIVE_INFINITY);
    const { page, context } = await openPage(browser, line.url);
    await page.goto(line.url + made.pathname);
    await page.getByRole('heading', { name: 'Ada Admin asks you for files' }).waitFor();
    expect(await page.getByText('Hidden title').count()).toBe(0);
    await page.locator('input[type=password]').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('That is not the password.').waitFor();
    await page.locator('input[type=password]').fill('rather secret');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Hidden title' }).waitFor();
    await page.getByText('Up to 1 file, each up to 20 MB.').waitFor();

    line.speed = 2 * MiB;
    await page.getByTestId('file-picker').setInputFiles([at('scan.bin')]);
    const bar = page
      .getByRole('region', { name: 'On the way' })
      .getByRole('progressbar', { name: 'Upload of scan.bin' });
    const percent = async () => Number(await bar.getAttribute('aria-valuenow'));
    await expect.poll(percent, { timeout: 30_000 }).toBeGreaterThan(0);
    const seen = await percent();
    await expect.poll(percent, { timeout: 30_000 }).toBeGreaterThan(seen);
    expect(seen).toBeLessThan(100);
    expect(await page.title()).toMatch(/^\d+ % Hidden title/);
    line.speed = Number.POSITIVE_INFINITY;
    await page.getByRole('region', { name: 'Arrived' }).getByText('scan.bin').waitFor({ timeout: 60_000 });
    await bar.waitFor({ state: 'detached' });
    const there = 'query ($id: ID) { folder(id: $id) { files { nodes { name size } } } }';
    const { data } = await house.graphql(there, { id: folderId });
    expect(data.folder.files.nodes).toEqual([{ name: 'scan.bin', size: LARGE.length }]);
    await context.close();
    await line.close();
  });
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { expectAccessible, launch, NO_BROWSER, type OpenPage, openPage, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { lookAround } from '../support/looks.ts';
import { makeRequest } from '../support/requests.ts';
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
    await lookAround(page, 'request-made');
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
    await page.reload();
    await page.getByRole('button', { name: 'What came for Papers for the audit' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'Sam Sender' }).waitFor();
    await lookAround(page, 'request-senders');
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
    await lookAround(page, 'request-close');
    await page.getByRole('button', { name: 'Close the request' }).click();
    await page.getByText('Ended', { exact: true }).waitFor();
    const late = await openPage(browser, house.url);
    await late.page.goto(url);
    await late.page.getByText('There is no request at this address').waitFor();
    await late.context.close();
    expect([owner, sender].flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  test('with a password opens by it', async () => {
    const request = await makeRequest(house, { password: 'rather secret', title: 'Hidden title' });
    const { page, context } = await openPage(browser, house.url);
    await page.goto(request.url);
    await page.getByRole('heading', { name: 'Ada Admin asks you for files' }).waitFor();
    expect(await page.getByText('Hidden title').count()).toBe(0);
    await lookAround(page, 'sender-password');
    await page.locator('input[type=password]').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('That is not the password.').waitFor();
    await page.locator('input[type=password]').fill('rather secret');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Hidden title' }).waitFor();
    await context.close();
  });

  test('every page of it fits and is free of axe’s findings', async () => {
    const request = await makeRequest(house, {
      title: 'Papers for the audit of the year 2025',
      note: 'Invoices and contracts, please.\nOne file each.',
      maxFiles: 20,
      maxFileSize: 50_000_000,
      expiresAt: new Date(Date.now() + 6 * 86_400_000).toISOString(),
    });
    const { page, context } = await openPage(browser, house.url);
    await page.goto(request.url);
    await page.getByText('Invoices and contracts').waitFor();
    await lookAround(page, 'sender');
    await page.getByTestId('file-picker').setInputFiles([at('letter.txt')]);
    await page.getByRole('region', { name: 'Arrived' }).getByText('letter.txt').waitFor();
    await lookAround(page, 'sender-sent');
    await page.getByRole('button', { name: 'Finish and get a receipt' }).click();
    await page.getByText('Download the receipt').waitFor();
    await lookAround(page, 'sender-receipt');
    await page.goto(`${house.url}/receipt`);
    await page.getByLabel('Or its text').waitFor();
    await lookAround(page, 'receipt');
    await page.getByTestId('receipt-picker').setInputFiles(at('receipt.json'));
    await page.getByRole('heading', { name: 'This receipt is genuine' }).waitFor();
    await lookAround(page, 'receipt-genuine');
    await page.goto(`${house.url}/r/${'A'.repeat(43)}`);
    await page.getByText('There is no request at this address').waitFor();
    await lookAround(page, 'sender-none');
    await signIn(page, house.url, ADMIN);
    await page.goto(`${house.url}/requests`);
    await page.getByText('Papers for the audit of the year 2025').first().waitFor();
    await lookAround(page, 'requests');
    await openDialog(page);
    await lookAround(page, 'request-form');
    await context.close();
  });

  test('while the vault is locked tells visitors so, and asks them for no passphrase', async () => {
    const request = await makeRequest(house);
    house.rooms.vault.seal();
    const { page, context } = await openPage(browser, house.url);
    await page.goto(request.url);
    await page.getByRole('heading', { name: 'This vault is locked just now' }).waitFor();
    expect(await page.locator('input').count()).toBe(0);
    await lookAround(page, 'sender-locked');
    await context.close();
  });
});

async function openDialog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New request' }).click();
  await page.getByRole('button', { name: 'More: limits and a password' }).click();
  await page.getByLabel('Most files in all').waitFor();
}

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { launch, loadAnew, NO_BROWSER, type OpenPage, openPage, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { lookAround } from '../support/looks.ts';
import { makeRequest, uploadTokenOf } from '../support/requests.ts';
import { bytesOf, sha256, uploadRaw } from '../support/transfers.ts';
import { rawTus } from '../support/tus.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

const LETTER = { name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear Ada,\nhere are the papers.\n') };
const PASSWORD = 'rather secret';
const DAY = 86_400_000;

describe.skipIf(NO_BROWSER)('what axe and the width of a phone find in the pages of file requests', () => {
  let browser: Browser;
  let house: TestHouse;
  let owner: OpenPage;
  let sender: OpenPage;
  let ahead = 0;
  let signed = '';

  beforeAll(async () => {
    browser = await launch();
    // Mail is offered; none is sent here.
    house = await startHouse({
      env: { STRONGROOM_SMTP_URL: 'smtp://127.0.0.1:9', STRONGROOM_MAIL_FROM: 'strongroom@example.org' },
      clock: () => Date.now() + ahead,
    });
    owner = await openPage(browser, house.url);
    await signIn(owner.page, house.url, ADMIN);
    sender = await openPage(browser, house.url);
  });
  afterAll(async () => {
    await browser.close();
    await house.remove();
  });

  /** Opens an address; whole once it shows those words. */
  async function go(page: Page, path: string, shows: string): Promise<void> {
    await loadAnew(page, house.url + path);
    await page.getByText(shows).first().waitFor();
  }

  test('is nothing in making a request, from the empty page on', async () => {
    const { page } = owner;
    await go(page, '/requests', 'You have asked nobody for files yet.');
    await lookAround(page, 'requests-none');
    await page.getByRole('button', { name: 'New request' }).click();
    await page.getByRole('button', { name: 'More: limits and a password' }).click();
    await page.getByLabel('Most files in all').waitFor();
    await lookAround(page, 'request-form');
    await page.getByLabel('What you ask for').fill('Papers for the audit of the year 2025');
    await page.getByRole('button', { name: 'Make the link' }).click();
    await page.getByRole('img', { name: 'The link as a QR code' }).waitFor();
    await lookAround(page, 'request-made');
  });

  test('is nothing where a password is asked for', async () => {
    const { page } = sender;
    const { token } = await makeRequest(house, { password: PASSWORD });
    await go(page, `/r/${token}`, 'The request is protected by a password.');
    await lookAround(page, 'sender-password');
    await page.locator('input[type=password]').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('That is not the password.').waitFor();
    await lookAround(page, 'sender-wrong');
  });

  test('is nothing in sending, nor in a receipt that is being prepared, which then shows by itself', async () => {
    const { page } = sender;
    const { token } = await makeRequest(house, {
      title: 'Papers for the audit of the year 2025',
      note: 'Invoices and contracts, please.\nOne file each.',
      maxFiles: 20,
      maxFileSize: 50_000_000,
      expiresAt: new Date(Date.now() + 6 * DAY).toISOString(),
    });
    await go(page, `/r/${token}`, 'Invoices and contracts');
    await lookAround(page, 'sender');
    await page.getByTestId('file-picker').setInputFiles([LETTER]);
    await page.getByRole('region', { name: 'Arrived' }).getByText('letter.txt').waitFor();
    await lookAround(page, 'sender-sent');

    // Another file in two pieces, as after a break: its hash is made afterwards, for which this test keeps the time.
    const { hashing } = house.rooms;
    const wake = hashing.wake.bind(hashing);
    hashing.wake = () => {};
    const kept = await page.evaluate((key) => sessionStorage.getItem(key), `strongroom.sender.${token}`);
    const tus = rawTus(house, JSON.parse(kept ?? '').opened.uploadToken);
    const bytes = bytesOf(200_000, 7);
    const path = await tus.create(bytes.length, { filename: 'in pieces.bin' });
    await tus.patch(path, 0, bytes.subarray(0, 100_000));
    await tus.patch(path, 100_000, bytes.subarray(100_000));
    await page.getByRole('button', { name: 'Finish and get a receipt' }).click();
    await page.getByText('Your receipt is being prepared').waitFor();
    await page.getByText('SHA-256 is being made…').waitFor();
    await page.getByText(`SHA-256 ${sha256(LETTER.buffer)}`).waitFor();
    expect(await page.getByRole('button', { name: 'Download the receipt' }).count()).toBe(0);
    await lookAround(page, 'sender-preparing');
    hashing.wake = wake;
    hashing.wake(house.rooms);
    await page.getByRole('button', { name: 'Download the receipt' }).waitFor();
    await page.getByText(`SHA-256 ${sha256(bytes)}`).waitFor();
    expect(await page.getByText('being prepared').count()).toBe(0);
    await lookAround(page, 'sender-receipt');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the receipt' }).click();
    const chunks: Buffer[] = [];
    for await (const chunk of await (await saved).createReadStream()) chunks.push(chunk);
    signed = Buffer.concat(chunks).toString('utf8');
  });

  test('is nothing in checking a receipt, and a file against it', async () => {
    const { page } = sender;
    await go(page, '/receipt', 'Or its text');
    await lookAround(page, 'receipt');
    await page.getByLabel('Or its text').fill(signed.replace('letter', 'lettre'));
    await page.getByRole('button', { name: 'Check it' }).click();
    await page.getByText('This is not a receipt of this server, or it was changed.').waitFor();
    await lookAround(page, 'receipt-false');
    await page.getByLabel('Or its text').fill(signed);
    await page.getByRole('button', { name: 'Check it' }).click();
    await page.getByRole('heading', { name: 'This receipt is genuine' }).waitFor();
    await lookAround(page, 'receipt-genuine');
    await page.getByTestId('check-picker').setInputFiles([LETTER]);
    await page.getByText('The same file, byte for byte').waitFor();
    await lookAround(page, 'receipt-same');
    await page.getByTestId('check-picker').setInputFiles([{ ...LETTER, buffer: Buffer.from('other') }]);
    await page.getByText('Not one of these files').waitFor();
    await lookAround(page, 'receipt-other');
  });

  test('is nothing in the list of requests, what came for one, and its end', async () => {
    const { page } = owner;
    await go(page, '/requests', '2 of 20 files');
    await lookAround(page, 'requests');
    await page.getByRole('button', { name: 'What came for Papers for the audit of the year 2025' }).click();
    await page.getByRole('link', { name: 'in pieces.bin' }).waitFor();
    await lookAround(page, 'request-senders');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Close Papers for the audit of the year 2025' }).first().click();
    await page.getByText('what is on its way is lost').waitFor();
    await lookAround(page, 'request-close');
  });

  test('is nothing where a link leads to no request, a full one, or one that is over', async () => {
    const { page } = sender;
    await go(page, `/r/${'A'.repeat(43)}`, 'There is no request at this address');
    await lookAround(page, 'sender-none');
    const full = await makeRequest(house, { maxFiles: 1 });
    await uploadRaw(house, bytesOf(10), { token: await uploadTokenOf(house, full) });
    await go(page, `/r/${full.token}`, 'This request has as many files as it takes');
    await lookAround(page, 'sender-full');
    const short = await makeRequest(house, { expiresAt: new Date(Date.now() + DAY).toISOString() });
    ahead = DAY;
    await go(page, `/r/${short.token}`, 'The time for this is over');
    await lookAround(page, 'sender-expired');
  });

  test('is nothing while the vault is locked, when visitors are told so and asked for no passphrase', async () => {
    const { page } = sender;
    const { token } = await makeRequest(house);
    house.rooms.vault.seal();
    await go(page, `/r/${token}`, 'This vault is locked just now');
    expect(await page.locator('input').count()).toBe(0);
    await lookAround(page, 'sender-locked');
  });

  test('and the browsers had nothing to complain of', () => {
    const all = [...owner.complaints, ...sender.complaints];
    expect(all.filter((complaint) => !/status of (401|503)/.test(complaint))).toEqual([]);
  });
});

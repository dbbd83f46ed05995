import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { launch, NO_BROWSER, openPage } from '../support/browser.ts';
import { startHouse, type TestHouse } from '../support/house.ts';
import { makeRequest } from '../support/requests.ts';
import { slowLine } from '../support/slow-line.ts';
import { bytesOf, download, sha256 } from '../support/transfers.ts';

vi.setConfig({ testTimeout: 90_000 });

const MiB = 1024 * 1024;

describe.skipIf(NO_BROWSER)('a sender', () => {
  let browser: Browser;
  let house: TestHouse;
  beforeAll(async () => {
    browser = await launch();
    house = await startHouse();
  });
  afterAll(async () => {
    await browser.close();
    await house.remove();
  });

  test('can pause the only file that a request takes, and go on at once, over a slow line', async () => {
    const request = await makeRequest(house, { title: 'One file', maxFiles: 1 });
    const line = await slowLine(house.url, Number.POSITIVE_INFINITY);
    const tab = await openPage(browser, line.url);
    const { page } = tab;
    await page.goto(line.url + new URL(request.url).pathname);
    await page.getByRole('heading', { name: 'One file' }).waitFor();

    const bytes = bytesOf(16 * MiB);
    line.speed = MiB;
    line.up = 0;
    await page
      .getByTestId('file-picker')
      .setInputFiles({ name: 'scan.bin', mimeType: 'application/octet-stream', buffer: bytes });
    await expect.poll(() => line.up, { timeout: 20_000, interval: 50 }).toBeGreaterThan(MiB);
    await page.getByRole('button', { name: 'Pause the upload of scan.bin' }).click();
    await page.getByText('to be sent from the beginning').waitFor();
    await page.getByRole('button', { name: 'Go on with the upload of scan.bin' }).click();
    // The server counts the first attempt for as long as what the browser had given to the line comes in.
    await page.waitForTimeout(1000);
    line.speed = Number.POSITIVE_INFINITY;
    await page.getByRole('region', { name: 'Arrived' }).getByText('scan.bin').waitFor({ timeout: 40_000 });

    const states = () => house.rooms.catalog.selectFrom('files').select(['id', 'state']).execute();
    await expect.poll(async () => (await states()).map(({ state }) => state)).toEqual(['stored']);
    const [file] = await states();
    expect(sha256((await download(house, file?.id ?? '')).bytes)).toBe(sha256(bytes));
    expect(tab.complaints.filter((complaint) => !complaint.includes('status of 507'))).toEqual([]);
    await tab.context.close();
    await line.close();
  });
});

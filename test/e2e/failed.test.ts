import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launch, NO_BROWSER, type OpenPage, openPage, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { lookAround } from '../support/looks.ts';
import { bytesOf, upload } from '../support/transfers.ts';

describe.skipIf(NO_BROWSER)('a page that', { timeout: 90_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  let tab: OpenPage;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
    house = await startHouse();
    await upload(house, bytesOf(100), { name: 'letter.bin' });
    tab = await openPage(browser, house.url);
    page = tab.page;
    await signIn(page, house.url, ADMIN);
  });
  beforeEach(() => page.unroute('**'));
  afterAll(async () => {
    await browser.close();
    await house.remove();
  });

  const letter = () => page.getByRole('row').getByRole('link', { name: 'letter.bin' });
  /** Does something with the requests for these operations in place of sending them. */
  const instead = (operations: RegExp, act: (route: Route) => unknown) =>
    page.route('**', (route) => (operations.test(route.request().postData() ?? '') ? act(route) : route.fallback()));

  test('waits for its answers says so, in the shape of what will come', async () => {
    const held: Route[] = [];
    await instead(/query (Gate|FolderFiles)\b/, (route) => held.push(route));
    await page.goto(house.url);
    await page.getByRole('status', { name: 'Loading' }).waitFor();
    await lookAround(page, 'loading', undefined, 'loading');
    await held.shift()?.continue();
    await page.getByRole('status').getByText('Loading your files').waitFor();
    await lookAround(page, 'loading-files', undefined, 'loading');
    expect(await letter().count()).toBe(0);
    for (const route of held) await route.continue();
    await letter().waitFor();
  });

  test('cannot read its list says why, and reads it when it is asked again', async () => {
    let asked = 0;
    await instead(/query FolderFiles\b/, (route) => {
      asked += 1;
      return route.abort('connectionrefused');
    });
    await page.goto(house.url);
    const note = page.getByRole('alert').getByText('The server cannot be reached.');
    await note.waitFor();
    await page.getByRole('button', { name: 'Upload', exact: true }).waitFor();
    await lookAround(page, 'files-failed');
    const before = asked;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => asked).toBeGreaterThan(before);
    await note.waitFor();
    await page.unroute('**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await letter().waitFor();
    await note.waitFor({ state: 'hidden' });
  });

  test('cannot be shown at all says why, and comes when it is asked again', async () => {
    await instead(/query Gate\b/, (route) => route.fulfill({ status: 502, body: 'Bad Gateway' }));
    await page.goto(house.url);
    await page.getByRole('heading', { name: 'This page could not be loaded' }).waitFor();
    await page.getByRole('alert').waitFor();
    await lookAround(page, 'failed');
    await page.unroute('**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await letter().waitFor();
  });

  test('breaks by a fault of its own says so, and can be loaded again', async () => {
    await page.goto(house.url);
    await letter().waitFor();
    await page.route('**/links-page*.js', (route) => route.abort());
    await page.getByRole('link', { name: 'Links', exact: true }).click();
    await page.getByRole('heading', { name: 'This page broke' }).waitFor();
    await page.getByText('The fault is ours. What you stored is safe.').waitFor();
    await lookAround(page, 'broken');
    await page.unroute('**/links-page*.js');
    await page.getByRole('button', { name: 'Load again' }).click();
    await page.getByRole('heading', { name: 'Links', exact: true }).waitFor();
  });
});

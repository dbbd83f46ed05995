import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, launch, NO_BROWSER, openPage, signIn } from '../../../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../../../support/house.ts';
import { upload } from '../../../support/transfers.ts';

const DECEPTIVE = 'invoice\u202efdp.exe';
const MARKUP = '<img src=x onerror=alert(1)>.html';
/** One pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe.skipIf(NO_BROWSER)('the files page', () => {
  let browser: Browser;
  let house: TestHouse;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    house = await startHouse();
    for (const name of ['five.txt', 'four.txt', 'three.txt', 'two.txt', 'one.txt']) {
      await upload(house, Buffer.from(`the text of ${name} <b>as text</b>`), { input: { name }, type: 'text/plain' });
    }
    ({ page } = await openPage(browser, house.url, { viewport: { width: 1280, height: 900 } }));
    await signIn(page, house.url, ADMIN);
    await link('one.txt').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await house.remove();
  });

  const link = (name: string) => page.getByRole('row').getByRole('link', { name, exact: true });
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  const names = () => page.locator('tbody').getByRole('link').allTextContents();
  const drawer = () => page.getByRole('dialog');

  test('opens a file by keyboard alone, and Escape leads back to its row', async () => {
    await link('one.txt').focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toBe('two.txt');
    await page.keyboard.press('Enter');
    await drawer().getByText('the text of two.txt <b>as text</b>').waitFor();
    expect(new URL(page.url()).searchParams.get('file')).toMatch(/^[0-9a-f-]{36}$/);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await drawer().waitFor({ state: 'hidden' });
    await expect.poll(focused).toBe('two.txt');
    expect(new URL(page.url()).search).toBe('');
  });

  test('keeps an open file through a reload, and Back closes it', async () => {
    await link('one.txt').click();
    await drawer().waitFor();
    await page.reload();
    await drawer().getByText('How it is stored').waitFor();
    await page.goBack();
    await drawer().waitFor({ state: 'hidden' });
  });

  test('selects a range, all and none by keyboard', async () => {
    const selected = () => page.locator('tbody tr[aria-selected=true]').count();
    await link('one.txt').focus();
    await page.keyboard.press(' ');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    expect(await selected()).toBe(3);
    await expectAccessible(page);
    await page.keyboard.press('Control+a');
    expect(await selected()).toBe(5);
    await page.keyboard.press('Escape');
    expect(await selected()).toBe(0);
  });

  test('deletes by keyboard after asking, and the next row takes the focus', async () => {
    await link('two.txt').focus();
    await page.keyboard.press('Delete');
    await drawer().getByText('The key is destroyed. Without a backup of the catalog').waitFor();
    await expect.poll(focused).toBe('Cancel');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await link('two.txt').waitFor({ state: 'hidden' });
    await expect.poll(focused).toBe('three.txt');
  });

  test('shows deceptive names as data', async () => {
    await upload(house, Buffer.from('x'), { input: { name: DECEPTIVE }, type: 'application/octet-stream' });
    await upload(house, Buffer.from('<script>alert(1)</script>'), { input: { name: MARKUP }, type: 'text/html' });
    await page.reload();
    await link(MARKUP).waitFor();
    expect((await names()).slice(0, 2)).toEqual([MARKUP, 'invoiceU+202Efdp.exe']);
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    await link(MARKUP).click();
    await drawer().getByText('There is no preview of this kind of file').waitFor();
    await page.keyboard.press('Escape');
    await drawer().waitFor({ state: 'hidden' });
  });

  test('shows an image in its row', async () => {
    await upload(house, PIXEL, { input: { name: 'pixel.png' }, type: 'image/png' });
    await page.reload();
    const picture = page
      .getByRole('row')
      .filter({ has: page.getByRole('link', { name: 'pixel.png' }) })
      .locator('img');
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  });

  test('shows a text and an image in the drawer', async () => {
    await upload(house, Buffer.from('Dear Mr Smith,\n<b>all</b> is well'), { name: 'letter.txt', type: 'text/plain' });
    await upload(house, PIXEL, { input: { name: 'seen.png' }, type: 'image/png' });
    await page.reload();
    await link('letter.txt').click();
    const text = drawer().getByRole('region', { name: 'Preview of letter.txt' });
    await expect.poll(() => text.textContent()).toBe('Dear Mr Smith,\n<b>all</b> is well');
    await page.keyboard.press('Escape');
    await drawer().waitFor({ state: 'hidden' });
    await link('seen.png').click();
    const image = drawer().getByRole('img', { name: 'Preview of seen.png' });
    await expect.poll(() => image.evaluate((shown: HTMLImageElement) => shown.naturalWidth)).toBe(1);
    await page.keyboard.press('Escape');
    await drawer().waitFor({ state: 'hidden' });
  });

  test('takes files that are dropped on the window or pasted', async () => {
    await page.evaluate(() => {
      const holding = (name: string) => {
        const data = new DataTransfer();
        data.items.add(new File(['some text'], name, { type: 'text/plain' }));
        return data;
      };
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: holding('dropped.txt'), cancelable: true }));
      window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: holding('pasted.txt'), cancelable: true }));
    });
    await link('dropped.txt').waitFor();
    await link('pasted.txt').waitFor();
  });

  test('sends a file again by itself when the connection broke', async () => {
    let broken = 0;
    await page.route('**/graphql', (route) => {
      const uploads = route.request().headers()['content-type']?.startsWith('multipart/form-data');
      if (!uploads || broken > 0) return route.continue();
      broken += 1;
      return route.abort('connectionreset');
    });
    const panel = page.getByRole('region', { name: 'Uploads' });
    await choose('brave.txt');
    await panel.getByText(/Trying again in/).waitFor();
    await expectAccessible(page);
    await link('brave.txt').waitFor();
    expect(broken).toBe(1);
    await page.unroute('**/graphql');
  });

  test('says early and in words what the server would refuse', async () => {
    await choose(`${'x'.repeat(300)}.txt`);
    const panel = page.getByRole('region', { name: 'Uploads' });
    await panel.getByText('The name is too long: 255 characters at most.').waitFor();
    await panel.getByRole('button', { name: 'Close the uploads' }).click();
    await panel.waitFor({ state: 'hidden' });
  });

  test('says so when no name holds the words searched for', async () => {
    await page.getByRole('searchbox').fill('no such name');
    await page.getByText('No file has “no such name” in its name.').waitFor();
    await page.getByRole('button', { name: 'Show all files' }).click();
    await link('one.txt').waitFor();
  });

  async function choose(name: string): Promise<void> {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from('some text') });
  }
});

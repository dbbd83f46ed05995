import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, NO_BROWSER, openPage, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { type SlowLine, slowLine } from '../support/slow-line.ts';

const SIZE = 1_500_000;
const FILES = [
  { name: 'report.pdf', type: 'application/pdf', kind: 'PDF' },
  { name: 'film.mp4', type: 'video/mp4', kind: 'Video' },
  { name: 'notes.txt', type: 'text/plain', kind: 'Text' },
];

describe.skipIf(NO_BROWSER)('three files that are dropped at once', { timeout: 90_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  let line: SlowLine;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
    house = await startHouse();
    line = await slowLine(house.url, Number.POSITIVE_INFINITY);
    ({ page } = await openPage(browser, line.url));
    await signIn(page, line.url, ADMIN);
  });
  afterAll(async () => {
    await browser.close();
    await line.close();
    await house.remove();
  });

  const panel = () => page.getByRole('region', { name: 'Uploads' });
  const bar = (name: string) => panel().getByRole('progressbar', { name: `Upload of ${name}` });
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });

  test('have a bar each, and one that was cancelled is sent when it is tried again', async () => {
    line.speed = 20_000;
    await page.evaluate(
      ([files, size]) => {
        const data = new DataTransfer();
        for (const { name, type } of files) data.items.add(new File([new Uint8Array(size)], name, { type }));
        window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, cancelable: true }));
      },
      [FILES, SIZE] as const,
    );
    for (const { name } of FILES) await bar(name).waitFor();
    expect(
      await panel()
        .getByRole('progressbar', { name: /^Upload of / })
        .count(),
    ).toBe(3);

    await panel()
      .getByRole('button', { name: /^(Cancel the upload of|Do not upload) notes\.txt$/ })
      .click();
    await bar('notes.txt').waitFor({ state: 'hidden' });
    line.speed = Number.POSITIVE_INFINITY;
    for (const name of ['report.pdf', 'film.mp4']) await row(name).waitFor();
    expect(await row('notes.txt').count()).toBe(0);
    await panel().getByRole('button', { name: 'Try notes.txt again' }).click();
    await row('notes.txt').waitFor();
  });

  test('stand in the list with kind, size and date', async () => {
    for (const { name, kind } of FILES) {
      const found = row(name);
      await expect.poll(() => found.getByRole('img', { name: kind, exact: true }).count()).toBe(1);
      await found.getByRole('gridcell', { name: '1.5 MB' }).waitFor();
      const at = (await found.locator('time').getAttribute('datetime')) ?? '';
      expect(Math.abs(new Date(at).getTime() - Date.now())).toBeLessThan(600_000);
      expect(await found.locator('time').innerText()).not.toBe('');
    }
  });
});

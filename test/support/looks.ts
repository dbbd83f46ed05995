import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectAccessible, openPage } from './browser.ts';
import type { TestHouse } from './house.ts';

/** Set to a folder to look at every page in both schemes and three widths. */
const SHOTS = process.env['SCREENSHOTS'];

export type Scheme = 'light' | 'dark';

/** A page, or a state of one. */
export interface Place {
  name: string;
  path: string;
  /** Something that shows once the page is whole. */
  shows: string | RegExp;
  then?: (page: Page) => Promise<void>;
}

/** Goes to each place and finds nothing that axe complains of, nothing wider than the window, no error in the console. */
export async function lookAt(
  browser: Browser,
  house: Pick<TestHouse, 'url'>,
  scheme: Scheme,
  places: readonly Place[],
  enter?: (page: Page) => Promise<void>,
  widths = SHOTS ? [360, 768, 1600] : [scheme === 'light' ? 1600 : 360],
): Promise<void> {
  if (SHOTS) await mkdir(SHOTS, { recursive: true });
  const { context, page, complaints } = await openPage(browser, house.url, {
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  await enter?.(page);
  for (const place of places) {
    for (const width of widths) {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
      await visit(page, house, place);
      if (SHOTS) await page.screenshot({ path: join(SHOTS, `${place.name}-${scheme}-${width}.png`) });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([place.name, width, overflow <= 0]).toEqual([place.name, width, true]);
      await expectAccessible(page);
    }
  }
  expect(complaints.filter((complaint) => !/status of (401|404|503)/.test(complaint))).toEqual([]);
  await context.close();
}

async function visit(page: Page, house: Pick<TestHouse, 'url'>, { path, shows, then }: Place): Promise<void> {
  await page.goto('about:blank');
  await page.goto(house.url + path);
  await page.getByText(shows).first().waitFor();
  await then?.(page);
  // The network is never idle: live updates wait on it.
  await page.waitForFunction(() => document.querySelector('[aria-label="Loading"], [aria-busy="true"]') === null);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

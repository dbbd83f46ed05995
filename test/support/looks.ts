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
      await page.setViewportSize(sizeOf(width));
      await visit(page, house, place);
      await check(page, place.name, scheme, width);
    }
  }
  expect(complaints.filter((complaint) => !/status of (401|404|503)/.test(complaint))).toEqual([]);
  await context.close();
}

/**
 * Finds the same of a page as it stands, without a second visit: on a phone in both schemes, and wide in one. Its
 * person prefers less motion; the page is left light and as wide as a phone.
 */
export async function lookAround(page: Page, name: string): Promise<void> {
  if (SHOTS) await mkdir(SHOTS, { recursive: true });
  const sights: [Scheme, number][] = [
    ...(SHOTS ? ([['light', 1600]] as [Scheme, number][]) : []),
    ['dark', 1600],
    ['dark', 360],
    ['light', 360],
  ];
  for (const [scheme, width] of sights) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize(sizeOf(width));
    await settled(page);
    await check(page, name, scheme, width);
  }
}

const sizeOf = (width: number) => ({ width, height: width === 360 ? 740 : 900 });

async function check(page: Page, name: string, scheme: Scheme, width: number): Promise<void> {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}-${scheme}-${width}.png`) });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect([name, width, overflow <= 0]).toEqual([name, width, true]);
  await expectAccessible(page);
}

async function visit(page: Page, house: Pick<TestHouse, 'url'>, { path, shows, then }: Place): Promise<void> {
  await page.goto('about:blank');
  await page.goto(house.url + path);
  await page.getByText(shows).first().waitFor();
  await then?.(page);
  await settled(page);
}

async function settled(page: Page): Promise<void> {
  // The network is never idle: live updates wait on it.
  await page.waitForFunction(() => document.querySelector('[aria-label="Loading"], [aria-busy="true"]') === null);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

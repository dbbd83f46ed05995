import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectAccessible, loadAnew, openPage } from './browser.ts';
import type { TestHouse } from './house.ts';

/** Set to a folder to look at every page in both schemes and three widths. */
const SHOTS = process.env['SCREENSHOTS'];

export type Scheme = 'light' | 'dark';
const SCHEMES: readonly Scheme[] = ['light', 'dark'];
/** CSS pixels. */
const WIDTHS = [1600, 768, 360];
/** Between two that are looked at in every way; whether all fits in must do. */
const BETWEEN = 768;

/** A page, or a state of one. */
export interface Place {
  name: string;
  path: string;
  /** Something that shows once the page is whole. */
  shows: string | RegExp;
  then?: (page: Page) => Promise<void>;
}

/** Goes to each place with one browser, looks at it, and finds no error in the console either. */
export async function lookAt(
  browser: Browser,
  house: Pick<TestHouse, 'url'>,
  places: readonly Place[],
  enter?: (page: Page) => Promise<void>,
): Promise<void> {
  const { context, page, complaints } = await openPage(browser, house.url);
  await enter?.(page);
  for (const place of places) {
    await visit(page, house, place);
    await lookAround(page, place.name);
  }
  expect(complaints.filter((complaint) => !/status of (401|404|503)/.test(complaint))).toEqual([]);
  await context.close();
}

/**
 * Looks at the page as it stands, wide and on a phone, light and dark: nothing that axe complains of, nothing wider
 * than the window, no button's words cut. The page is not loaded anew between, and is left as wide as it was.
 * @param state `loading` for a page that waits for something and will go on doing so
 */
export async function lookAround(
  page: Page,
  name: string,
  widths = WIDTHS,
  state: 'whole' | 'loading' = 'whole',
): Promise<void> {
  if (SHOTS) await mkdir(SHOTS, { recursive: true });
  const before = page.viewportSize();
  // Whatever comes to lie under the pointer would show the whole of a cut name.
  await page.mouse.move(0, 0);
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    const between = width === BETWEEN && !SHOTS;
    for (const colorScheme of between ? SCHEMES.slice(0, 1) : SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await settled(page, colorScheme, state);
      if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}-${colorScheme}-${width}.png`) });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([name, width, overflow <= 0]).toEqual([name, width, true]);
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll('button, a[class*="Button"]')]
          .flatMap((button) => [...button.querySelectorAll('[class*="label"]')])
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          .map(({ textContent }) => textContent),
      );
      expect([name, width, cut]).toEqual([name, width, []]);
      if (between) continue;
      // Only colours differ between the schemes.
      await expectAccessible(page, colorScheme === 'light' ? 'everything' : 'colours');
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}

async function visit(page: Page, house: Pick<TestHouse, 'url'>, { path, shows, then }: Place): Promise<void> {
  await loadAnew(page, house.url + path);
  await page.getByText(shows).first().waitFor();
  await then?.(page);
}

/**
 * Waits until nothing is loading, or something, and all is drawn in the scheme. The network is never idle: live updates
 * wait on it.
 */
async function settled(page: Page, scheme: Scheme, state: 'whole' | 'loading'): Promise<void> {
  await page.waitForFunction(
    ([wanted, state]) => {
      const waits = document.querySelector('[aria-label="Loading"], [aria-busy="true"]');
      return (
        document.documentElement.dataset['mantineColorScheme'] === wanted && (waits === null) === (state === 'whole')
      );
    },
    [scheme, state] as const,
  );
  await page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
}

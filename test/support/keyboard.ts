import type { Page } from 'playwright-core';

/** Tab, until something of that name has the focus. */
export const tabTo = (page: Page, name: RegExp): Promise<void> => pressUntil(page, 'Tab', name);

/** Presses a key until something of that name has the focus; rejects after forty times. */
export async function pressUntil(page: Page, key: string, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
      return element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '';
    });
    if (name.test(focused)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${name} cannot be reached by ${key}`);
}

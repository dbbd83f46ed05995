import type { Browser } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { takeAttempt } from '../../server/domain/attempts.ts';
import { expectAccessible, launch, NO_BROWSER, type OpenPage, openPage } from '../support/browser.ts';
import { PASSPHRASE, startHouse, type TestHouse } from '../support/house.ts';

/** As the server's limit for wrong passphrases says: ten in ten minutes. */
const LIMIT = 10;
const MINUTES = 10;

describe.skipIf(NO_BROWSER)('whoever tries too many passphrases on the locked page', { timeout: 90_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  let tab: OpenPage;
  beforeEach(async () => {
    const made = await startHouse();
    await made.stop();
    house = await startHouse({ dataDir: made.dataDir, state: 'SEALED' });
    browser = await launch();
    tab = await openPage(browser, house.url);
  });
  afterEach(async () => {
    vi.useRealTimers();
    await browser.close();
    await house.remove();
  });

  test('is told how long to wait, sees it count down, and may try again when it is over', async () => {
    const { page } = tab;
    await page.clock.install();
    await page.goto(house.url);
    const box = page.locator('input[type=password]');
    // All but one of them by somebody else at this address.
    for (let i = 1; i < LIMIT; i += 1) await takeAttempt(house.rooms, 'unseal', '127.0.0.1');
    await box.fill('wrong');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByText('This passphrase does not open the vault.').waitFor();

    await page.getByRole('button', { name: 'Unlock' }).click();
    const note = page.getByRole('alert');
    await note.getByText('There were too many attempts.').waitFor();
    await note.getByText(`Wait ${MINUTES} minutes, then try again.`).waitFor();
    const waiting = page.getByRole('button', { name: /^Unlock in / });
    await expect.poll(() => waiting.textContent()).toBe(`Unlock in ${MINUTES} minutes`);
    expect(await waiting.isDisabled()).toBe(true);
    await expectAccessible(page);

    // Enter in the box asks the server as little as the button does.
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.postData() ?? ''));
    await box.fill(PASSPHRASE);
    await box.press('Enter');

    await page.clock.fastForward((MINUTES - 1) * 60_000);
    const secondsLeft = async () => Number(/^Unlock in (\d+) seconds?$/.exec((await waiting.textContent()) ?? '')?.[1]);
    await expect.poll(secondsLeft).toBeLessThanOrEqual(60);
    const before = await secondsLeft();
    await page.clock.fastForward(10_000);
    await expect.poll(secondsLeft).toBeLessThanOrEqual(before - 10);
    expect(await waiting.isDisabled()).toBe(true);
    expect(asked.filter((body) => body.includes('UnsealVault'))).toEqual([]);

    await page.clock.fastForward(60_000);
    const unlock = page.getByRole('button', { name: 'Unlock', exact: true });
    await expect.poll(() => unlock.isEnabled()).toBe(true);
    expect(await note.count()).toBe(0);

    // The server's time went on as the page's did.
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + (MINUTES * 60 + 1) * 1000);
    await unlock.click();
    await page.getByLabel('E-mail address').waitFor();
    expect(tab.complaints.filter((complaint) => !/status of (401|403|429|503)/.test(complaint))).toEqual([]);
  });
});

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePasswordLink } from '../../server/domain/password-links.ts';
import { expectAccessible, launch, NO_BROWSER, openPage, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { bytesOf, upload } from '../support/transfers.ts';

/** Set to a folder to look at every page in both schemes and three widths. */
const SHOTS = process.env['SCREENSHOTS'];
const WIDTHS = { light: SHOTS ? [360, 768, 1600] : [1600], dark: SHOTS ? [360, 768, 1600] : [360] };

const NAMES = [
  'Report 2026.pdf',
  'a very long name of a file that someone exported from a practice management system, version 17 (final).docx',
  'تقرير الأشعة السينية.pdf',
  '検査結果 2026年.txt',
  'holiday 😀 in the mountains.png',
  'invoice\u202Efdp.exe',
];

interface Place {
  name: string;
  path: string;
  /** Something that shows once the page is whole. */
  shows: string | RegExp;
  then?: (page: Page) => Promise<void>;
}

describe.skipIf(NO_BROWSER)('every page of ours is free of axe’s findings at WCAG 2.2 AA', { timeout: 300_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
    if (SHOTS) await mkdir(SHOTS, { recursive: true });
  });
  afterAll(() => browser.close());

  const look = async (
    house: TestHouse,
    scheme: 'light' | 'dark',
    places: Place[],
    enter?: (page: Page) => Promise<void>,
  ) => {
    const { context, page, complaints } = await openPage(browser, house.url, {
      colorScheme: scheme,
      reducedMotion: 'reduce',
    });
    await enter?.(page);
    for (const place of places) {
      for (const width of WIDTHS[scheme]) {
        await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
        await visit(page, house, place);
        if (SHOTS) await page.screenshot({ path: join(SHOTS, `${place.name}-${scheme}-${width}.png`) });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect([place.name, width, overflow <= 0]).toEqual([place.name, width, true]);
        await expectAccessible(page);
      }
    }
    expect(complaints.filter((complaint) => !/status of (401|404|503)/.test(complaint))).toEqual([]);
    await (context as BrowserContext).close();
  };

  describe.each(['light', 'dark'] as const)('in the %s scheme', (scheme) => {
    test('before there is a vault', async () => {
      const house = await startHouse({ state: 'UNINITIALIZED' });
      await look(house, scheme, [
        { name: 'elsewhere', path: '/', shows: 'not set up yet' },
        { name: 'setup', path: `/setup#${house.rooms.setupCode.code}`, shows: 'Keep it safe' },
        {
          name: 'setup-words',
          path: `/setup#${house.rooms.setupCode.code}`,
          shows: 'Keep it safe',
          then: (page) => page.getByRole('button', { name: 'I have kept it safe' }).click(),
        },
      ]);
      await house.remove();
    });

    test('while the vault is locked', async () => {
      const made = await startHouse();
      await made.stop();
      const house = await startHouse({ dataDir: made.dataDir, state: 'SEALED' });
      await look(house, scheme, [
        { name: 'sealed', path: '/', shows: 'This vault is locked' },
        {
          name: 'sealed-wrong',
          path: '/',
          shows: 'This vault is locked',
          async then(page) {
            await page.locator('input[type=password]').fill('wrong');
            await page.getByRole('button', { name: 'Unlock' }).click();
            await page.getByText('This passphrase does not open the vault.').waitFor();
          },
        },
      ]);
      await house.remove();
    });

    test('signed out, and signed in', async () => {
      const house = await startHouse();
      const link = await makePasswordLink(house.rooms, house.admin?.userId ?? '');
      await look(house, scheme, [
        { name: 'sign-in', path: '/', shows: 'Sign in' },
        { name: 'set-password', path: `/set-password${new URL(link).hash}`, shows: /password/i },
      ]);
      const enter = (page: Page) => signIn(page, house.url, ADMIN);
      await look(house, scheme, [{ name: 'files-empty', path: '/', shows: 'Drop your first files here' }], enter);
      for (const [seed, name] of NAMES.entries())
        await upload(house, bytesOf(1000 * 8 ** seed, seed + 1), { input: { name } });
      const note = await upload(house, Buffer.from('Dear Mr Smith,\nthe results are fine.\n'), {
        name: 'letter.txt',
        type: 'text/plain',
      });
      await look(
        house,
        scheme,
        [
          { name: 'files', path: '/', shows: 'letter.txt' },
          { name: 'files-none', path: '/?q=nothing-has-this-name', shows: 'No file has' },
          { name: 'drawer', path: `/?file=${note.id}`, shows: 'How it is stored' },
          {
            name: 'delete',
            path: '/',
            shows: 'letter.txt',
            async then(page) {
              await page.getByRole('button', { name: 'Actions for letter.txt' }).click();
              await page.getByRole('menuitem', { name: 'Delete' }).click();
              await page.getByText('The key is destroyed.').waitFor();
            },
          },
          { name: 'stored', path: '/how-it-is-stored', shows: 'How' },
          { name: 'account', path: '/account', shows: 'Tokens for programs' },
          { name: 'people', path: '/admin/people', shows: ADMIN.email },
          { name: 'vault', path: '/admin/vault', shows: 'Version 1' },
          { name: 'not-found', path: '/no-such-page', shows: 'There is no page here' },
        ],
        enter,
      );
      await house.remove();
    });
  });
});

async function visit(page: Page, house: TestHouse, { path, shows, then }: Place): Promise<void> {
  await page.goto('about:blank');
  await page.goto(house.url + path);
  await page.getByText(shows).first().waitFor();
  await then?.(page);
  await page.waitForLoadState('networkidle');
}

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { makePasswordLink } from '../../server/domain/password-links.ts';
import { launch, NO_BROWSER, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { lookAt, type Place, type Scheme } from '../support/looks.ts';
import { bytesOf, upload } from '../support/transfers.ts';

const NAMES = [
  'Report 2026.pdf',
  'a very long name of a file that someone exported from a practice management system, version 17 (final).docx',
  'تقرير الأشعة السينية.pdf',
  '検査結果 2026年.txt',
  'holiday 😀 in the mountains.png',
  'invoice\u202Efdp.exe',
];

describe.skipIf(NO_BROWSER)('every page of ours is free of axe’s findings at WCAG 2.2 AA', { timeout: 300_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  const look = (house: TestHouse, scheme: Scheme, places: Place[], enter?: (page: Page) => Promise<void>) =>
    lookAt(browser, house, scheme, places, enter);

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

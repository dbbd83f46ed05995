import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { makePasswordLink } from '../../server/domain/password-links.ts';
import { launch, NO_BROWSER, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { lookAt } from '../support/looks.ts';
import { bytesOf, upload } from '../support/transfers.ts';

const NAMES = [
  'Report 2026.pdf',
  'a very long name of a file that someone exported from a practice management system, version 17 (final).docx',
  'تقرير الأشعة السينية.pdf',
  '検査結果 2026年.txt',
  'holiday 😀 in the mountains.png',
  'invoice\u202Efdp.exe',
];

describe.skipIf(NO_BROWSER)('every page of ours is free of axe’s findings at WCAG 2.2 AA', { timeout: 240_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  beforeAll(async () => {
    browser = await launch();
    house = await startHouse();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
  });
  const enter = (page: Page) => signIn(page, house.url, ADMIN);

  test('before there is a vault', async () => {
    const empty = await startHouse({ state: 'UNINITIALIZED' });
    const setup = { path: `/setup#${empty.rooms.setupCode.code}`, shows: 'Keep it safe' };
    await lookAt(browser, empty, [
      { name: 'elsewhere', path: '/', shows: 'not set up yet' },
      { name: 'setup', ...setup },
      {
        name: 'setup-words',
        ...setup,
        then: (page) => page.getByRole('button', { name: 'I have kept it safe' }).click(),
      },
    ]);
    await empty.remove();
  });

  test('signed out, and of somebody new', async () => {
    const link = await makePasswordLink(house.rooms, house.admin?.userId ?? '');
    await lookAt(browser, house, [
      { name: 'sign-in', path: '/', shows: 'Sign in' },
      { name: 'set-password', path: `/set-password${new URL(link).hash}`, shows: /password/i },
    ]);
    await lookAt(browser, house, [{ name: 'files-empty', path: '/', shows: 'Drop your first files here' }], enter);
  });

  test('of somebody who keeps files', async () => {
    for (const [seed, name] of NAMES.entries())
      await upload(house, bytesOf(1000 * 8 ** seed, seed + 1), { input: { name } });
    const note = await upload(house, Buffer.from('Dear Mr Smith,\nthe results are fine.\n'), {
      name: 'letter.txt',
      type: 'text/plain',
    });
    await lookAt(
      browser,
      house,
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
  });

  test('while the vault is locked', async () => {
    house.rooms.vault.seal();
    await lookAt(browser, house, [
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
  });
});

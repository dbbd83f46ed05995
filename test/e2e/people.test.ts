import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renameFile } from '../../server/domain/files.ts';
import { expectAccessible, launch, NO_BROWSER, openPage, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { addMember, giveLogin, type Member } from '../support/people.ts';
import { bytesOf, upload } from '../support/transfers.ts';

const SHOTS = process.env['SCREENSHOTS'];

describe.skipIf(NO_BROWSER)('people share files with each other', { timeout: 300_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  let rita: Member;
  let login: { email: string; password: string };
  beforeAll(async () => {
    browser = await launch();
    house = await startHouse();
    rita = await addMember(house, 'Rita Reader');
    await addMember(house, 'Richard Other');
    login = await giveLogin(house, rita);
    if (SHOTS) await mkdir(SHOTS, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
  });

  const row = (page: Page, name: string) => page.getByRole('link', { name });

  test('by the drawer and the keyboard alone, and each window shows at once what the other does', async () => {
    const { id } = await upload(house, bytesOf(5000), { name: 'x-ray.txt', type: 'text/plain' });
    const owner = await openPage(browser, house.url);
    const reader = await openPage(browser, house.url);
    await signIn(owner.page, house.url, ADMIN);
    await signIn(reader.page, house.url, login);
    await reader.page.goto(`${house.url}/shared-with-me`);
    await reader.page.getByText('Nobody shares a file with you yet').waitFor();

    await owner.page.goto(`${house.url}/?file=${id}`);
    const drawer = owner.page.getByRole('dialog', { name: 'x-ray.txt' });
    await drawer.getByText('Only you, and whoever').waitFor();
    await drawer.getByRole('combobox', { name: 'Share with' }).focus();
    await owner.page.keyboard.type('rita');
    await owner.page.getByRole('option', { name: 'Rita Reader' }).waitFor();
    await owner.page.keyboard.press('ArrowDown');
    await owner.page.keyboard.press('Enter');
    await owner.page.keyboard.press('Tab');
    while ((await owner.page.evaluate(() => document.activeElement?.textContent)) !== 'Share') {
      await owner.page.keyboard.press('Tab');
    }
    await owner.page.keyboard.press('Enter');
    await drawer.getByRole('list', { name: 'People with access' }).getByText('Rita Reader').waitFor();

    // In the reader's window, without a reload.
    await row(reader.page, 'x-ray.txt').waitFor();
    const arriving = reader.page.waitForEvent('download');
    await reader.page.getByRole('button', { name: 'Download x-ray.txt' }).click();
    expect((await arriving).suggestedFilename()).toBe('x-ray.txt');
    await row(reader.page, 'x-ray.txt').click();
    const theirs = reader.page.getByRole('dialog', { name: 'x-ray.txt' });
    await theirs.getByText('You can view and download it.').waitFor();
    expect(await theirs.getByRole('button', { name: 'Delete' }).count()).toBe(0);
    expect(await theirs.getByRole('button', { name: 'Rename' }).count()).toBe(0);

    // A new role, a new name, and the end of it: all seen in the open drawer and list.
    await drawer.getByLabel('What Rita Reader can do').selectOption('EDITOR');
    await theirs.getByRole('button', { name: 'Rename' }).click();
    await reader.page.getByLabel('Name', { exact: true }).fill('x-ray of 2026.txt');
    await reader.page.getByRole('button', { name: 'Rename' }).last().click();
    await owner.page.getByRole('dialog', { name: 'x-ray of 2026.txt' }).waitFor();
    const renamed = owner.page.getByRole('dialog', { name: 'x-ray of 2026.txt' });
    await renamed.getByRole('button', { name: 'Take back from Rita Reader' }).click();
    await reader.page.getByText('This file is not here, or not any more.').waitFor();
    await reader.page.getByRole('button', { name: 'Close' }).click();
    await reader.page.getByText('Nobody shares a file with you yet').waitFor();
    for (const { context, complaints } of [owner, reader]) {
      expect(complaints).toEqual([]);
      await context.close();
    }
  });

  test('a list shows what happens elsewhere: an upload, a new name, a deletion', async () => {
    const { context, page, complaints } = await openPage(browser, house.url);
    await signIn(page, house.url, ADMIN);
    const { id } = await upload(house, bytesOf(10), { name: 'from elsewhere.bin' });
    await row(page, 'from elsewhere.bin').waitFor();
    await renameFile(house.rooms, house.admin, id, 'renamed elsewhere.bin');
    await row(page, 'renamed elsewhere.bin').waitFor();
    await house.graphql('mutation ($id: ID!) { deleteFile(id: $id) }', { id });
    await row(page, 'renamed elsewhere.bin').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(['light', 'dark'] as const)('the pages are free of axe’s findings in the %s scheme', async (scheme) => {
    const share = async (name: string, role: string) => {
      const { id } = await upload(house, bytesOf(1_234_567), { name });
      const document =
        'mutation ($f: ID!, $u: ID!, $r: ShareRole!) { shareWithUser(fileId: $f, userId: $u, role: $r) { id } }';
      await house.graphql(document, { f: id, u: rita.id, r: role });
      return id;
    };
    await share(
      'a very long name of a file that someone exported from a practice management system (final).docx',
      'VIEWER',
    );
    const id = await share(`${scheme} report.pdf`, 'EDITOR');
    const options = { colorScheme: scheme, reducedMotion: 'reduce' } as const;
    const reader = await openPage(browser, house.url, options);
    const owner = await openPage(browser, house.url, options);
    await signIn(reader.page, house.url, login);
    await signIn(owner.page, house.url, ADMIN);
    for (const width of SHOTS ? [360, 768, 1600] : [360]) {
      for (const [name, { page }, path] of [
        ['shared', reader, '/shared-with-me'],
        ['access', owner, `/?file=${id}`],
        ['more', owner, '/account'],
      ] as const) {
        await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
        await page.goto(house.url + path);
        if (name === 'shared') await row(page, `${scheme} report.pdf`).waitFor();
        if (name === 'access')
          await page.getByRole('button', { name: 'Take back from Rita Reader' }).scrollIntoViewIfNeeded();
        if (name === 'more' && width === 360) {
          await page.getByRole('button', { name: 'More' }).click();
          await page.getByRole('menuitem', { name: 'Admin', exact: true }).waitFor();
        }
        if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}-${scheme}-${width}.png`) });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect([name, width, overflow <= 0]).toEqual([name, width, true]);
        await expectAccessible(page);
      }
    }
    for (const { context, complaints } of [reader, owner]) {
      expect(complaints).toEqual([]);
      await context.close();
    }
  });
});

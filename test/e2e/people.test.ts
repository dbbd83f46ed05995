import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renameFile } from '../../server/domain/files.ts';
import { launch, NO_BROWSER, openPage, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { lookAround, lookAt } from '../support/looks.ts';
import { addMember, giveLogin, type Member } from '../support/people.ts';
import { bytesOf, upload } from '../support/transfers.ts';

describe.skipIf(NO_BROWSER)('people share files with each other', { timeout: 240_000 }, () => {
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

    const sign = owner.page.locator('tbody').getByRole('img', { name: 'Shared with 1 person', includeHidden: true });
    await sign.waitFor();
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
    await sign.waitFor({ state: 'detached' });
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

  test('the pages are free of axe’s findings', async () => {
    const none = { name: 'shared-none', path: '/shared-with-me', shows: 'Nobody shares a file with you yet' };
    await lookAt(browser, house, [none], (page) => signIn(page, house.url, login));
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
    const id = await share('report.pdf', 'EDITOR');
    await lookAt(browser, house, [{ name: 'shared', path: '/shared-with-me', shows: 'report.pdf' }], (page) =>
      signIn(page, house.url, login),
    );
    await lookAt(
      browser,
      house,
      [
        {
          name: 'access',
          path: `/?file=${id}`,
          shows: 'Rita Reader',
          then: (page) => page.getByRole('button', { name: 'Take back from Rita Reader' }).scrollIntoViewIfNeeded(),
        },
      ],
      (page) => signIn(page, house.url, ADMIN),
    );
  });

  test('on a phone the rest of the pages are behind More', async () => {
    const { context, page, complaints } = await openPage(browser, house.url, { viewport: { width: 360, height: 740 } });
    await signIn(page, house.url, ADMIN);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Admin', exact: true }).waitFor();
    await lookAround(page, 'more', [360]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

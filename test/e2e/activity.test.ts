import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createUser } from '../../server/domain/accounts.ts';
import { publicKey } from '../../server/domain/audit-chain.ts';
import { verifyExport } from '../../server/domain/audit-verify.ts';
import { setPassword } from '../../server/domain/password-links.ts';
import { recordSoon } from '../../server/domain/record.ts';
import { launch, NO_BROWSER, openPage, signIn } from '../support/browser.ts';
import { ADMIN, sessionOf, startHouse, type TestHouse, tokenOf } from '../support/house.ts';
import { lookAround } from '../support/looks.ts';
import { bytesOf, upload } from '../support/transfers.ts';

const BOB = { name: 'Bob Member', email: 'bob@example.org', password: 'a password of Bob’s' };

describe.skipIf(NO_BROWSER)('the page Activity', { timeout: 180_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  let file: string;
  let bob: string;
  beforeAll(async () => {
    browser = await launch();
    house = await startHouse();
    const { user, setPasswordUrl } = await createUser(house.rooms, house.admin, { ...BOB, role: 'MEMBER' });
    await setPassword(house.rooms, '192.0.2.1', setPasswordUrl.split('#')[1] ?? '', BOB.password);
    bob = user.id;
    const token = await tokenOf(house.rooms, sessionOf(bob, 'MEMBER'));
    await upload(house, bytesOf(1000), { input: { name: 'of Ada.txt' } });
    const name = 'a very long name of a file that someone exported from a practice system, version 17 (final).docx';
    file = (await upload(house, bytesOf(1000), { input: { name }, token })).id;
    await house.graphql(
      'mutation ($id: ID!) { renameFile(id: $id, name: "Bob’s plan.txt") { id } }',
      { id: file },
      token,
    );
    const event = { action: 'file.downloaded', ownerId: user.id, fileId: file, bytes: 300 } as const;
    recordSoon(
      { ...house.rooms, address: '203.0.113.9' },
      { ...event, actor: { kind: 'grant', id: file }, complete: false },
    );
    for (let i = 0; i < 60; i += 1) {
      recordSoon(house.rooms, { ...event, actor: { kind: 'user', id: user.id, userId: user.id }, complete: true });
    }
  });
  afterAll(async () => {
    await browser.close();
    await house.remove();
  });

  const events = (page: Page) => page.getByRole('list', { name: 'Events' }).getByRole('listitem');

  test('shows a member the history of their own files, by name, page by page', async () => {
    const { context, page, complaints } = await openPage(browser, house.url);
    await signIn(page, house.url, BOB);
    await page.getByRole('link', { name: 'Activity' }).click();
    await page.getByText('You downloaded Bob’s plan.txt').first().waitFor();
    await expect.poll(() => events(page).count()).toBe(51);
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText('Bob Member, by a program, renamed a file to Bob’s plan.txt').waitFor();
    await page.getByText('Someone with a link began to download Bob’s plan.txt; it broke off after 300 B').waitFor();
    await page.getByText(/uploaded a very long name of a file/).waitFor();
    expect(await page.getByText('of Ada').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Export the record' }).count()).toBe(0);
    await lookAround(page, 'activity-member');

    // What happens now shows without a reload, in front, and pushes nothing out between the pages.
    const known = await events(page).count();
    const download = { action: 'file.downloaded', fileId: file, bytes: 777, complete: true } as const;
    recordSoon(house.rooms, { ...download, actor: { kind: 'grant', id: file }, ownerId: bob });
    await expect.poll(() => events(page).count()).toBe(known + 1);
    await expect
      .poll(() => events(page).first().textContent())
      .toContain('Someone with a link downloaded Bob’s plan.txt');
    await page.getByLabel('What').selectOption('links');
    await page.getByText('Nothing like this has happened yet.').waitFor();
    await page.reload();
    await page.getByText('Nothing like this has happened yet.').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('shows the history of one file beside it', async () => {
    const { context, page, complaints } = await openPage(browser, house.url);
    await signIn(page, house.url, BOB);
    await page.goto(`${house.url}/?file=${file}`);
    const history = page.getByRole('list', { name: 'History of this file' });
    await history.getByText('You downloaded this file').first().waitFor();
    await expect.poll(() => history.getByRole('listitem').count()).toBe(11);
    await history.scrollIntoViewIfNeeded();
    await lookAround(page, 'history');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('shows an administrator everything without a name of a file, filtered, and exports it', async () => {
    const { context, page, complaints } = await openPage(browser, house.url);
    await signIn(page, house.url, ADMIN);
    await page.getByRole('link', { name: 'Activity' }).click();
    await page.getByText('You signed in').waitFor();
    expect(await page.getByText('plan.txt').count()).toBe(0);
    await lookAround(page, 'activity-admin');

    await page.getByLabel('What').selectOption('people');
    await page.getByText('Bob Member set a new password').waitFor();
    await page.getByText('You added Bob Member').waitFor();
    await page.getByLabel('Who').selectOption({ label: `${BOB.name} (${BOB.email})` });
    await page.getByText('You added Bob Member').waitFor({ state: 'hidden' });
    await page.getByText('Bob Member set a new password').waitFor();
    expect(new URL(page.url()).searchParams.get('what')).toBe('people');

    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export the record' }).click();
    const path = await (await download).path();
    const keys = house.rooms.vault.keyring.publicKeys('audit-signing').map(publicKey);
    const { last } = await verifyExport(Readable.from([await readFile(path)]), keys);
    expect(last).toBeGreaterThan(60);

    await page.getByLabel('Of', { exact: true }).selectOption('mine');
    await page.getByText(/uploaded of Ada\.txt/).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { totp } from '../server/auth/totp.ts';
import { launch, NO_BROWSER, type OpenPage, openPage, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { lookAround } from '../support/looks.ts';
import { bytesOf, upload } from '../support/transfers.ts';

const MEMBER = { name: 'Mo Member', email: 'mo@example.org', password: 'a password of Mo’s own' };

describe.skipIf(NO_BROWSER)('an administrator and a member', { timeout: 240_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  let admin: OpenPage;
  let member: OpenPage;
  beforeAll(async () => {
    browser = await launch();
    house = await startHouse();
    admin = await openPage(browser, house.url);
    member = await openPage(browser, house.url);
    await upload(house, bytesOf(100), { name: 'of the administrator.bin' });
    await signIn(admin.page, house.url, ADMIN);
  });
  afterAll(async () => {
    await browser.close();
    await house.remove();
  });

  const shown = (page: Page, label: string) => page.getByRole('dialog').getByLabel(label).inputValue();

  test('a person is added by the one, and sets a password by the link that was shown once', async () => {
    const { page } = admin;
    await page.goto(`${house.url}/admin/people`);
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill(MEMBER.name);
    await page.getByRole('dialog').getByLabel('E-mail address').fill(MEMBER.email);
    await lookAround(page, 'person-add');
    await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    const link = await shown(page, 'Link to set a password');
    await page.getByRole('button', { name: 'I have copied it' }).click();
    await page.getByText(MEMBER.email).waitFor();

    await member.page.goto(link);
    await member.page.locator('input[type=password]').first().waitFor();
    const set = member.page.getByRole('button', { name: 'Set the password' });
    await set.click();
    await expect.poll(() => member.page.locator(':focus').getAttribute('aria-invalid')).toBe('true');
    for (const input of await member.page.locator('input[type=password]').all()) await input.fill(MEMBER.password);
    await set.click();
    await member.page.getByText('Your password is set').waitFor();
    await member.page.getByRole('link', { name: 'Sign in' }).click();
    await member.page.getByLabel('E-mail address').fill(MEMBER.email);
    await member.page.getByLabel('Password', { exact: true }).fill(MEMBER.password);
    await member.page.getByRole('button', { name: 'Sign in' }).click();
    await member.page.getByText('Drop your first files here').waitFor();
    expect(await member.page.getByText('of the administrator.bin').count()).toBe(0);
    expect(await member.page.getByRole('link', { name: 'People' }).count()).toBe(0);
  });

  test('a token is made, shown once, works for what it may, and ends when it is revoked', async () => {
    const { page } = member;
    await page.goto(`${house.url}/account`);
    await page.getByRole('button', { name: 'New token' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Nightly backup');
    await lookAround(page, 'token-new');
    await page.getByRole('button', { name: 'Make the token' }).click();
    const token = await shown(page, 'Token');
    await lookAround(page, 'token-made');
    expect(token).toMatch(/^sr_/);
    await page.getByRole('button', { name: 'I have copied it' }).click();
    await page.getByRole('list', { name: 'Tokens' }).getByText('Nightly backup').waitFor();
    expect(await page.content()).not.toContain(token);
    expect((await house.graphql('{ viewer { email } }', {}, token)).data).toEqual({ viewer: { email: MEMBER.email } });

    await page.getByRole('button', { name: 'Revoke Nightly backup' }).click();
    await lookAround(page, 'token-revoke');
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('There are none.').waitFor();
    expect((await house.graphql('{ files { totalCount } }', {}, token)).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
  });

  test('a second proof is turned on by a code, and then asked for at sign-in', async () => {
    const { page } = member;
    await page.goto(`${house.url}/account`);
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await lookAround(page, 'account-password');
    await page.getByRole('dialog').getByLabel('Your password').fill(MEMBER.password);
    await page.getByRole('dialog').getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('img', { name: 'QR code for your app' }).waitFor();
    await lookAround(page, 'account-device');
    const secret = await page.getByLabel('Or enter this by hand').inputValue();
    const uri = `otpauth://totp/x?secret=${secret}`;
    await page.getByLabel('Code from your app').fill(totp(uri));
    await page.getByRole('button', { name: 'Turn it on' }).click();
    const list = page.getByRole('list', { name: 'Recovery codes' });
    await list.waitFor();
    await lookAround(page, 'account-codes');
    const codes = await list.getByRole('listitem').allTextContents();
    expect(codes.length).toBeGreaterThan(5);
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('It is on.').waitFor();

    const later = await openPage(browser, house.url);
    await later.page.goto(house.url);
    await later.page.getByLabel('E-mail address').fill(MEMBER.email);
    await later.page.getByLabel('Password', { exact: true }).fill(MEMBER.password);
    await later.page.getByRole('button', { name: 'Sign in' }).click();
    const instead = later.page.getByRole('button', { name: 'Use a recovery code' });
    await instead.waitFor();
    await lookAround(later.page, 'sign-in-code');
    await instead.click();
    await later.page.getByLabel('Recovery code').waitFor();
    await lookAround(later.page, 'sign-in-recovery');
    await later.page.getByLabel('Recovery code').fill(codes[0] ?? '');
    await later.page.getByRole('button', { name: 'Sign in' }).click();
    await later.page.getByText('Drop your first files here').waitFor();
    await later.context.close();
  });

  test('a person who is disabled is out at once, and cannot come back before they are enabled', async () => {
    const { page } = admin;
    await page.goto(`${house.url}/admin/people`);
    await page.getByRole('button', { name: `Change ${MEMBER.name}` }).click();
    await page.getByRole('menuitem', { name: 'Disable' }).click();
    await lookAround(page, 'person-disable');
    await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
    await page.getByText('Disabled').first().waitFor();

    await member.page.goto(house.url);
    await member.page.getByLabel('E-mail address').fill(MEMBER.email);
    await member.page.getByLabel('Password', { exact: true }).fill(MEMBER.password);
    await member.page.getByRole('button', { name: 'Sign in' }).click();
    await member.page.getByRole('alert').waitFor();

    await page.getByRole('button', { name: `Change ${MEMBER.name}` }).click();
    await page.getByRole('menuitem', { name: 'Enable' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Enable' }).click();
    await page.getByText('Disabled').first().waitFor({ state: 'detached' });
    await member.page.getByRole('button', { name: 'Sign in' }).click();
    // They have the password again, and are asked for the second proof.
    await member.page.getByRole('button', { name: 'Use a recovery code' }).waitFor();
    const expected = /status of (401|403)/;
    const complaints = [...admin.complaints, ...member.complaints];
    expect(complaints.filter((complaint) => !expected.test(complaint))).toEqual([]);
  });
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, NO_BROWSER, type OpenPage, openPage, signIn } from '../support/browser.ts';
import { ADMIN, PASSPHRASE, startHouse, type TestHouse } from '../support/house.ts';
import { lookAround } from '../support/looks.ts';
import { addMember, giveLogin, type Member } from '../support/people.ts';
import { bytesOf, download, upload } from '../support/transfers.ts';

describe.skipIf(NO_BROWSER)('an administrator', { timeout: 240_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  let mo: Member;
  let login: { email: string; password: string };
  let admin: OpenPage;
  let member: OpenPage;
  beforeAll(async () => {
    browser = await launch();
    house = await startHouse();
    mo = await addMember(house, 'Mo Member');
    login = await giveLogin(house, mo);
    admin = await openPage(browser, house.url);
    member = await openPage(browser, house.url);
    await signIn(admin.page, house.url, ADMIN);
    await signIn(member.page, house.url, login);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
  });

  const dialog = () => admin.page.getByRole('dialog');
  const person = (name: string) =>
    admin.page.getByRole('list', { name: 'People' }).getByRole('listitem').filter({ hasText: name });
  const change = async (name: string, what: string) => {
    await admin.page.getByRole('button', { name: `Change ${name}` }).click();
    await admin.page.getByRole('menuitem', { name: what }).click();
    await dialog().waitFor();
  };

  test('makes a member an administrator, and a member again: their pages come and go', async () => {
    await admin.page.goto(`${house.url}/admin/people`);
    await change('Mo Member', 'Make an administrator');
    await dialog().getByText('Manages the vault and the accounts.').waitFor();
    await lookAround(admin.page, 'person-role');
    await dialog().getByRole('button', { name: 'Make an administrator' }).click();
    await person('Mo Member').getByText('Administrator, since').waitFor();
    await member.page.goto(`${house.url}/admin/people`);
    await member.page.getByText(ADMIN.email).waitFor();

    await change('Mo Member', 'Make a member');
    await dialog().getByRole('button', { name: 'Make a member' }).click();
    await person('Mo Member').getByText('Member, since').waitFor();
    await member.page.reload();
    await member.page.getByRole('heading', { name: 'There is no page here' }).waitFor();
  });

  test('who is the last one stays one', async () => {
    await change(ADMIN.name, 'Make a member');
    await dialog().getByText('you lose these pages at once').waitFor();
    await dialog().getByRole('button', { name: 'Make a member' }).click();
    await dialog().getByText('This is the last administrator.').waitFor();
    await dialog().getByText('Make someone else an administrator first.').waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await person(ADMIN.name).getByText('Administrator, since').waitFor();
  });

  test('resets a sign-in: whoever was signed in is out, and the new link lets them in with a new password', async () => {
    await change('Mo Member', 'Reset the sign-in');
    await lookAround(admin.page, 'person-reset');
    await dialog().getByRole('button', { name: 'Reset' }).click();
    const link = await dialog().getByLabel('Link to set a password').inputValue();
    await lookAround(admin.page, 'person-link');
    await dialog().getByRole('button', { name: 'I have copied it' }).click();
    await dialog().waitFor({ state: 'hidden' });

    const { page } = member;
    await page.goto(house.url);
    await page.getByLabel('E-mail address').waitFor();
    await page.goto(link);
    const password = 'another password of Mo’s';
    await page.locator('input[type=password]').first().waitFor();
    for (const input of await page.locator('input[type=password]').all()) await input.fill(password);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await enter(page, login);
    await page.getByRole('alert').getByText('not right').waitFor();
    await enter(page, { ...login, password });
    await page.getByText('Drop your first files here').waitFor();
  });

  test('hands a person’s files over to another, who sees them at once', async () => {
    const token = await mo.tokenWith(['WRITE']);
    for (const name of ['plan.txt', 'scan.txt']) await upload(house, bytesOf(50), { name, token });
    await member.page.reload();
    await member.page.getByRole('link', { name: 'plan.txt' }).waitFor();
    await change('Mo Member', 'Hand over the files');
    const heirs = dialog().getByLabel('Who gets them');
    await heirs.getByRole('option', { name: ADMIN.email }).waitFor({ state: 'attached' });
    expect((await heirs.getByRole('option').allTextContents()).join()).not.toContain('Mo Member');
    await lookAround(admin.page, 'person-hand-over');
    await heirs.selectOption({ label: `${ADMIN.name} (${ADMIN.email})` });
    await dialog().getByRole('button', { name: 'Hand over' }).click();
    await dialog().getByText('2 files were handed over.').waitFor();
    await dialog().getByRole('button', { name: 'Close' }).last().click();
    await admin.page.getByRole('link', { name: 'Files', exact: true }).click();
    await admin.page.getByRole('link', { name: 'Mo Member' }).click();
    for (const name of ['plan.txt', 'scan.txt']) await admin.page.getByRole('link', { name }).waitFor();
    await member.page.getByText('Drop your first files here').waitFor();
  });

  test('makes a new key: older files move over to it, and open as before', async () => {
    const { page } = admin;
    await page.goto(`${house.url}/admin/vault`);
    const version = (id: number) =>
      page
        .getByRole('list', { name: 'Key versions' })
        .getByRole('listitem')
        .filter({ hasText: `Version ${id}` });
    await version(1).getByText('In use for new files').waitFor();
    await version(1).getByText('2 files').waitFor();
    await page.getByRole('button', { name: 'Make a new key' }).click();
    await lookAround(page, 'vault-new-key');
    await dialog().getByRole('button', { name: 'Make a new key' }).click();
    await version(2).getByText('In use for new files').waitFor();
    await version(1).getByText('Opens older files only').waitFor();
    await version(2).getByText('2 files').waitFor();
    await version(1).getByText('0 files').waitFor();
    await lookAround(page, 'vault-keys');
    const { data } = await house.graphql('{ files { nodes { id keyVersion } } }');
    for (const { id, keyVersion } of data.files.nodes) {
      expect(keyVersion).toBe(2);
      expect((await download(house, id)).bytes.equals(bytesOf(50))).toBe(true);
    }
  });

  test('locks the vault for everyone; the passphrase opens it again', async () => {
    const { page } = admin;
    await page.getByRole('button', { name: 'Lock the vault now' }).click();
    await lookAround(page, 'vault-lock');
    await dialog().getByRole('button', { name: 'Lock it now' }).click();
    await page.getByRole('heading', { name: 'This vault is locked' }).waitFor();
    expect(house.rooms.vault.state).toBe('SEALED');
    await member.page.reload();
    await member.page.getByRole('heading', { name: 'This vault is locked' }).waitFor();

    await page.getByLabel('Passphrase').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByRole('heading', { name: 'Vault', exact: true }).waitFor();
    await member.page.reload();
    await member.page.getByText('Drop your first files here').waitFor();
  });

  test('and the browsers had nothing to complain of', () => {
    const complaints = [...admin.complaints, ...member.complaints];
    expect(complaints.filter((complaint) => !/status of (401|403|503)/.test(complaint))).toEqual([]);
  });
});

/** Fills the sign-in form in. */
async function enter(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail address', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

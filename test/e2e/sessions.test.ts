import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launch, NO_BROWSER, type OpenPage, openPage, signIn } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { startHouse, type TestHouse } from '../support/house.ts';
import { lookAround } from '../support/looks.ts';
import { addMember, giveLogin } from '../support/people.ts';

const DAY = 86_400_000;

describe.skipIf(NO_BROWSER)('someone who is signed in', { timeout: 240_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  let login: { email: string; password: string };
  let here: OpenPage;
  beforeAll(async () => {
    browser = await launch();
    house = await startHouse();
    login = await giveLogin(house, await addMember(house, 'Mo Member'));
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
  });
  beforeEach(async () => {
    here = await openPage(browser, house.url);
    await signIn(here.page, house.url, login);
  });
  afterEach(async () => {
    expect(here.complaints.filter((complaint) => !/status of (400|401|403)/.test(complaint))).toEqual([]);
    await here.context.close();
  });

  /** Signs in by another browser, which calls itself so. */
  async function elsewhere(userAgent: string): Promise<Page> {
    const { page } = await openPage(browser, house.url, { userAgent });
    await signIn(page, house.url, login);
    return page;
  }
  const sessions = () => here.page.getByRole('list', { name: 'Sessions' }).getByRole('listitem');
  async function isOut(page: Page): Promise<void> {
    await page.reload();
    await page.getByLabel('E-mail address').waitFor();
    await page.context().close();
  }

  test('sees where, ends one of them, then all the others', async () => {
    const phone = await elsewhere('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) AppleWebKit/605 Version/19.0 Safari/604');
    const office = await elsewhere('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0');
    const home = await elsewhere('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0');
    await here.page.goto(`${house.url}/account`);
    await sessions().filter({ hasText: 'Safari on iPhone' }).waitFor();
    await expect.poll(() => sessions().count()).toBe(4);
    await expect
      .poll(() => sessions().filter({ hasText: 'This one' }).allTextContents())
      .toEqual([expect.stringContaining('Chrome on Linux')]);
    await lookAround(here.page, 'account-sessions');
    await here.page.getByRole('button', { name: 'Sign out Safari on iPhone' }).click();
    await sessions().filter({ hasText: 'Safari on iPhone' }).waitFor({ state: 'detached' });
    await isOut(phone);
    await office.reload();
    await office.getByText('Drop your first files here').waitFor();

    await here.page.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await sessions().filter({ hasText: 'Firefox' }).first().waitFor({ state: 'detached' });
    await expect.poll(() => sessions().count()).toBe(1);
    await isOut(office);
    await isOut(home);
    await here.page.reload();
    await sessions().filter({ hasText: 'This one' }).waitFor();
  });

  test('changes the password, which ends every other session', async () => {
    const other = await elsewhere('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0');
    const { page } = here;
    await page.goto(`${house.url}/account`);
    const change = async (current: string, fresh: string, again = fresh) => {
      await page.getByLabel('Current password', { exact: true }).fill(current);
      await page.getByLabel('New password', { exact: true }).fill(fresh);
      await page.getByLabel('The same again').fill(again);
      await page.getByRole('button', { name: 'Change the password' }).click();
    };
    const fresh = 'quite another password';
    await change(login.password, fresh, `${fresh}s`);
    await page.getByText('The two differ.').waitFor();
    await expect.poll(() => page.locator(':focus').inputValue()).toBe(`${fresh}s`);
    await change('not the password', fresh);
    await page.getByText('The current password is not right.').waitFor();
    await change(login.password, fresh);
    await page.getByText('Your password is changed.').waitFor();
    await isOut(other);
    await page.reload();
    await page.getByRole('heading', { name: 'Account' }).waitFor();

    const form = { headers: { Origin: house.url }, data: login };
    expect((await page.request.post(`${house.url}/auth/sign-in/email`, form)).status()).toBe(403);
    login = { ...login, password: fresh };
    await signIn(await (await browser.newContext()).newPage(), house.url, login);
  });

  test('and comes back within the week stays signed in for another', async () => {
    const ours = house.rooms.catalog.updateTable('sessions').where('id', '!=', 'test');
    await ours
      .set({
        expires_at: new Date(Date.now() + DAY).toISOString(),
        updated_at: new Date(Date.now() - 6 * DAY).toISOString(),
      })
      .execute();
    await here.page.reload();
    await here.page.getByRole('button', { name: 'Upload', exact: true }).waitFor();
    await eventually('the end of the session moves on', async () => {
      const ends = await house.rooms.catalog
        .selectFrom('sessions')
        .select('expires_at')
        .where('id', '!=', 'test')
        .execute();
      return ends.some(({ expires_at }) => Date.parse(expires_at) > Date.now() + 6 * DAY);
    });
  });
});

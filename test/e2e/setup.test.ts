import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launch, NO_BROWSER, type OpenPage, openPage } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { tabTo } from '../support/keyboard.ts';
import { lookAround } from '../support/looks.ts';

describe.skipIf(NO_BROWSER)('on the first-run page', { timeout: 90_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  let tab: OpenPage;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    house = await startHouse({ state: 'UNINITIALIZED' });
    tab = await openPage(browser, house.url, { permissions: ['clipboard-read', 'clipboard-write'] });
    await tab.page.goto(`${house.url}/setup#${house.rooms.setupCode.code}`);
  });
  afterEach(async () => {
    await tab.context.close();
    await house.remove();
  });

  test('the drawn passphrase can be copied, drawn anew, and printed as a sheet that says what it is for', async () => {
    const { page } = tab;
    const list = page.getByRole('list', { name: 'The passphrase' });
    const drawn = async () => (await list.getByRole('listitem').allTextContents()).join(' ');
    await list.waitFor();
    const first = await drawn();
    expect(first).toMatch(/^([a-z]+ ){5}[a-z]+$/);
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('status').getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(first);

    await page.getByRole('button', { name: 'Other words' }).click();
    const second = await drawn();
    expect(second).not.toBe(first);

    await page.evaluate(() => {
      window.print = () => void (document.title = 'printed');
    });
    await page.getByRole('button', { name: 'Print a recovery sheet' }).click();
    expect(await page.title()).toBe('printed');
    await page.emulateMedia({ media: 'print' });
    const printed = (await page.locator('body').innerText()).split('\n').map((line) => line.trim());
    expect(printed).toContain('Strongroom recovery sheet');
    expect(printed).toContain(house.url);
    for (const word of second.split(' ')) expect(printed).toContain(word);
    expect(printed).not.toContain('I have kept it safe');
    expect(tab.complaints).toEqual([]);
  });

  test('the drawn passphrase shows once: its words are gone when the vault is made, and after a reload', async () => {
    const { page } = tab;
    const list = page.getByRole('list', { name: 'The passphrase' });
    await list.waitFor();
    const words = await list.getByRole('listitem').allTextContents();
    await page.getByRole('button', { name: 'I have kept it safe' }).click();
    await list.waitFor({ state: 'detached' });
    for (const input of await page.getByLabel(/^Word \d$/).all()) {
      const label = (await input.evaluate((element: HTMLInputElement) => element.labels?.[0]?.textContent)) ?? '';
      await input.fill(words[Number(/\d/.exec(label)?.[0]) - 1] ?? '');
    }
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByLabel('Name').fill(ADMIN.name);
    await page.getByLabel('E-mail address').fill(ADMIN.email);
    for (const input of await page.locator('input[type=password]').all()) await input.fill(ADMIN.password);
    await page.getByRole('button', { name: 'Make the vault' }).click();
    await page.getByRole('button', { name: 'Open your files and drop one in' }).waitFor();
    /** Everything that the page holds, shown or not, and what the browser keeps of it. */
    const held = async () => {
      const html = await page.content();
      const values = await page
        .locator('input')
        .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
      const kept = await page.evaluate(() =>
        JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]),
      );
      return [html, ...values, kept].join('\n');
    };
    const together = new RegExp(words.join('\\W+'));
    const spread = new RegExp(words.map((word) => `(?=[^]*\\b${word}\\b)`).join(''));
    for (const pattern of [together, spread]) expect(await held()).not.toMatch(pattern);
    await page.reload();
    await page
      .getByRole('button', { name: 'Upload', exact: true })
      .or(page.getByText('Drop your first files here'))
      .first()
      .waitFor();
    for (const pattern of [together, spread]) expect(await held()).not.toMatch(pattern);
  });

  test('one’s own passphrase is taken when it is strong enough and the same twice, and opens the vault', async () => {
    const { page } = tab;
    await page.getByText('Your own', { exact: true }).click();
    const enter = async (passphrase: string, again: string) => {
      await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
      await page.getByLabel('The same again').fill(again);
      await page.getByRole('button', { name: 'Go on' }).click();
    };
    await enter('short', 'short');
    await page.getByText('Make it longer or more varied.').waitFor();
    await expect.poll(() => page.locator(':focus').getAttribute('aria-invalid')).toBe('true');
    const own = 'seven purple elephants danced under the old bridge';
    await enter(own, `${own}s`);
    await page.getByText('The two differ.').waitFor();
    await expect.poll(() => page.locator(':focus').inputValue()).toBe(`${own}s`);
    await enter(own, own);
    await page.getByLabel('Name').waitFor();
    await lookAround(page, 'setup-account');
    await page.getByRole('button', { name: 'Make the vault' }).click();
    await expect.poll(() => page.locator(':focus').getAttribute('autocomplete')).toBe('name');
    await page.getByLabel('Name').fill(ADMIN.name);
    await page.getByLabel('E-mail address').fill(ADMIN.email);
    for (const input of await page.locator('input[type=password]').all()) await input.fill(ADMIN.password);
    await page.getByRole('button', { name: 'Make the vault' }).click();
    await page.getByRole('button', { name: 'Open your files and drop one in' }).waitFor();
    await lookAround(page, 'setup-done');

    house.rooms.vault.seal();
    const unseal = 'mutation ($p: String!) { unsealVault(passphrase: $p) { state } }';
    expect((await house.graphql(unseal, { p: own })).data).toEqual({ unsealVault: { state: 'UNSEALED' } });
    expect(tab.complaints).toEqual([]);
  });

  test('everything is done without a mouse, and so is opening the vault after it was locked', async () => {
    const { page } = tab;
    const { keyboard } = page;
    const list = page.getByRole('list', { name: 'The passphrase' });
    await list.waitFor();
    const words = await list.getByRole('listitem').allTextContents();
    await tabTo(page, /^I have kept it safe$/);
    await keyboard.press('Enter');
    await page.getByText('type two of them').waitFor();
    // The focus is in the first of the two fields.
    for (let field = 0; field < 2; field += 1) {
      const label = await page.locator(':focus').evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent);
      await keyboard.type(words[Number(/\d/.exec(label ?? '')?.[0]) - 1] ?? '');
      if (field === 0) await keyboard.press('Tab');
    }
    await keyboard.press('Enter');
    await page.getByLabel('E-mail address').waitFor();
    await keyboard.type(ADMIN.name);
    for (const [field, text] of [
      [/^E-mail address/, ADMIN.email],
      [/^Password/, ADMIN.password],
      [/^The same again/, ADMIN.password],
    ] as const) {
      await tabTo(page, field);
      await keyboard.type(text);
    }
    await keyboard.press('Enter');
    await page.getByRole('button', { name: 'Open your files and drop one in' }).waitFor();
    await tabTo(page, /^Open your files/);
    await keyboard.press('Enter');
    await page.getByText('Drop your first files here').waitFor();

    house.rooms.vault.seal();
    await page.reload();
    await page.getByRole('heading', { name: 'This vault is locked' }).waitFor();
    await tabTo(page, /^Passphrase/);
    await keyboard.type(words.join(' '));
    await keyboard.press('Enter');
    await page.getByText('Drop your first files here').waitFor();
  });
});

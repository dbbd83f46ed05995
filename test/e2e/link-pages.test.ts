import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TooManyAttempts, takeAttempt } from '../../server/domain/attempts.ts';
import { unseal } from '../../server/domain/vault-access.ts';
import { launch, loadAnew, NO_BROWSER, type OpenPage, openPage, signIn } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { makeFolder } from '../support/folders.ts';
import { ADMIN, PASSPHRASE, startHouse, type TestHouse } from '../support/house.ts';
import { lookAround } from '../support/looks.ts';
import { makeShare, opened } from '../support/shares.ts';
import { bytesOf, upload } from '../support/transfers.ts';

const IN_A_WEEK = () => new Date(Date.now() + 7 * 86_400_000).toISOString();
const PASSWORD = 'open sesame';
const LONG = 'MRI of the knee, left side, with contrast agent, second series (final).pdf';

describe.skipIf(NO_BROWSER)(
  'what axe and the width of a phone find in the pages of links',
  { timeout: 120_000 },
  () => {
    let browser: Browser;
    let house: TestHouse;
    let owner: OpenPage;
    let visitor: OpenPage;
    let letter = '';
    let rest: string[] = [];
    let folder = '';

    beforeAll(async () => {
      browser = await launch();
      // Codes are offered where mail can be sent; none is sent here.
      house = await startHouse({
        env: { STRONGROOM_SMTP_URL: 'smtp://127.0.0.1:9', STRONGROOM_MAIL_FROM: 'strongroom@example.org' },
      });
      const put = async (name: string, type: string, bytes: Uint8Array, folderId: string | null = null) =>
        (await upload(house, bytes, { type, input: { name, folderId } })).id;
      letter = await put(
        'Letter to Mr Smith.txt',
        'text/plain',
        Buffer.from('Dear Mr Smith,\nthe results are fine.\n'),
      );
      rest = [
        await put(LONG, 'application/pdf', bytesOf(1_234_567, 3)),
        await put('holiday 😀.png', 'image/png', PIXEL),
      ];
      folder = await makeFolder(house, 'Patients and their families, everything that came by post');
      await put('تقرير الأشعة.pdf', 'application/pdf', bytesOf(9000), await makeFolder(house, '2026', folder));
      const person = { reducedMotion: 'reduce' } as const;
      owner = await openPage(browser, house.url, person);
      await signIn(owner.page, house.url, ADMIN);
      visitor = await openPage(browser, house.url, person);
    });
    afterAll(async () => {
      await browser.close();
      await house.remove();
    });

    /** Opens an address; whole once it shows those words. */
    async function go(page: Page, path: string, shows: string): Promise<void> {
      await loadAnew(page, house.url + path);
      await page.getByText(shows).first().waitFor();
    }

    test('is nothing while there are no links', async () => {
      await go(owner.page, '/links', 'You share nothing by link yet.');
      await lookAround(owner.page, 'links-none');
    });

    test('is nothing in what asks a visitor', async () => {
      const { page } = visitor;
      const closed = await makeShare(house, { fileIds: rest, password: PASSWORD, expiresAt: IN_A_WEEK() });
      await go(page, `/s/${closed.token}`, 'The link needs a password');
      await lookAround(page, 'visit-password');
      await page.getByLabel('Password', { exact: true }).fill('not this one');
      await page.getByRole('button', { name: 'Open', exact: true }).click();
      await page.getByText('This password is not right.').waitFor();
      await lookAround(page, 'visit-wrong');

      const recipients = ['bob@example.org'];
      const coded = await makeShare(house, { fileIds: rest, recipients, requireCode: true, expiresAt: IN_A_WEEK() });
      await go(page, `/s/${coded.token}`, 'show that you are one');
      await page.getByRole('button', { name: 'Send me a code' }).click();
      await page.getByText('Enter your e-mail address.').waitFor();
      await lookAround(page, 'visit-code');
      // Not a recipient: the page says the same, and no mail goes.
      await page.getByLabel('Your e-mail address').fill('eve@example.org');
      await page.getByRole('button', { name: 'Send me a code' }).click();
      await page.getByRole('button', { name: /^Another in/ }).waitFor();
      await lookAround(page, 'visit-code-sent');
    });

    test('is nothing in what a visitor gets', async () => {
      const { page } = visitor;
      const many = {
        fileIds: [letter, ...rest],
        folderIds: [folder],
        label: 'Results of the MRI',
        expiresAt: IN_A_WEEK(),
      };
      await go(page, `/s/${(await makeShare(house, many)).token}`, 'Download all');
      await page.getByText('› 2026').waitFor();
      await lookAround(page, 'visit-many');
      await page.getByRole('button', { name: 'Show Letter' }).click();
      await page.getByText('the results are fine').waitFor();
      await lookAround(page, 'visit-shown');

      const one = await makeShare(house, { fileIds: [letter], maxDownloads: 1 });
      await go(page, `/s/${one.token}`, 'This is the last download');
      await lookAround(page, 'visit-last');
      await page.getByRole('button', { name: 'Show Letter' }).click();
      await page.getByText('counts as yours').waitFor();
      await lookAround(page, 'visit-counted');
    });

    test('is nothing where a link leads nowhere any more', async () => {
      const { page } = visitor;
      const short = await makeShare(house, { fileIds: rest, expiresAt: new Date(Date.now() + 700).toISOString() });
      const spent = await makeShare(house, { fileIds: [letter], maxDownloads: 1 });
      await (await fetch((await opened(house, spent.token)).first)).arrayBuffer();
      const revoked = await makeShare(house, { fileIds: rest, label: 'For Bob', recipients: ['bob@example.org'] });
      await house.graphql('mutation ($id: ID!) { revokeShare(id: $id) }', { id: revoked.id });

      await go(page, `/s/${revoked.token}`, 'This link leads nowhere');
      const said = await page.getByRole('main').textContent();
      await go(page, `/s/${'A'.repeat(43)}`, 'This link leads nowhere');
      await expect.poll(() => page.getByRole('main').textContent()).toBe(said);
      await lookAround(page, 'visit-nowhere');
      await go(page, `/s/${spent.token}`, 'This link is used up');
      await lookAround(page, 'visit-used-up');
      await go(page, `/s/${short.token}`, 'This link has expired');
      await lookAround(page, 'visit-expired');
    });

    test('is nothing in making a link', async () => {
      const { page } = owner;
      await go(page, '/', 'Letter to Mr Smith');
      await page.getByRole('checkbox', { name: 'Select Letter to Mr Smith.txt' }).check();
      await page.getByRole('checkbox', { name: /^Select Patients/ }).check();
      await lookAround(page, 'chosen');
      await page.getByRole('button', { name: 'Share…' }).click();
      await page.getByRole('button', { name: 'Make the link' }).waitFor();
      await lookAround(page, 'share');
      await page.getByRole('radio', { name: 'People by' }).check();
      await page.getByRole('combobox', { name: 'E-mail addresses' }).fill('bob@example.org,');
      await page.getByLabel('Expires').selectOption('date');
      await page.getByRole('button', { name: /^More:/ }).click();
      await page.getByRole('button', { name: 'Suggest one' }).click();
      await page.getByLabel('Ask for a code').check();
      await page.getByRole('button', { name: 'Make the link' }).click();
      await page.getByText('Choose a date.').waitFor();
      await lookAround(page, 'share-filled');
      await page.getByLabel('Expires').selectOption('7');
      await page.getByRole('button', { name: 'Make the link' }).click();
      await page.getByText('A message to paste').waitFor();
      await lookAround(page, 'share-made');
    });

    test('is nothing in the list of links, nor in changing and revoking one', async () => {
      const { page } = owner;
      const name = 'Actions for Results of the MRI';
      await go(page, '/links', 'Results of the MRI');
      await lookAround(page, 'links');
      await page.getByRole('button', { name }).click();
      await page.getByRole('menuitem', { name: 'Change' }).click();
      await page.getByRole('button', { name: /^More:/ }).click();
      await page.getByText('Tell me by e-mail').waitFor();
      await lookAround(page, 'link-change');
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('button', { name }).click();
      await page.getByRole('menuitem', { name: 'Revoke' }).click();
      await page.getByText('cannot be brought back').waitFor();
      await lookAround(page, 'link-revoke');
    });

    test('is nothing in a file’s drawer, its links, and the administrators’ rules', async () => {
      const { page } = owner;
      await go(page, `/?file=${letter}`, 'All links to this file');
      await page.getByText('All links to this file').scrollIntoViewIfNeeded();
      await lookAround(page, 'drawer-links');
      await go(page, `/links?file=${letter}`, 'Show all links');
      await lookAround(page, 'links-of-file');
      await go(page, '/admin/links', 'Every link needs a password');
      await lookAround(page, 'link-rules');
    });

    test('is nothing while the vault is locked, nor where someone came a little too often', async () => {
      const { page } = visitor;
      const { token } = await makeShare(house, { fileIds: [letter] });
      await house.graphql('mutation { sealVault { state } }');
      await go(page, `/s/${token}`, 'This vault is locked just now');
      expect(await page.locator('input').count()).toBe(0);
      await lookAround(page, 'visit-locked');
      await unseal(house.rooms, PASSPHRASE);
      // Not in the last moments of the minute that is counted.
      await eventually('the door is shut for long enough', async () => {
        try {
          for (;;) await takeAttempt(house.rooms, 'request', '127.0.0.1');
        } catch (refusal) {
          if (!(refusal instanceof TooManyAttempts)) throw refusal;
          return (refusal.retryAfter ?? 0) > 15;
        }
      });
      await page.getByRole('button', { name: 'Look again' }).click();
      await page.getByRole('heading', { name: 'A little too often' }).waitFor();
      await lookAround(page, 'visit-too-often');
    });

    test('and the browsers had nothing to complain of', () => {
      const all = [...owner.complaints, ...visitor.complaints];
      expect(all.filter((complaint) => !/status of (401|404|410|429|503)/.test(complaint))).toEqual([]);
    });
  },
);

/** A PNG of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

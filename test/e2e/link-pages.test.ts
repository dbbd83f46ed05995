import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { launch, NO_BROWSER, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { lookAt, type Place } from '../support/looks.ts';
import { makeShare } from '../support/shares.ts';
import { bytesOf, upload } from '../support/transfers.ts';

const IN_A_WEEK = () => new Date(Date.now() + 7 * 86_400_000).toISOString();
const WIDTHS = [360, 1600];

describe.skipIf(NO_BROWSER)('the pages of links are free of axe’s findings', { timeout: 300_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  beforeAll(async () => {
    browser = await launch();
    // Codes are offered where mail can be sent; none is sent here.
    house = await startHouse({
      env: { STRONGROOM_SMTP_URL: 'smtp://127.0.0.1:9', STRONGROOM_MAIL_FROM: 'strongroom@example.org' },
    });
  });
  afterAll(async () => {
    await browser.close();
    await house.remove();
  });

  test.each(['light', 'dark'] as const)('in the %s scheme', async (scheme) => {
    const enter = (page: Page) => signIn(page, house.url, ADMIN);
    const letter = await file('Letter to Mr Smith.txt', 'text/plain', 'Dear Mr Smith,\nthe results are fine.\n');
    const scan = await file(
      'MRI of the knee, left side, with contrast agent, second series (final).pdf',
      'application/pdf',
      'x',
    );
    const photo = await file('holiday 😀.png', 'image/png', PIXEL);
    if (scheme === 'light') {
      await lookAt(
        browser,
        house,
        scheme,
        [{ name: 'links-none', path: '/links', shows: 'nothing by link yet' }],
        enter,
        WIDTHS,
      );
    }

    const all = { fileIds: [letter, scan, photo], label: 'Results of the MRI', expiresAt: IN_A_WEEK() };
    const many = await makeShare(house, all);
    const one = await makeShare(house, { fileIds: [letter], maxDownloads: 1 });
    const closed = await makeShare(house, { fileIds: [scan], password: 'open sesame', expiresAt: IN_A_WEEK() });
    const coded = await makeShare(house, {
      ...all,
      recipients: ['bob@example.org'],
      requireCode: true,
      password: 'open sesame',
    });
    const gone = await makeShare(house, { fileIds: [photo], label: 'For Bob', recipients: ['bob@example.org'] });
    await house.graphql('mutation ($id: ID!) { revokeShare(id: $id) }', { id: gone.id });

    await lookAt(browser, house, scheme, visitors({ many, one, closed, coded, gone }), undefined, WIDTHS);
    await lookAt(browser, house, scheme, owners(letter), enter, WIDTHS);
  });

  async function file(name: string, type: string, contents: string | Buffer): Promise<string> {
    const bytes = type === 'application/pdf' ? bytesOf(1_234_567, 3) : Buffer.from(contents);
    return (await upload(house, bytes, { name, type })).id;
  }
});

type Tokens = Record<'many' | 'one' | 'closed' | 'coded' | 'gone', { token: string }>;

function visitors({ many, one, closed, coded, gone }: Tokens): Place[] {
  return [
    { name: 'visit', path: `/s/${many.token}`, shows: 'Download all' },
    {
      name: 'visit-shown',
      path: `/s/${many.token}`,
      shows: 'Download all',
      async then(page) {
        await page.getByRole('button', { name: 'Show Letter' }).click();
        await page.getByText('the results are fine').waitFor();
      },
    },
    { name: 'visit-last', path: `/s/${one.token}`, shows: 'last download' },
    {
      name: 'visit-counted',
      path: `/s/${one.token}`,
      shows: 'last download',
      async then(page) {
        await page.getByRole('button', { name: 'Show Letter' }).click();
        await page.getByText('counts as yours').waitFor();
      },
    },
    { name: 'visit-password', path: `/s/${closed.token}`, shows: 'The link needs a password' },
    {
      name: 'visit-wrong',
      path: `/s/${closed.token}`,
      shows: 'The link needs a password',
      async then(page) {
        await page.getByLabel('Password', { exact: true }).fill('not this one');
        await page.getByRole('button', { name: 'Open', exact: true }).click();
        await page.getByRole('alert').waitFor();
      },
    },
    {
      name: 'visit-code',
      path: `/s/${coded.token}`,
      shows: 'show that you are one',
      async then(page) {
        await page.getByLabel('Your e-mail address').fill('someone@example.org');
        const ask = page.getByRole('button', { name: 'Send me a code' });
        if (await ask.isVisible()) await ask.click();
        await page.getByText('a code is on its way').last().waitFor();
      },
    },
    { name: 'visit-nowhere', path: `/s/${gone.token}`, shows: 'leads nowhere' },
  ];
}

function owners(fileId: string): Place[] {
  const share = async (page: Page) => {
    await page.getByRole('button', { name: 'Actions for Letter' }).first().click();
    await page.getByRole('menuitem', { name: 'Share…' }).click();
    await page.getByRole('button', { name: 'Make the link' }).waitFor();
  };
  const more = async (page: Page) => {
    await share(page);
    await page.getByRole('radio', { name: 'People by' }).check();
    await page.getByLabel('E-mail addresses').fill('bob@example.org,');
    await page.getByLabel('Expires').selectOption('date');
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('button', { name: 'Suggest one' }).click();
  };
  return [
    { name: 'share', path: '/', shows: 'Letter to Mr Smith', then: share },
    { name: 'share-more', path: '/', shows: 'Letter to Mr Smith', then: more },
    {
      name: 'share-faults',
      path: '/',
      shows: 'Letter to Mr Smith',
      async then(page) {
        await more(page);
        await page.getByRole('button', { name: 'Make the link' }).click();
        await page.getByText('Choose a date.').waitFor();
      },
    },
    {
      name: 'share-made',
      path: '/',
      shows: 'Letter to Mr Smith',
      async then(page) {
        await more(page);
        await page.getByLabel('Expires').selectOption('7');
        await page.getByRole('button', { name: 'Make the link' }).click();
        await page.getByText('A message to paste').waitFor();
      },
    },
    { name: 'links', path: '/links', shows: 'Results of the MRI' },
    { name: 'links-of-file', path: `/links?file=${fileId}`, shows: 'Show all links' },
    {
      name: 'links-menu',
      path: '/links',
      shows: 'Results of the MRI',
      async then(page) {
        await page
          .getByRole('button', { name: /^Actions for / })
          .first()
          .click();
        await page.getByRole('menuitem', { name: 'Change' }).waitFor();
      },
    },
    {
      name: 'link-change',
      path: '/links',
      shows: 'Results of the MRI',
      async then(page) {
        await page
          .getByRole('button', { name: /^Actions for Results/ })
          .first()
          .click();
        await page.getByRole('menuitem', { name: 'Change' }).click();
        await page.getByText('Take the password away').waitFor();
      },
    },
    {
      name: 'link-revoke',
      path: '/links',
      shows: 'Results of the MRI',
      async then(page) {
        await page
          .getByRole('button', { name: /^Actions for Results/ })
          .first()
          .click();
        await page.getByRole('menuitem', { name: 'Revoke' }).click();
        await page.getByText('cannot be brought back').waitFor();
      },
    },
    {
      name: 'drawer-links',
      path: `/?file=${fileId}`,
      shows: 'All links to this file',
      async then(page) {
        await page.getByText('All links to this file').scrollIntoViewIfNeeded();
      },
    },
    { name: 'link-rules', path: '/admin/links', shows: 'Rules for new links' },
  ];
}

/** A PNG of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

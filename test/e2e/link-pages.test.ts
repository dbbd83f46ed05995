import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { launch, NO_BROWSER, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { lookAt, type Place } from '../support/looks.ts';
import { makeShare } from '../support/shares.ts';
import { bytesOf, upload } from '../support/transfers.ts';

const IN_A_WEEK = () => new Date(Date.now() + 7 * 86_400_000).toISOString();

describe.skipIf(NO_BROWSER)('the pages of links are free of axe’s findings', { timeout: 240_000 }, () => {
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

  test('an owner’s and a visitor’s', async () => {
    const enter = (page: Page) => signIn(page, house.url, ADMIN);
    const letter = await file('Letter to Mr Smith.txt', 'text/plain', 'Dear Mr Smith,\nthe results are fine.\n');
    const scan = await file(
      'MRI of the knee, left side, with contrast agent, second series (final).pdf',
      'application/pdf',
      'x',
    );
    const photo = await file('holiday 😀.png', 'image/png', PIXEL);
    await lookAt(browser, house, [{ name: 'links-none', path: '/links', shows: 'nothing by link yet' }], enter);

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

    await lookAt(browser, house, visitors({ many, one, closed, coded, gone }));
    await lookAt(browser, house, owners(letter), enter);
  });

  async function file(name: string, type: string, contents: string | Buffer): Promise<string> {
    const bytes = type === 'application/pdf' ? bytesOf(1_234_567, 3) : Buffer.from(contents);
    return (await upload(house, bytes, { name, type })).id;
  }
});

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

type Tokens = Record<'many' | 'one' | 'closed' | 'coded' | 'gone', { token: string }>;

function visitors({ many, one, closed, coded, gone }: Tokens): Place[] {
  return [
    { name: 'visit', path: `/s/${many.token}`, shows: 'Download all' },
    { name: 'visit-one', path: `/s/${one.token}`, shows: 'Letter to Mr Smith' },
    { name: 'visit-closed', path: `/s/${closed.token}`, shows: 'The link needs a password' },
    { name: 'visit-code', path: `/s/${coded.token}`, shows: 'show that you are one' },
    { name: 'visit-nowhere', path: `/s/${gone.token}`, shows: 'leads nowhere' },
  ];
}

function owners(fileId: string): Place[] {
  return [
    { name: 'links', path: '/links', shows: 'Results of the MRI' },
    { name: 'links-of-file', path: `/links?file=${fileId}`, shows: 'Show all links' },
  ];
}

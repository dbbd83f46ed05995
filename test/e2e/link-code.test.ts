import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, NO_BROWSER, type OpenPage, openPage, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { type MailServer, NO_MAIL_SERVER, startMailServer } from '../support/mail-server.ts';
import { bytesOf, sha256, upload } from '../support/transfers.ts';

const NAME = 'Findings.bin';
const BYTES = bytesOf(300_000, 6);
const SENT = 'is an address that this link is meant for, a code is on its way.';

describe.skipIf(NO_BROWSER ?? NO_MAIL_SERVER)('a link for people by their addresses', { timeout: 120_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  let mail: MailServer;
  let owner: OpenPage;
  let ann: OpenPage;
  let url = '';
  let code = '';

  beforeAll(async () => {
    mail = await startMailServer();
    house = await startHouse({
      env: {
        STRONGROOM_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
        STRONGROOM_MAIL_FROM: 'Strongroom <room@example.org>',
      },
    });
    await upload(house, BYTES, { name: NAME });
    browser = await launch();
    owner = await openPage(browser, house.url);
    await signIn(owner.page, house.url, ADMIN);
    ann = await openPage(browser, house.url);
  });
  afterAll(async () => {
    await browser.close();
    await house.remove();
    await mail.end();
  });

  test('is made so that it asks for a code, and tells its owner', async () => {
    const { page } = owner;
    await page.getByRole('button', { name: `Actions for ${NAME}` }).click();
    await page.getByRole('menuitem', { name: 'Share…' }).click();
    await page.getByRole('radio', { name: 'People by' }).check();
    await page.getByRole('combobox', { name: 'E-mail addresses' }).fill('ann@example.org, ben@example.org,');
    await page.getByRole('button', { name: /^More:/ }).click();
    await page.getByLabel('Ask for a code').check();
    await page.getByLabel('Tell me by e-mail').check();
    await page.getByRole('button', { name: 'Make the link' }).click();
    url = await page.getByLabel('Link', { exact: true }).inputValue();
    await expect.poll(() => page.getByLabel('A message to paste').inputValue()).toContain('The page asks for a code');
    await page.getByRole('button', { name: 'Done' }).click();
  });

  test('tells someone else the same as a recipient, and mails them nothing', async () => {
    const { page } = ann;
    await page.goto(url);
    await page.getByText('show that you are one of the people it is meant for').waitFor();
    await page.getByLabel('Your e-mail address').fill('eve@example.org');
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.getByText(`If eve@example.org ${SENT}`).waitFor();
  });

  test('mails the recipient a code, without a link and without the file’s name', async () => {
    const { page } = ann;
    await page.getByLabel('Your e-mail address').fill('ann@example.org');
    await page.getByRole('button', { name: 'Send another code' }).click();
    await page.getByText(`If ann@example.org ${SENT}`).waitFor();
    await page.getByRole('button', { name: /^Another in \d+ seconds/ }).waitFor();
    // The first mail of all is hers: none went to the other.
    const [first] = await mail.mails(1);
    const { headers = {}, text = '' } = first ?? {};
    expect(headers['to']).toContain('ann@example.org');
    expect(`${headers['subject']} ${text}`).not.toMatch(/Findings|https?:|\/s\//);
    code = /Your code: (\d{6})$/m.exec(text)?.[1] ?? '';
    expect(code).toHaveLength(6);
  });

  test('stays shut for a wrong code', async () => {
    const { page } = ann;
    await page.getByLabel('Code', { exact: true }).fill(String((Number(code) + 1) % 1_000_000).padStart(6, '0'));
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByText('This code is not right, or its time is over.').waitFor();
    expect(await page.content()).not.toContain(NAME);
  });

  test('opens by the right one, and gives the bytes', async () => {
    const { page } = ann;
    // As it is pasted out of a mail.
    await page.getByLabel('Code', { exact: true }).fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.keyboard.press('Enter');
    await page.getByText(NAME).waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: /^Download/ }).click();
    expect(sha256(await readFile(await (await saved).path()))).toBe(sha256(BYTES));
  });

  test('lets that browser in again, and takes the code from no other', async () => {
    await ann.page.reload();
    await ann.page.getByText(NAME).waitFor();
    const { page, context, complaints } = await openPage(browser, house.url);
    await page.goto(url);
    await page.getByLabel('Code', { exact: true }).fill(code);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByText('This code is not right, or its time is over.').waitFor();
    expect(complaints.filter((complaint) => !/status of 401/.test(complaint))).toEqual([]);
    await context.close();
    // The code, and the notice to the owner of the first download; neither names the file.
    const mails = await mail.mails(2);
    expect(mails.map(({ headers }) => headers['to'])).toEqual([
      expect.stringContaining('ann@example.org'),
      expect.stringContaining(ADMIN.email),
    ]);
    expect(`${mails[1]?.headers['subject']} ${mails[1]?.text}`).toMatch(/first time/);
    expect(`${mails[1]?.headers['subject']} ${mails[1]?.text}`).not.toContain('Findings');
  });

  test('names in the file’s history who proved themselves', async () => {
    const { page } = owner;
    await page.getByRole('link', { name: NAME }).click();
    const history = page.getByRole('dialog').getByLabel('History of this file');
    await history.getByText('ann@example.org, by a link,').first().waitFor();
    expect(await history.textContent()).not.toContain('eve@example.org');
  });

  test('and the browsers had nothing to complain of', () => {
    expect([...owner.complaints, ...ann.complaints].filter((complaint) => !/status of 401/.test(complaint))).toEqual(
      [],
    );
  });
});

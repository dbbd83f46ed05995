import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PART_MAX } from '../../server/crypto/sizes.ts';
import { rotateKek } from '../../server/domain/vault-access.ts';
import { objectPath } from '../server/domain/refusals.ts';
import { launch, NO_BROWSER, type OpenPage, openPage, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { bytesOf, upload } from '../support/transfers.ts';

const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n',
);

describe.skipIf(NO_BROWSER)('a file’s drawer, where new files are sealed with AES-256-CBC', { timeout: 60_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  let tab: OpenPage;
  beforeAll(async () => {
    browser = await launch();
    house = await startHouse({ env: { STRONGROOM_CIPHER: 'aes-256-cbc-hmac' } });
    tab = await openPage(browser, house.url);
    await signIn(tab.page, house.url, ADMIN);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
  });

  const open = async (id: string): Promise<Locator> => {
    await tab.page.goto(`${house.url}/?file=${id}`);
    return tab.page.getByRole('dialog');
  };
  /** The facts under “How it is stored”. */
  const storage = async (id: string): Promise<Record<string, string>> => {
    const section = (await open(id)).locator('section').filter({ hasText: 'How it is stored' });
    await section.waitFor();
    const facts = await section
      .locator('dl > div')
      .evaluateAll((all) =>
        all.map((each) => [each.querySelector('dt')?.textContent, each.querySelector('dd')?.textContent]),
      );
    return Object.fromEntries(facts);
  };

  test('says by which cipher it is sealed, in how many parts, under which version of the key', async () => {
    const { id, cipher } = await upload(house, bytesOf(PART_MAX + 1));
    expect(cipher).toBe('AES_256_CBC_HMAC');
    // The suite, as FORMAT.md numbers them.
    expect((await readFile(objectPath(house, id)))[9]).toBe(2);
    expect(await storage(id)).toEqual({
      Cipher: 'AES-256-CBC with HMAC-SHA-512, which detects every change',
      Parts: '2 encrypted objects',
      'Key version': '1',
      'Stored size': expect.stringMatching(/^16[.,]\d\sMB$/),
    });
  });

  test('says what else was asked for, and the newest version of the key', async () => {
    await rotateKek(house.rooms, house.admin);
    const { id } = await upload(house, bytesOf(10), { input: { cipher: 'AES_256_GCM' } });
    expect(await storage(id)).toEqual({
      Cipher: 'AES-256-GCM, which encrypts and detects every change',
      Parts: '1 encrypted object',
      'Key version': '2',
      'Stored size': expect.stringMatching(/^\d+\sB$/),
    });
  });

  test('shows a PDF in a frame that can do nothing but show it', async () => {
    const { id } = await upload(house, PDF, { name: 'report.pdf', type: 'application/pdf' });
    const answered = tab.page.waitForResponse((response) => response.url().includes(`/download/${id}`));
    const frame = (await open(id)).getByTitle('Preview of report.pdf');
    await frame.waitFor();
    const address = new URL((await frame.getAttribute('src')) ?? '');
    expect([address.origin, address.pathname, address.hash]).toEqual([
      house.url,
      `/download/${id}`,
      '#navpanes=0&view=FitH',
    ]);
    expect(await headersOf(await answered)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(PDF.length),
      'content-disposition': expect.stringMatching(/^inline/),
      'content-security-policy': expect.stringContaining('sandbox'),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    expect(tab.complaints).toEqual([]);
  });
});

async function headersOf(response: Response): Promise<Record<string, string>> {
  expect(response.status()).toBe(200);
  return response.allHeaders();
}

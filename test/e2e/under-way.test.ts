import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringifyDocument } from '@urql/core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { SendFileDocument } from '../../web/client/generated/graphql.ts';
import { launch, NO_BROWSER, type OpenPage, openPage, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { lookAround } from '../support/looks.ts';
import { makeRequest } from '../support/requests.ts';
import { type SlowLine, slowLine } from '../support/slow-line.ts';
import { bytesOf } from '../support/transfers.ts';

vi.setConfig({ testTimeout: 90_000 });

const MiB = 1024 * 1024;
const SLOW = 6 * MiB;

describe.skipIf(NO_BROWSER)('an upload under way', () => {
  let browser: Browser;
  let house: TestHouse;
  let line: SlowLine;
  let folder: string;
  let tab: OpenPage;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    house = await startHouse({ env: { STRONGROOM_USER_QUOTA: String(100 * MiB) } });
    line = await slowLine(house.url, Number.POSITIVE_INFINITY);
    folder = await mkdtemp(join(tmpdir(), 'strongroom-e2e-'));
    await writeFile(join(folder, 'most.bin'), bytesOf(16 * MiB));
    await writeFile(join(folder, 'more.bin'), bytesOf(16 * MiB + 1));
    await writeFile(join(folder, 'large.bin'), bytesOf(101 * MiB));
    tab = await openPage(browser, line.url);
    page = tab.page;
    await note(page);
    await signIn(page, line.url, ADMIN);
  });
  afterAll(async () => {
    await browser.close();
    await line.close();
    await house.remove();
    await rm(folder, { recursive: true });
  });

  const choose = (on: Page, name: string) => on.getByTestId('file-picker').setInputFiles(join(folder, name));
  const stored = (name: string) => page.getByRole('row').getByRole('link', { name, exact: true }).waitFor();

  test('of 16 MiB goes by the generated uploadFile, on an XMLHttpRequest, with a bar that moves', async () => {
    const sent = page.waitForRequest((request) => request.headers()['content-type']?.startsWith('multipart/') === true);
    line.speed = SLOW;
    await choose(page, 'most.bin');
    const request = await sent;
    expect([new URL(request.url()).pathname, request.resourceType()]).toEqual(['/graphql', 'xhr']);
    await stored('most.bin');
    const { operations, bars } = await noted(page);
    // The client asks for the type's name besides.
    const sentOnes = operations.map((operation) => JSON.parse(operation.replace(String.raw`\n    __typename`, '')));
    expect(sentOnes).toMatchObject([
      {
        query: stringifyDocument(SendFileDocument),
        variables: { file: null, input: { name: 'most.bin', folderId: null } },
      },
    ]);
    expectRising(bars['Upload of most.bin']);
  });

  test('is heard of at its start, its quarters and its end, and not between; the tab’s title counts', async () => {
    await expectHeard(page, 'most.bin');
    await expect.poll(async () => (await noted(page)).titles.at(-1)).toBe('Files · Strongroom');
    const { titles } = await noted(page);
    expect(titles.filter((title) => /^\d+ % Files · Strongroom$/.test(title)).length).toBeGreaterThan(1);
  });

  test('of one byte more goes by tus', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
    // So that there is time to look at it.
    line.speed = MiB;
    await choose(page, 'more.bin');
    await page.getByRole('progressbar', { name: 'Upload of more.bin' }).waitFor();
    await lookAround(page, 'uploading');
    line.speed = Number.POSITIVE_INFINITY;
    await stored('more.bin');
    expect(asked.filter((one) => /^\S+ \/uploads/.test(one))).toEqual([
      'POST /uploads',
      expect.stringMatching(/^PATCH \/uploads\/[\w-]+$/),
    ]);
    expect((await noted(page)).operations).toHaveLength(1);
  });

  test('that fails is heard of, with what to do', async () => {
    await choose(page, 'large.bin');
    const words = 'Your space is used up. Delete files that you no longer need, then try again.';
    await expect.poll(async () => (await noted(page)).sentences).toContain(`large.bin was not uploaded. ${words}`);
    await lookAround(page, 'upload-failed');
  });

  test('is heard of in the same words by someone who sends into a request', async () => {
    const { url } = await makeRequest(house);
    const sender = await openPage(browser, line.url, { viewport: { width: 360, height: 740 } });
    await note(sender.page);
    await sender.page.goto(url.replace(house.url, line.url));
    line.speed = SLOW;
    await sender.page.getByRole('button', { name: 'Choose files' }).waitFor();
    await choose(sender.page, 'more.bin');
    await expectHeard(sender.page, 'more.bin');
    expectRising((await noted(sender.page)).bars['Upload of more.bin']);
    await sender.context.close();
    const complaints = [tab, sender].flatMap((one) => one.complaints);
    expect(complaints.filter((complaint) => !/status of 507/.test(complaint))).toEqual([]);
  });
});

/** What a page did, as `note` noted it. */
interface Noted {
  /** What its live region was given, as a screen reader hears it. */
  sentences: string[];
  titles: string[];
  /** The values that each bar took, by the bar's name. */
  bars: Record<string, number[]>;
  /** Of every form that it sent, which no browser's protocol gives where a file is in it. */
  operations: string[];
}

async function note(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const noted: Noted = { sentences: [], titles: [], bars: {}, operations: [] };
    Object.assign(window, { noted });
    const { send } = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.send = function (body) {
      if (body instanceof FormData) noted.operations.push(body.get('operations') as string);
      send.call(this, body);
    };
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        if (!(target instanceof Element)) continue;
        if (target.matches('title')) noted.titles.push(document.title);
        if (target.matches('[role="progressbar"]')) {
          const name = target.getAttribute('aria-label') ?? '';
          noted.bars[name] ??= [];
          noted.bars[name].push(Number(target.getAttribute('aria-valuenow')));
        }
        if (!target.matches('[role="status"][aria-live="polite"]')) continue;
        for (const { textContent } of addedNodes) if (textContent) noted.sentences.push(textContent);
      }
    }).observe(document, { childList: true, subtree: true, attributeFilter: ['aria-valuenow'] });
  });
}

const noted = (page: Page): Promise<Noted> => page.evaluate(() => (window as unknown as { noted: Noted }).noted);

/** Waits for the end; before it, nothing but the start and quarters is heard. */
async function expectHeard(page: Page, name: string): Promise<void> {
  const sentences = async () => (await noted(page)).sentences;
  await expect.poll(sentences, { timeout: 40_000 }).toContain('1 file uploaded.');
  const heard = await sentences();
  const quarters = [25, 50, 75].map((percent) => `${percent} percent uploaded.`);
  // One that is passed between two looks at the queue is left out.
  const passed = quarters.filter((quarter) => heard.includes(quarter));
  expect(passed.length).toBeGreaterThan(0);
  expect(heard).toEqual([`Uploading ${name}.`, ...passed, '1 file uploaded.']);
}

function expectRising(values: number[] = []): void {
  expect(values.length).toBeGreaterThan(2);
  expect(values).toEqual(values.toSorted((a, b) => a - b));
}

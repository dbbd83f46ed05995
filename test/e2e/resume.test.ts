import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { expectAccessible, launch, NO_BROWSER, type OpenPage, openPage, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { type SlowLine, slowLine } from '../support/slow-line.ts';
import { bytesOf, download, sha256 } from '../support/transfers.ts';

vi.setConfig({ testTimeout: 90_000 });

const MiB = 1024 * 1024;
const PART = 16 * MiB;
const SIZE = 40 * MiB;
/** The largest of those that go in one request. */
const SMALL = 16 * MiB;
const SLOW = 10 * MiB;

describe.skipIf(NO_BROWSER)('an upload', () => {
  let browser: Browser;
  let house: TestHouse;
  let line: SlowLine;
  let tab: OpenPage;
  let page: Page;
  let folder: string;
  const bytes = bytesOf(SIZE);

  beforeAll(async () => {
    browser = await launch();
    house = await startHouse();
    line = await slowLine(house.url, Number.POSITIVE_INFINITY);
    folder = await mkdtemp(join(tmpdir(), 'strongroom-e2e-'));
    for (const name of ['scan.bin', 'film.bin', 'draft.bin']) await writeFile(join(folder, name), bytes);
    await writeFile(join(folder, 'note.bin'), bytes.subarray(0, SMALL));
    tab = await openPage(browser, line.url);
    page = tab.page;
    await signIn(page, line.url, ADMIN);
    // Leaving warns while something is under way; here the person means it.
    page.on('dialog', (dialog) => void dialog.accept());
  });
  afterAll(async () => {
    await browser.close();
    await line.close();
    await house.remove();
    await rm(folder, { recursive: true });
  });

  const panel = () => page.getByRole('region', { name: 'Uploads' });
  const choose = (name: string) => page.getByTestId('file-picker').setInputFiles(join(folder, name));
  const sent = (bytes: number) => expect.poll(() => line.up, { timeout: 40_000, interval: 50 }).toBeGreaterThan(bytes);
  const rows = () => house.rooms.catalog.selectFrom('files').select(['id', 'state']).orderBy('created_at').execute();
  const stored = (name: string) => page.getByRole('row').getByRole('link', { name, exact: true }).waitFor();

  test('goes on after a reload, when it is chosen again, and nothing is sent twice', async () => {
    line.speed = SLOW;
    line.up = 0;
    await choose('scan.bin');
    await page
      .getByRole('status')
      .getByText(/scan\.bin/)
      .waitFor();
    await panel().getByRole('progressbar', { name: 'Upload of scan.bin' }).waitFor();
    await panel()
      .getByText(/MB of [\d.]+\sMB · [\d.]+\s[kM]B\/s · .+ left/)
      .waitFor();
    await sent(20 * MiB);
    await page.reload();
    const note = panel().getByText('1 upload was broken off. Choose the same file to go on.');
    await note.waitFor();
    await expectAccessible(page);
    expect(JSON.stringify(await page.evaluate(() => ({ ...localStorage })))).not.toContain('scan');

    line.speed = Number.POSITIVE_INFINITY;
    await choose('scan.bin');
    await note.waitFor({ state: 'hidden' });
    await stored('scan.bin');
    expect(line.up).toBeLessThan(SIZE + 2 * PART);
    const [file, ...others] = await rows();
    expect(others).toEqual([]);
    expect(sha256((await download(house, file?.id ?? '')).bytes)).toBe(sha256(bytes));
    await page.reload();
    await stored('scan.bin');
    expect(await panel().count()).toBe(0);
  });

  test('waits while it is paused, then goes on', async () => {
    line.speed = SLOW;
    line.up = 0;
    await choose('film.bin');
    await sent(20 * MiB);
    await page.getByRole('button', { name: 'Pause the upload of film.bin' }).click();
    await panel()
      .getByText(/^Paused · /)
      .waitFor();
    const moves = async () => {
      const before = line.up;
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return line.up - before;
    };
    // What the browser had given to the line already comes through yet.
    await expect.poll(moves, { timeout: 20_000 }).toBeLessThan(64 * 1024);
    expect(line.up).toBeLessThan(SIZE - MiB);
    expect((await rows()).filter(({ state }) => state === 'receiving')).toHaveLength(1);

    line.speed = Number.POSITIVE_INFINITY;
    await page.getByRole('button', { name: 'Go on with the upload of film.bin' }).click();
    await stored('film.bin');
    expect(line.up).toBeLessThan(SIZE + 2 * PART);
    expect((await rows()).map(({ state }) => state)).toEqual(['stored', 'stored']);
  });

  test('of a small file can be paused too, and begins anew', async () => {
    line.speed = MiB;
    line.up = 0;
    await choose('note.bin');
    await sent(MiB);
    await page.getByRole('button', { name: 'Pause the upload of note.bin' }).click();
    await panel()
      .getByText(/^Paused · 16\.8\sMB, to be sent from the beginning$/)
      .waitFor();
    await expectAccessible(page);
    line.speed = Number.POSITIVE_INFINITY;
    await page.getByRole('button', { name: 'Go on with the upload of note.bin' }).click();
    await stored('note.bin');
    const states = async () => (await rows()).map(({ state }) => state);
    await expect.poll(states, { timeout: 20_000 }).toEqual(['stored', 'stored', 'stored']);
    const files = await rows();
    expect(sha256((await download(house, files.at(-1)?.id ?? '')).bytes)).toBe(sha256(bytes.subarray(0, SMALL)));
  });

  test('leaves nothing on the server when it is cancelled', async () => {
    line.speed = SLOW;
    line.up = 0;
    await choose('draft.bin');
    await sent(4 * MiB);
    await page.getByRole('button', { name: 'Cancel the upload of draft.bin' }).click();
    const states = async () => (await rows()).map(({ state }) => state);
    await expect.poll(states, { timeout: 20_000 }).toEqual(['stored', 'stored', 'stored']);
    expect(tab.complaints).toEqual([]);
  });
});

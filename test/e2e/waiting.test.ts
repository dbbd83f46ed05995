import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { launch, NO_BROWSER, openPage, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { smallDisk } from '../support/small-disk.ts';
import { bytesOf, download, sha256 } from '../support/transfers.ts';

vi.setConfig({ testTimeout: 90_000 });

const MiB = 1024 * 1024;
const SIZE = 48 * MiB;

describe.skipIf(NO_BROWSER)('an upload in the page', () => {
  let browser: Browser;
  let folder: string;
  let house: TestHouse | undefined;
  beforeAll(async () => {
    browser = await launch();
    folder = await mkdtemp(join(tmpdir(), 'strongroom-e2e-'));
    await writeFile(join(folder, 'scan.bin'), bytesOf(SIZE));
    await writeFile(join(folder, 'part.bin'), bytesOf(17 * MiB));
    await writeFile(join(folder, 'note.txt'), bytesOf(3 * MiB));
  });
  afterEach(async () => {
    await house?.remove();
    house = undefined;
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  async function enter({ url }: TestHouse): Promise<Page> {
    const { page } = await openPage(browser, url);
    await signIn(page, url, ADMIN);
    return page;
  }
  const panel = (page: Page) => page.getByRole('region', { name: 'Uploads' });
  const choose = (page: Page, name: string) => page.getByTestId('file-picker').setInputFiles(join(folder, name));
  const stored = (page: Page, name: string) => page.getByRole('row').getByRole('link', { name, exact: true }).waitFor();
  const FULL = /^The server has no room left just now\. Trying again in/;

  test('waits while the disk of the server is full, and goes on by itself when there is room', async ({ skip }) => {
    const disk = await smallDisk(64);
    if (disk === null) return skip();
    try {
      house = await startHouse({ dataDir: disk.folder });
      const page = await enter(house);
      await disk.fill(24 * MiB);
      await choose(page, 'scan.bin');
      await panel(page).getByText(FULL).waitFor();
      await disk.makeRoom();
      await stored(page, 'scan.bin');
      const [row] = await house.rooms.catalog.selectFrom('files').selectAll().execute();
      expect(row?.state).toBe('stored');
      expect(sha256((await download(house, row?.id ?? '')).bytes)).toBe(sha256(bytesOf(SIZE)));

      await disk.fill(15 * MiB);
      await choose(page, 'note.txt');
      await panel(page).getByText(FULL).waitFor();
      await disk.makeRoom();
      await stored(page, 'note.txt');
      await page.context().close();
    } finally {
      await house?.stop();
      house = undefined;
      await disk.remove();
    }
  });

  test('stops when the person’s space is used up, and says what to do', async () => {
    house = await startHouse({ env: { STRONGROOM_USER_QUOTA: '10 MiB' } });
    const page = await enter(house);
    await choose(page, 'part.bin');
    await panel(page)
      .getByText('Your space is used up. Delete files that you no longer need, then try again.')
      .waitFor();
    await panel(page).getByText('Nothing uploaded, 1 failed').waitFor();
    await page.context().close();
  });

  test('waits for a busy server as long as it says', async () => {
    house = await startHouse();
    const page = await enter(house);
    const at: number[] = [];
    await page.route('**/uploads', (route) => {
      at.push(performance.now());
      if (at.length > 1) return route.continue();
      const errors = [{ message: 'Busy.', extensions: { code: 'UNAVAILABLE' } }];
      const headers = { 'Retry-After': '4', 'Tus-Resumable': '1.0.0' };
      return route.fulfill({ status: 503, json: { errors }, headers });
    });
    await choose(page, 'part.bin');
    await panel(page)
      .getByText(/^The server is busy\. Trying again in [234]\ss\.$/)
      .waitFor();
    await stored(page, 'part.bin');
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThan(3_900);
    await page.context().close();
  });
});

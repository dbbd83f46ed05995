import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { expectAccessible, launch, NO_BROWSER, openPage, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { type SlowLine, slowLine } from '../support/slow-line.ts';
import { bytesOf, download, sha256 } from '../support/transfers.ts';

vi.setConfig({ testTimeout: 90_000 });

const MiB = 1024 * 1024;
const PART = 16 * MiB;
const SIZE = 40 * MiB;
const SLOW = 10 * MiB;
const ELSEWHERE = 'Another tab of this browser is sending this file.';

describe.skipIf(NO_BROWSER).each(['locks', 'marks alone'])('two tabs of a browser with %s', (means) => {
  let browser: Browser;
  let house: TestHouse;
  let line: SlowLine;
  let first: Page;
  let second: Page;
  let complaints: string[];
  let folder: string;
  const bytes = bytesOf(SIZE);

  beforeAll(async () => {
    browser = await launch();
    house = await startHouse();
    line = await slowLine(house.url, Number.POSITIVE_INFINITY);
    folder = await mkdtemp(join(tmpdir(), 'strongroom-e2e-'));
    for (const name of ['scan.bin', 'film.bin']) await writeFile(join(folder, name), bytes);
    const tab = await openPage(browser, line.url);
    if (means !== 'locks') {
      await tab.context.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }));
    }
    ({ page: first, complaints } = tab);
    await signIn(first, line.url, ADMIN);
  });
  afterAll(async () => {
    await browser.close();
    await line.close();
    await house.remove();
    await rm(folder, { recursive: true });
  });

  const panel = (page: Page) => page.getByRole('region', { name: 'Uploads' });
  const choose = (page: Page, name: string) => page.getByTestId('file-picker').setInputFiles(join(folder, name));
  const sent = (bytes: number) => expect.poll(() => line.up, { timeout: 40_000, interval: 50 }).toBeGreaterThan(bytes);
  const stored = (page: Page, name: string) => page.getByRole('row').getByRole('link', { name, exact: true }).waitFor();
  const files = () => house.rooms.catalog.selectFrom('files').select(['id', 'state']).orderBy('created_at').execute();

  test('one sends a file, and the other says so and leaves it alone', async () => {
    line.speed = SLOW;
    line.up = 0;
    await choose(first, 'scan.bin');
    await sent(4 * MiB);
    second = await first.context().newPage();
    await second.goto(line.url);
    await choose(second, 'scan.bin');
    await panel(second).getByText(ELSEWHERE).waitFor();
    await expectAccessible(second);
    expect(
      await panel(second)
        .getByText(/broken off/)
        .count(),
    ).toBe(0);
    line.speed = Number.POSITIVE_INFINITY;
    await stored(first, 'scan.bin');
    expect(
      await panel(first)
        .getByText(/Trying again/)
        .count(),
    ).toBe(0);
    expect((await files()).map(({ state }) => state)).toEqual(['stored']);
    expect(line.up).toBeLessThan(SIZE + PART);
    await panel(second).getByRole('button', { name: 'Close the uploads' }).click();
  });

  test('when the one is closed, the other goes on where it was', async () => {
    line.speed = SLOW;
    line.up = 0;
    await choose(first, 'film.bin');
    await sent(20 * MiB);
    await choose(second, 'film.bin');
    await panel(second).getByText(ELSEWHERE).waitFor();
    await first.close();
    line.speed = Number.POSITIVE_INFINITY;
    await second.getByRole('button', { name: 'Try film.bin again' }).click();
    await stored(second, 'film.bin');
    expect(line.up).toBeLessThan(SIZE + 2 * PART);
    const [, film, ...others] = await files();
    expect([film?.state, others]).toEqual(['stored', []]);
    expect(sha256((await download(house, film?.id ?? '')).bytes)).toBe(sha256(bytes));
    expect(complaints).toEqual([]);
  });
});

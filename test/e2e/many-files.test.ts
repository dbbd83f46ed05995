import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { expectAccessible, launch, NO_BROWSER, type OpenPage, openPage, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { bytesOf, download } from '../support/transfers.ts';

vi.setConfig({ testTimeout: 180_000 });

/** FILES=2000 measures a folder of that many. */
const FILES = Number(process.env['FILES'] ?? 200);
const SIZE = 10 * 1024;
const UPLOAD = 'a file';
/** What the page asks for to show a folder, and the milliseconds in which it asks at most once. */
const LOOKS = ['FolderFiles', 'Folder', 'Folders'];
const BETWEEN_LOOKS = 700;

/** A file, or the name of a GraphQL operation, or a path. */
function operationOf(request: Request): string {
  if (request.headers()['content-type']?.startsWith('multipart/')) return UPLOAD;
  const [, name] = /(?:query|mutation|subscription) (\w+)/.exec(request.postData() ?? '') ?? [];
  return name ?? new URL(request.url()).pathname;
}

describe.skipIf(NO_BROWSER)(`a folder of ${FILES} small files`, () => {
  let browser: Browser;
  let house: TestHouse;
  let tab: OpenPage;
  let page: Page;
  let folder: string;
  const nameOf = (i: number) => `note ${String(i).padStart(4, '0')}.txt`;

  beforeAll(async () => {
    browser = await launch();
    house = await startHouse();
    folder = await mkdtemp(join(tmpdir(), 'strongroom-e2e-'));
    for (let i = 0; i < FILES; i += 1) {
      const inner = join(folder, i % 2 ? 'odd' : 'even', 'deep');
      await mkdir(inner, { recursive: true });
      await writeFile(join(inner, nameOf(i)), bytesOf(SIZE, i % 200));
    }
    tab = await openPage(browser, house.url);
    page = tab.page;
    await signIn(page, house.url, ADMIN);
  });
  afterAll(async () => {
    await browser.close();
    await house.remove();
    await rm(folder, { recursive: true });
  });

  const panel = () => page.getByRole('region', { name: 'Uploads' });
  const storedFiles = () =>
    house.rooms.catalog.selectFrom('files').select('id').where('state', '=', 'stored').execute();

  test('is picked as a whole and goes several at a time, in a panel that stays short and answers', async () => {
    const asked = new Map<string, number>();
    let running = 0;
    let most = 0;
    page.on('request', (request) => {
      const name = operationOf(request);
      asked.set(name, (asked.get(name) ?? 0) + 1);
      if (name === UPLOAD) most = Math.max(most, ++running);
    });
    page.on('requestfinished', (request) => {
      if (operationOf(request) === UPLOAD) running -= 1;
    });

    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Upload a folder' }).click();
    const began = Date.now();
    await (await chooser).setFiles(folder);
    const sum = panel().getByText(new RegExp(`^Uploading \\d+ of ${FILES} files, \\d+\\s%`));
    await sum.waitFor();
    expect(await panel().getByRole('listitem').count()).toBeLessThanOrEqual(51);
    await panel()
      .getByText(new RegExp(`^and ${(FILES - 50).toLocaleString('en')}\\sfiles more$`))
      .waitFor();
    await page.getByRole('button', { name: 'Fold the uploads' }).click();
    expect(await panel().getByRole('listitem').count()).toBe(0);
    await page.getByRole('button', { name: 'Show the uploads' }).click();

    await panel()
      .getByText(new RegExp(`^${FILES.toLocaleString('en')}\\sfiles uploaded$`))
      .waitFor({ timeout: 170_000 });
    const seconds = (Date.now() - began) / 1000;
    await panel().hover();
    console.log(`${FILES} files: ${seconds.toFixed(1)} s, ${Math.round(FILES / seconds)} a second, ${most} at once`);
    expect(most).toBeGreaterThan(3);
    expect(most).toBeLessThanOrEqual(6);
    // One request a file, and none that comes with each: the list is read again now and then.
    expect(asked.get(UPLOAD)).toBe(FILES);
    const looks = Math.ceil((seconds * 1000) / BETWEEN_LOOKS) + 10;
    for (const [name, times] of asked) {
      if (name !== UPLOAD) expect([name, times <= (LOOKS.includes(name) ? looks : 10)]).toEqual([name, true]);
    }
    expect(await storedFiles()).toHaveLength(FILES);
    await expectAccessible(page);
  });

  test('is there, each file with its own bytes', async () => {
    const { data } = await house.graphql('{ files(first: 200) { totalCount nodes { id name size } } }');
    expect(data.files.totalCount).toBe(FILES);
    for (const { id, name } of data.files.nodes.slice(0, 20)) {
      const i = Number(/\d+/.exec(name)?.[0]);
      expect(name).toBe(nameOf(i));
      expect((await download(house, id)).bytes.equals(bytesOf(SIZE, i % 200))).toBe(true);
    }
    expect(tab.complaints).toEqual([]);
  });
});

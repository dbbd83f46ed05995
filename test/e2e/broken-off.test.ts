import { copyFile, mkdir, mkdtemp, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Browser, Dialog, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createUser } from '../../server/domain/accounts.ts';
import { setPassword } from '../../server/domain/password-links.ts';
import {
  expectAccessible,
  launch,
  launchProfile,
  NO_BROWSER,
  type OpenPage,
  openPage,
  signIn,
} from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { type SlowLine, slowLine } from '../support/slow-line.ts';
import { bytesOf, download, sha256 } from '../support/transfers.ts';

vi.setConfig({ testTimeout: 90_000 });

const MiB = 1024 * 1024;
const SIZE = 24 * MiB;
const OTHER = { name: 'Otto', email: 'otto@example.org', password: 'a password of Otto’s' };

describe.skipIf(NO_BROWSER)('uploads that were broken off', () => {
  let browser: Browser;
  let house: TestHouse;
  let line: SlowLine;
  let tab: OpenPage;
  let page: Page;
  let folder: string;
  const dialogs: string[] = [];
  const bytes = bytesOf(SIZE);

  beforeAll(async () => {
    browser = await launch();
    house = await startHouse();
    line = await slowLine(house.url, Number.POSITIVE_INFINITY);
    folder = await mkdtemp(join(tmpdir(), 'strongroom-e2e-'));
    for (const name of ['scan.bin', 'film.bin', 'Grüße.bin']) await writeFile(join(folder, name), bytes);
    tab = await openPage(browser, line.url);
    page = tab.page;
    page.on('dialog', (dialog: Dialog) => {
      dialogs.push(dialog.type());
      void dialog.accept();
    });
    await signIn(page, line.url, ADMIN);
  });
  afterAll(async () => {
    await browser.close();
    await line.close();
    await house.remove();
    await rm(folder, { recursive: true });
  });

  const panel = () => page.getByRole('region', { name: 'Uploads' });
  const states = async () =>
    (await house.rooms.catalog.selectFrom('files').select('state').execute()).map(({ state }) => state).toSorted();
  const note = (words: string) => panel().getByText(words);
  const item = (name: string) => panel().getByRole('listitem').filter({ hasText: name });
  const rememberedFor = () =>
    page.evaluate(() => Object.keys(localStorage).map((name) => name.replace(/\.[0-9a-f]{64}$/, '')));

  async function asWhom(person: { email: string; password: string }): Promise<void> {
    await tab.context.clearCookies();
    await signIn(page, line.url, person);
  }

  test('leaving an idle page asks nothing; leaving one at work does', async () => {
    await page.reload();
    await page.getByText('Drop your first files here').waitFor();
    expect(dialogs).toEqual([]);
    line.speed = 2 * MiB;
    line.up = 0;
    await page
      .getByTestId('file-picker')
      .setInputFiles(['scan.bin', 'film.bin', 'Grüße.bin'].map((name) => join(folder, name)));
    await expect.poll(() => line.up, { timeout: 40_000, interval: 50 }).toBeGreaterThan(12 * MiB);
    await page.reload();
    expect(dialogs).toEqual(['beforeunload']);
  });

  test('are listed by name after a reload', async () => {
    line.speed = Number.POSITIVE_INFINITY;
    await note('3 uploads were broken off. Choose the same files to go on.').waitFor();
    for (const name of ['scan.bin', 'film.bin', 'Grüße.bin']) {
      await item(name)
        .getByText(/of 25\.2\sMB arrived$/)
        .waitFor();
    }
    await expectAccessible(page);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toMatch(/scan|film|Gr/);
  });

  test('are not shown to another person at the same browser, who leaves them alone', async () => {
    const { admin, rooms } = house;
    const created = await createUser(rooms, admin, { name: OTHER.name, email: OTHER.email, role: 'MEMBER' });
    await setPassword(rooms, '127.0.0.1', new URL(created.setPasswordUrl).hash.slice(1), OTHER.password);
    await asWhom(OTHER);
    await page.getByText('Drop your first files here').waitFor();
    await page.waitForTimeout(500);
    expect(await panel().count()).toBe(0);
    await page.getByTestId('file-picker').setInputFiles(join(folder, 'film.bin'));
    await page.getByRole('row').getByRole('link', { name: 'film.bin' }).waitFor();
    expect(await states()).toEqual(['receiving', 'receiving', 'receiving', 'stored']);
    await asWhom(ADMIN);
    await note('3 uploads were broken off. Choose the same files to go on.').waitFor();
    const { userId } = admin ?? {};
    expect(new Set(await rememberedFor())).toEqual(new Set([`strongroom.upload.${userId}`]));
  });

  test('one is given up, on the server too', async () => {
    await panel().getByRole('button', { name: 'Give up the upload of scan.bin' }).click();
    await note('2 uploads were broken off. Choose the same files to go on.').waitFor();
    await expect.poll(states, { timeout: 20_000 }).toEqual(['receiving', 'receiving', 'stored']);
  });

  test('one is gone on with, by the very file and no other', async () => {
    const choose = async (path: string) => {
      const chooser = page.waitForEvent('filechooser');
      await panel().getByRole('button', { name: 'Choose the file Grüße.bin' }).click();
      await (await chooser).setFiles(path);
    };
    const refused = item('Grüße.bin').getByText('That is another file: its name, size or date is not the same.');
    const others = await alikeButForOne(join(folder, 'Grüße.bin'));
    for (const other of [others.name, others.size, others.date]) {
      await choose(other);
      await refused.waitFor();
      // What the note says of the next one is said anew.
      await page.reload();
      await note('2 uploads were broken off. Choose the same files to go on.').waitFor();
      expect(await states()).toEqual(['receiving', 'receiving', 'stored']);
    }

    line.up = 0;
    await choose(join(folder, 'Grüße.bin'));
    const link = page.getByRole('row').getByRole('link', { name: 'Grüße.bin' });
    await link.waitFor();
    expect(line.up).toBeLessThan(SIZE);
    await note('1 upload was broken off. Choose the same file to go on.').waitFor();
    await link.click();
    await page.getByRole('dialog').waitFor();
    const id = new URL(page.url()).searchParams.get('file') ?? '';
    expect(sha256((await download(house, id)).bytes)).toBe(sha256(bytes));
    await page.keyboard.press('Escape');
  });

  test('one that another tab took up goes from the list of the first', async () => {
    const other = await tab.context.newPage();
    await other.goto(line.url);
    await other.getByTestId('file-picker').setInputFiles(join(folder, 'film.bin'));
    await other.getByRole('row').getByRole('link', { name: 'film.bin' }).waitFor();
    await note('1 upload was broken off. Choose the same file to go on.').waitFor({ state: 'hidden' });
    expect(await states()).toEqual(['stored', 'stored', 'stored']);
    expect(tab.complaints.filter((complaint) => !/status of 401/.test(complaint))).toEqual([]);
  });

  test('are gone on with after the browser was closed and started again', async () => {
    const profile = join(folder, 'profile');
    const closing = await launchProfile(profile);
    const before = await closing.newPage();
    await signIn(before, line.url, ADMIN);
    line.speed = 8 * MiB;
    line.up = 0;
    await before.getByTestId('file-picker').setInputFiles(join(folder, 'scan.bin'));
    await expect.poll(() => line.up, { timeout: 40_000, interval: 50 }).toBeGreaterThan(18 * MiB);
    line.speed = MiB;
    await closing.close();
    // What the line holds still would be the rest of the file.
    line.cut();
    expect(await states()).toEqual(['receiving', 'stored', 'stored', 'stored']);

    line.speed = Number.POSITIVE_INFINITY;
    line.up = 0;
    const reopened = await launchProfile(profile);
    const after = await reopened.newPage();
    await after.goto(line.url);
    const uploads = after.getByRole('region', { name: 'Uploads' });
    await uploads.getByText('1 upload was broken off. Choose the same file to go on.').waitFor();
    await after.getByTestId('file-picker').setInputFiles(join(folder, 'scan.bin'));
    const link = after.getByRole('row').getByRole('link', { name: 'scan.bin' });
    await link.waitFor();
    expect(line.up).toBeLessThan(SIZE - 8 * MiB);
    await link.click();
    await after.getByRole('dialog').waitFor();
    const id = new URL(after.url()).searchParams.get('file') ?? '';
    expect(sha256((await download(house, id)).bytes)).toBe(sha256(bytes));
    await reopened.close();
  });
});

/** Files that differ from one in its name, its size or its date alone. */
async function alikeButForOne(path: string): Promise<Record<'name' | 'size' | 'date', string>> {
  const [inner, title] = [join(path, '..'), basename(path)];
  const { mtime, size } = await stat(path);
  const made = {
    name: join(inner, 'other', `x${title}`),
    size: join(inner, 'size', title),
    date: join(inner, 'date', title),
  };
  for (const copy of Object.values(made)) {
    await mkdir(dirname(copy), { recursive: true });
    await copyFile(path, copy);
  }
  await truncate(made.size, size - 1);
  for (const copy of [made.name, made.size]) await utimes(copy, mtime, mtime);
  await utimes(made.date, mtime, new Date(mtime.getTime() - 5_000));
  return made;
}

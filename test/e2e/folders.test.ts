import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, launch, NO_BROWSER, type OpenPage, openPage, signIn } from '../support/browser.ts';
import { dropTree } from '../support/dropped-tree.ts';
import { makeFolder } from '../support/folders.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { lookAround } from '../support/looks.ts';
import { upload } from '../support/transfers.ts';

describe.skipIf(NO_BROWSER)('folders in the page', { timeout: 240_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  let tab: OpenPage;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
    house = await startHouse();
    tab = await openPage(browser, house.url, { viewport: { width: 1280, height: 900 } });
    page = tab.page;
    await signIn(page, house.url, ADMIN);
  });
  afterAll(async () => {
    await browser.close();
    await house.remove();
  });

  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
  const link = (name: string) => row(name).getByRole('link', { name, exact: true });
  const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });
  const crumbs = () => page.getByRole('navigation', { name: 'Folders above' });
  const dialog = () => page.getByRole('dialog');
  const names = () => page.locator('tbody').getByRole('rowheader').getByRole('link').allTextContents();

  test('a folder is made, and opens with its name as the page’s', async () => {
    await page.getByRole('button', { name: 'New folder' }).click();
    await dialog().getByLabel('Name').fill('Clients');
    await page.keyboard.press('Enter');
    await link('Clients').click();
    await heading('Clients').waitFor();
    await page.getByText('There is nothing in this folder yet.').waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/folders\/[0-9a-f-]{36}$/);
    expect(await page.title()).toBe('Clients · Strongroom');
    await page.reload();
    await heading('Clients').waitFor();
    await expect.poll(() => crumbs().getByRole('link').allTextContents()).toEqual(['Files']);
  });

  test('a name that is taken is refused in words', async () => {
    await page.goBack();
    await page.getByRole('button', { name: 'New folder' }).click();
    await dialog().getByLabel('Name').fill('CLIENTS');
    await page.keyboard.press('Enter');
    await dialog().getByText('There is a folder of this name here already.').waitFor();
    await lookAround(page, 'folder-new');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
  });

  test('a dropped folder keeps its structure, empty folders too, and merges with what is there', async () => {
    await link('Clients').click();
    await heading('Clients').waitFor();
    await dropTree(page, { Müller: { '2026': { 'letter.txt': 'Dear' }, empty: {}, 'plan.txt': 'Plan' } });
    await link('Müller').waitFor();
    await dropTree(page, { müller: { '2026': { 'second.txt': 'Dear again' } } });
    await expect
      .poll(async () => (await house.graphql('{ folder { filesWithin } }')).data.folder.filesWithin, {
        timeout: 20_000,
      })
      .toBe(3);
    await link('Müller').click();
    await heading('Müller').waitFor();
    await link('plan.txt').waitFor();
    expect(await names()).toEqual(['2026', 'empty', 'plan.txt']);
    await link('2026').click();
    await heading('2026').waitFor();
    await link('second.txt').waitFor();
    expect((await names()).sort()).toEqual(['letter.txt', 'second.txt']);
    await expect.poll(() => crumbs().getByRole('link').allTextContents()).toEqual(['Files', 'Clients', 'Müller']);
    const { data } = await house.graphql('{ folder { foldersWithin filesWithin } }');
    expect(data.folder).toEqual({ foldersWithin: 4, filesWithin: 3 });
  });

  test('breadcrumbs lead back, and Back again into the folder', async () => {
    await crumbs().getByRole('link', { name: 'Clients' }).click();
    await heading('Clients').waitFor();
    await page.goBack();
    await heading('2026').waitFor();
    await crumbs().getByRole('link', { name: 'Müller' }).click();
    await heading('Müller').waitFor();
  });

  test('rows are dragged onto a folder, several chosen ones together, and onto a breadcrumb', async () => {
    await page.getByRole('checkbox', { name: 'Select plan.txt' }).check();
    await page.getByRole('checkbox', { name: 'Select empty' }).check();
    await link('plan.txt').dragTo(link('2026'));
    await link('plan.txt').waitFor({ state: 'hidden' });
    expect(await names()).toEqual(['2026']);
    await link('2026').click();
    await heading('2026').waitFor();
    await link('plan.txt').waitFor();
    expect((await names())[0]).toBe('empty');
    await link('plan.txt').dragTo(crumbs().getByRole('link', { name: 'Files' }));
    await link('plan.txt').waitFor({ state: 'hidden' });
    await crumbs().getByRole('link', { name: 'Files' }).click();
    await heading('Files').waitFor();
    await link('plan.txt').waitFor();
  });

  test('a folder is not taken by itself', async () => {
    await link('Clients').dragTo(row('Clients').getByRole('gridcell', { name: 'Folder', exact: true }).last());
    await link('plan.txt').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('a file is moved by the keyboard alone', async () => {
    await link('plan.txt').focus();
    await page.keyboard.press('m');
    await dialog().getByRole('button', { name: 'Clients' }).focus();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await dialog().getByRole('button', { name: 'Müller' }).focus();
    await page.keyboard.press('Enter');
    await dialog().getByRole('button', { name: 'Up' }).waitFor();
    await expect.poll(() => dialog().getByRole('status').textContent()).toBe('Müller');
    await dialog().getByRole('button', { name: 'Move here' }).focus();
    await page.keyboard.press('Enter');
    await dialog().waitFor({ state: 'hidden' });
    await link('plan.txt').waitFor({ state: 'hidden' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Clients');
    const { data } = await house.graphql('{ files(search: "plan.txt") { nodes { folder { name } } } }');
    expect(data.files.nodes).toEqual([{ folder: { name: 'Müller' } }]);
  });

  test('the search shows where a hit is, and leads there', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('letter');
    const where = row('letter.txt').getByRole('link', { name: 'Files › Clients › Müller › 2026' });
    await where.waitFor();
    await expectAccessible(page);
    await where.click();
    await heading('2026').waitFor();
    await link('letter.txt').waitFor();
  });

  test('a folder is renamed, and deleted with a count of what goes with it', async () => {
    await page.goto(house.url);
    await link('Clients').focus();
    await page.keyboard.press('F2');
    await lookAround(page, 'rename');
    await dialog().getByLabel('Name').fill('Mandanten');
    await page.keyboard.press('Enter');
    await link('Mandanten').waitFor();
    await dialog().waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Actions for Mandanten' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await dialog().getByText('3 files and 3 folders in it are destroyed too.').waitFor();
    await expectAccessible(page);
    await dialog().getByRole('button', { name: 'Delete' }).click();
    await link('Mandanten').waitFor({ state: 'hidden' });
    expect((await house.graphql('{ folder { foldersWithin filesWithin } }')).data.folder).toEqual({
      foldersWithin: 0,
      filesWithin: 0,
    });
  });

  test('a folder that is no more says so', async () => {
    await page.goto(`${house.url}/folders/00112233-4455-4677-8899-aabbccddeeff`);
    await page.getByText('This folder is not here, or not any more.').waitFor();
    await page.getByRole('link', { name: 'Back to your files' }).click();
    await heading('Files').waitFor();
  });

  test('a folder that is picked keeps its structure too', async () => {
    const disk = await mkdtemp(join(tmpdir(), 'strongroom-e2e-'));
    await mkdir(join(disk, 'inner'));
    await writeFile(join(disk, 'inner', 'deep.txt'), 'deep');
    await page.goto(house.url);
    await page.getByRole('button', { name: 'New folder' }).waitFor();
    await page.getByTestId('folder-picker').setInputFiles(disk);
    await link(basename(disk)).click();
    await heading(basename(disk)).waitFor();
    await link('inner').click();
    await heading('inner').waitFor();
    await link('deep.txt').waitFor();
    await rm(disk, { recursive: true });
  });

  test('in both schemes, narrow and wide, it is accessible and fits', async () => {
    const top = await makeFolder(house, 'Patients and their families, everything that came by post before the move');
    const deep = await makeFolder(house, 'تقارير الأشعة', await makeFolder(house, '2026', top));
    await makeFolder(house, 'Zebra', deep);
    for (const name of ['Report 2026.pdf', 'scan.png']) {
      await upload(house, Buffer.from(name), { input: { name, folderId: deep } });
    }
    await page.goto(house.url);
    await row('Patients and their families, everything that came by post before the move').waitFor();
    await lookAround(page, 'folders-root');
    await page.goto(`${house.url}/folders/${deep}`);
    await link('scan.png').waitFor();
    await lookAround(page, 'folders-folder');
    await page.getByRole('checkbox', { name: 'Select scan.png' }).check();
    await lookAround(page, 'folders-chosen');
    await page.getByRole('checkbox', { name: 'Select scan.png' }).uncheck();
    await page.getByRole('button', { name: 'Actions for scan.png' }).click();
    await page.getByRole('menuitem', { name: 'Move…' }).click();
    await dialog().getByRole('button', { name: 'Zebra' }).waitFor();
    await lookAround(page, 'folders-move');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'New folder' }).click();
    await dialog().getByLabel('Name').fill('zebra');
    await page.keyboard.press('Enter');
    await dialog().getByText('There is a folder of this name here already.').waitFor();
    await lookAround(page, 'folders-create');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    await link('Zebra').focus();
    await page.keyboard.press('F2');
    await dialog().getByLabel('Name').waitFor();
    await lookAround(page, 'folders-rename');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Actions for Zebra' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await dialog().getByRole('button', { name: 'Delete' }).waitFor();
    await lookAround(page, 'folders-delete');
  });

  test('and the browser had nothing to complain of', () => {
    expect(tab.complaints.filter((complaint) => !/status of 404/.test(complaint))).toEqual([]);
  });
});

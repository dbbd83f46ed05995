import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, NO_BROWSER, openPage, signIn } from '../support/browser.ts';
import { makeFolder } from '../support/folders.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { pressUntil } from '../support/keyboard.ts';
import { lookAround } from '../support/looks.ts';
import { addMember } from '../support/people.ts';
import { makeShare } from '../support/shares.ts';
import { bytesOf, upload } from '../support/transfers.ts';

const LONG = `Letter to the insurance company about the ${'very '.repeat(30)}late answer of 2026.pdf`;

describe.skipIf(NO_BROWSER)('the list of files', { timeout: 90_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  let page: Page;
  let folder: string;
  beforeAll(async () => {
    browser = await launch();
    house = await startHouse();
    folder = await makeFolder(house, 'Clients');
    for (const name of ['one.bin', 'two.bin', 'three.bin', LONG]) {
      await upload(house, bytesOf(1_234_567), { input: { name } });
    }
    const { id } = await upload(house, bytesOf(10), { input: { name: 'given away.bin' } });
    await makeShare(house, { fileIds: [id] });
    for (const name of ['Rita Reader', 'Otto Other']) {
      await house.graphql(
        'mutation ($f: ID!, $u: ID!) { shareWithUser(fileId: $f, userId: $u, role: VIEWER) { id } }',
        { f: id, u: (await addMember(house, name)).id },
      );
    }
    ({ page } = await openPage(browser, house.url, { viewport: { width: 1280, height: 900 } }));
    await signIn(page, house.url, ADMIN);
    await row('one.bin').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await house.remove();
  });

  const link = (name: string) => page.getByRole('link', { name, exact: true });
  const row = (name: string) => page.getByRole('row').filter({ has: link(name) });

  test('says on each row what is given away, and how', async () => {
    const signs = (name: string) =>
      row(name)
        .getByRole('img')
        .evaluateAll((images) => images.map((image) => image.getAttribute('aria-label')))
        .then((labels) => labels.filter((label) => /link|Shared/.test(label ?? '')));
    expect(await signs('given away.bin')).toEqual(['In a link', 'Shared with 2 people']);
    expect(await signs('one.bin')).toEqual([]);
    await lookAround(page, 'files-shared');
  });

  test('has exact bytes and times on hover', async () => {
    const size = row('one.bin').getByRole('gridcell', { name: '1.2 MB' });
    await expect.poll(() => size.getAttribute('title')).toBe('1,234,567 bytes');
    const { data } = await house.graphql('{ files(search: "one.bin") { nodes { createdAt } } }');
    const [{ createdAt }] = data.files.nodes;
    const time = row('one.bin').locator('time');
    expect(Date.parse((await time.getAttribute('datetime')) ?? '')).toBe(Date.parse(createdAt));
    await expect.poll(() => time.getAttribute('title')).toMatch(/2\d{3}.*\d\d:\d\d/);
  });

  test('shows the whole of a long name to whoever points at it, or comes to it by the keyboard', async () => {
    const whole = page.getByRole('tooltip');
    await link(LONG).hover();
    await expect.poll(() => whole.textContent()).toBe(LONG);
    await link('one.bin').hover();
    await whole.waitFor({ state: 'hidden' });
    await page.mouse.move(0, 0);
    await link('three.bin').focus();
    // Rows of the same millisecond stand in any order.
    await page.keyboard.press('Home');
    await pressUntil(page, 'ArrowDown', /^Letter/);
    await expect.poll(() => whole.textContent()).toBe(LONG);
    await page.keyboard.press('Escape');
  });

  test('is a table where there is room, and cards on a phone', async () => {
    const place = async (name: string) => {
      const box = await row('one.bin').locator(name).boundingBox();
      if (!box) throw new Error(`no ${name}`);
      return box;
    };
    const parts = async () => ({ name: await place('th'), time: await place('td:has(time)') });
    const table = await parts();
    expect(table.time.x).toBeGreaterThan(table.name.x + table.name.width - 1);
    await page.setViewportSize({ width: 360, height: 740 });
    const card = await parts();
    expect(card.time.y).toBeGreaterThan(card.name.y + card.name.height - 1);
    expect(card.time.x).toBeLessThan(card.name.x + card.name.width);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('says where files will go that are held over the window', async () => {
    const drag = (type: 'dragenter' | 'dragleave') =>
      page.evaluate((name) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['x'], 'x.txt'));
        window.dispatchEvent(new DragEvent(name, { dataTransfer, cancelable: true }));
      }, type);
    const words = page.getByText(/^Drop to upload/);
    await drag('dragenter');
    await expect.poll(() => words.textContent()).toBe('Drop to upload to your files');
    await lookAround(page, 'drop');
    await drag('dragleave');
    await words.waitFor({ state: 'hidden' });
    await page.goto(`${house.url}/folders/${folder}`);
    await page.getByRole('heading', { name: 'Clients', exact: true }).waitFor();
    await drag('dragenter');
    await expect.poll(() => words.textContent()).toBe('Drop to upload into this folder');
    await page.goto(house.url);
    await row('one.bin').waitFor();
  });

  test('downloads and deletes many at once by the bar above it', async () => {
    for (const name of ['one.bin', 'two.bin']) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
    const saved: string[] = [];
    page.on('download', (download) => saved.push(download.suggestedFilename()));
    await page.getByRole('button', { name: 'Download', exact: true }).click();
    await expect.poll(() => saved.toSorted(), { timeout: 20_000 }).toEqual(['one.bin', 'two.bin']);

    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Without a backup of the catalog').waitFor();
    await lookAround(page, 'delete-many');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    for (const name of ['one.bin', 'two.bin']) await row(name).waitFor({ state: 'hidden' });
    const { data } = await house.graphql('{ files { nodes { name } } }');
    expect(data.files.nodes.map(({ name }: { name: string }) => name)).toEqual(['given away.bin', LONG, 'three.bin']);
  });
});

describe.skipIf(NO_BROWSER)('everywhere', { timeout: 90_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  beforeAll(async () => {
    browser = await launch();
    house = await startHouse();
  });
  afterAll(async () => {
    await browser.close();
    await house.remove();
  });

  test('the top line says that the vault is unlocked, u asks for files and ? shows the keys', async () => {
    const { page, context } = await openPage(browser, house.url);
    // Listened for from the beginning: the browser takes a moment to hand a picker over rather than show it.
    const chooser = page.waitForEvent('filechooser', { timeout: 60_000 });
    await signIn(page, house.url, ADMIN);
    await page.goto(`${house.url}/account`);
    await page.getByRole('banner').getByText('Vault unlocked').waitFor();
    await page.getByText('Tokens for programs').waitFor();
    await page.keyboard.press('u');
    await (await chooser).setFiles({ name: 'by key.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
    await page.getByRole('region', { name: 'Uploads' }).getByText('by key.txt').waitFor();
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keys' });
    await keys.getByRole('row', { name: 'u Upload files' }).waitFor();
    await lookAround(page, 'keys');
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'hidden' });
    await context.close();
  });

  test('things move for people who do not mind, and not for those who asked for less motion', async () => {
    const moving = async (reducedMotion: 'reduce' | 'no-preference') => {
      const { page, context } = await openPage(browser, house.url, { reducedMotion });
      await signIn(page, house.url, ADMIN);
      // Every style that would move something, on whatever is there once a dialog has opened.
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
      const found = await page.evaluate(
        () =>
          [...document.querySelectorAll('*')].filter((element) => {
            const { transitionDuration, animationDuration } = getComputedStyle(element);
            return [transitionDuration, animationDuration].some((times) =>
              times.split(', ').some((time) => Number.parseFloat(time) > 0.01),
            );
          }).length,
      );
      await context.close();
      return found;
    };
    expect(await moving('no-preference')).toBeGreaterThan(0);
    expect(await moving('reduce')).toBe(0);
  });
});

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, NO_BROWSER, type OpenPage, openPage } from '../../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../../support/house.ts';
import { downloadUrl, upload } from '../../support/transfers.ts';
import { BYTES } from './shelf.ts';

/** The smallest PNG there is. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let house: TestHouse;
let browser: Browser;
beforeAll(async () => {
  if (NO_BROWSER) return;
  house = await startHouse({ config: { maxFileSize: 1_000_000 } });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await house?.remove();
});

async function signedIn(): Promise<OpenPage> {
  const opened = await openPage(browser, house.url);
  const { email, password } = ADMIN;
  const options = { data: { email, password }, headers: { Origin: house.url } };
  expect((await opened.context.request.post(`${house.url}/auth/sign-in/email`, options)).status()).toBe(200);
  return opened;
}

describe.skipIf(NO_BROWSER !== null)('in a real browser', { timeout: 90_000 }, () => {
  test('the playground reads the schema, lists and uploads, and asks nobody but us', async () => {
    const { page, complaints, context } = await signedIn();
    await page.goto(`${house.url}/playground/`);
    await page.getByText('Send query Files').click();
    await page.getByText('"totalCount"').waitFor();

    await page.getByText('Variables', { exact: true }).click();
    await page.getByRole('button', { name: 'Add files' }).click();
    await page.locator('[data-tid=file_name]').fill('file');
    const contents = { name: 'from the playground.bin', mimeType: 'application/octet-stream', buffer: BYTES };
    await page.locator('app-variable-file-item input[type=file]').setInputFiles(contents);
    await page.getByText('Send mutation Upload').click();
    await page.getByText('"uploadFile"').waitFor();
    const { data } = await house.graphql('{ files { nodes { name size } } }');
    expect(data.files.nodes).toEqual([{ name: 'from the playground.bin', size: BYTES.length }]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('the playground takes a token as a header, and gets an address that gives the bytes', async () => {
    await upload(house, BYTES, { name: 'by token.bin' });
    const { page, complaints, context } = await openPage(browser, house.url);
    await page.goto(`${house.url}/playground/`);
    await page.locator('[track-id=show_set_headers]').click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('.cm-content[aria-placeholder="Header key"]').last().click();
    await page.keyboard.insertText('Authorization');
    await dialog.locator('.cm-content[aria-placeholder="Header value"]').last().click();
    await page.keyboard.insertText(`Bearer ${house.token}`);
    await dialog.getByRole('button', { name: 'Done' }).click();
    // Not by `waitForResponse`: the browser may have forgotten the body when it is asked for it.
    const answers: { data: { files: { nodes: { name: string; downloadUrl: { url: string } }[] } } }[] = [];
    await page.route(`${house.url}/graphql`, async (route) => {
      const response = await route.fetch();
      if ((route.request().postData() ?? '').includes('query Files')) answers.push(await response.json());
      await route.fulfill({ response });
    });
    await page.getByText('Send query Files').click();
    await page.getByText('by token.bin').waitFor();
    const node = answers[0]?.data.files.nodes[0];
    expect(node?.name).toBe('by token.bin');
    const bytes = await (await fetch(node?.downloadUrl.url ?? '')).arrayBuffer();
    expect(Buffer.from(bytes).equals(BYTES)).toBe(true);
    // Nobody who is signed out is shown the schema, which the playground asks for when it opens.
    expect(
      complaints.filter((complaint) => !/status of (400|401)|Introspection request failed/.test(complaint)),
    ).toEqual([]);
    await context.close();
  });

  test('an upload that is refused early hears why, though it was still sending', async () => {
    const { page, context } = await signedIn();
    await page.goto(house.url);
    const answer = await page.evaluate(async () => {
      const body = new FormData();
      body.set(
        'operations',
        '{"query":"mutation($file: Upload!) { uploadFile(file: $file) { id } }","variables":{"file":null}}',
      );
      body.set('map', '{"0":["variables.file"]}');
      body.set('0', new Blob([new Uint8Array(30_000_000)]), 'large');
      const response = await fetch('/graphql', {
        method: 'POST',
        body,
        headers: { 'Apollo-Require-Preflight': 'true' },
      });
      return { status: response.status, text: await response.text() };
    });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('FILE_TOO_LARGE');
    await context.close();
  });

  test.each([
    ['an image', 'image/png', Buffer.from(PIXEL, 'base64'), 'img'],
    ['a text', 'text/plain', Buffer.from('plain words'), 'pre'],
  ])('%s in a tab of its own is shown by the browser’s viewer, and nothing of it is refused', async (...row) => {
    const [, type, bytes, viewer] = row;
    const { page, complaints, context } = await openPage(browser, house.url);
    const { id } = await upload(house, bytes, { name: 'shown', type });
    await page.goto(await downloadUrl(house, id, 'INLINE'));
    await page.locator(viewer).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('what is shown inline can run no script and has no origin of ours', async () => {
    const { page, context } = await openPage(browser, house.url);
    const html = Buffer.from('<title>quiet</title><script>document.title = "ran"</script><h1>shown</h1>');
    const { id } = await upload(house, html, { name: 'a.html', type: 'text/html' });
    await page.route('**/download/**', async (route) => {
      // As if INLINE were granted to HTML: the policy alone must hold.
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'content-disposition': 'inline' } });
    });
    await page.goto(await downloadUrl(house, id));
    await page.getByText('shown').waitFor();
    expect(await page.title()).toBe('quiet');
    await context.close();
  });
});

import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as Strongroom from '../../../web/client/index.ts';
import { launch, NO_BROWSER } from '../../support/browser.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';

declare global {
  var strongroom: typeof Strongroom;
}

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('../../../web/client/index.ts', import.meta.url)),
        formats: ['iife'],
        name: 'strongroom',
      },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !('output' in output)) throw new Error('vite built nothing');
  return output.output[0].code;
}

let code: string;
beforeAll(async () => {
  code = await bundle();
});

test('a bundle for browsers asks for no module of Node', () => {
  expect(code).toContain('XMLHttpRequest');
  expect(code).not.toMatch(/\brequire\(|from ['"]node:|import\(['"]node:|__vite-browser-external/);
});

describe.skipIf(NO_BROWSER)('in a real browser', () => {
  let house: TestHouse;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    house = await startHouse();
    browser = await launch();
    // The page is only a place to stand on: its own policy lets no script connect.
    page = await browser.newPage({ bypassCSP: true });
    await page.goto(`${house.url}/healthz`);
    await page.evaluate(`${code}; globalThis.strongroom = strongroom;`);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
  });

  test('a File goes up through XMLHttpRequest with progress, and comes down the same', async () => {
    // Progress is told every 50 ms, in which a fast machine would send it all.
    const session = await page.context().newCDPSession(page);
    const line = { offline: false, latency: 0, downloadThroughput: -1 };
    await session.send('Network.emulateNetworkConditions', { ...line, uploadThroughput: 24 * 1024 * 1024 });
    const seen = await page.evaluate(async (token) => {
      const client = strongroom.createStrongroomClient({ url: location.origin, token });
      const bytes = new Uint8Array(12 * 1024 * 1024).map((_, i) => i * 31);
      const ticks: Strongroom.Progress[] = [];
      const onProgress = (progress: Strongroom.Progress) => ticks.push(progress);
      const file = await client.upload(new File([bytes], 'Grüße "1".bin'), { onProgress });
      const { stream } = await client.download(file.id);
      const back = new Uint8Array(await new Response(stream).arrayBuffer());
      return { file, ticks, same: back.length === bytes.length && back.every((byte, i) => byte === bytes[i]) };
    }, house.token);
    await session.detach();

    const size = 12 * 1024 * 1024;
    expect(seen.same).toBe(true);
    expect(seen.file).toMatchObject({ name: 'Grüße "1".bin', size, contentType: 'application/octet-stream' });
    expect(seen.ticks.length).toBeGreaterThan(1);
    expect(seen.ticks.every(({ total }) => total === size)).toBe(true);
    expect(seen.ticks.map(({ sent }) => sent)).toEqual(seen.ticks.map(({ sent }) => sent).sort((a, b) => a - b));
    expect(seen.ticks.at(-1)?.sent).toBe(size);
  });

  test('an upload can be aborted half-way, and leaves no file', async () => {
    const { reason, found } = await page.evaluate(async (token) => {
      const client = strongroom.createStrongroomClient({ url: location.origin, token });
      const control = new AbortController();
      const file = new File([new Uint8Array(64 * 1024 * 1024)], 'aborted.bin');
      const onProgress = () => control.abort(new Error('changed my mind'));
      const upload = client.upload(file, { onProgress, signal: control.signal });
      const reason = await upload.then(String, String);
      return { reason, found: (await client.page({ search: 'aborted' })).totalCount };
    }, house.token);
    expect(reason).toBe('Error: changed my mind');
    expect(found).toBe(0);
  });

  test('refusals and silence have their codes', async () => {
    const codes = await page.evaluate(async (token) => {
      const code = (error: unknown) => (error instanceof strongroom.StrongroomError ? error.code : String(error));
      const upload = (url: string, token: string, source: Strongroom.UploadSource) =>
        strongroom
          .createStrongroomClient({ url, token })
          .upload(source, { name: 'x' })
          .then(() => 'stored', code);
      return {
        noToken: await upload(location.origin, 'sr_wrong', new Blob(['x'])),
        noServer: await upload('http://127.0.0.1:1', token, new Blob(['x'])),
        path: await upload(location.origin, token, '/etc/hostname'),
      };
    }, house.token);
    expect(codes).toEqual({ noToken: 'UNAUTHENTICATED', noServer: 'NETWORK', path: 'BAD_INPUT' });
  });
});

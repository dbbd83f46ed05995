import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { get } from '../../support/wire.ts';
import { type Edge, openEdge, startEdge } from './edge.ts';

const APP = fileURLToPath(new URL('../../../dist/app/', import.meta.url));

let edge: Edge;
beforeAll(async () => {
  edge = await startEdge();
});
afterAll(() => edge.end());

describe('the page', () => {
  test.each(['/', '/index.html', '/files', '/setup/abc', '/files/5b1c?x=1.css'])('is served at %s', async (path) => {
    const answer = await fetch(edge.url + path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('has a fresh nonce in its policy and in its tags each time', async () => {
    const nonces = new Set<string>();
    for (let i = 0; i < 3; i++) {
      const answer = await fetch(edge.url);
      const [, nonce = ''] =
        /script-src 'self' 'nonce-([\w+/=]{22,})'/.exec(answer.headers.get('content-security-policy') ?? '') ?? [];
      const html = await answer.text();
      expect(html.split(`nonce="${nonce}"`).length).toBe(3);
      expect(html).not.toContain('__CSP_NONCE__');
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  test('allows nothing but what it is made of', async () => {
    const policy = (await fetch(edge.url)).headers.get('content-security-policy')?.replace(/nonce-[^']+/g, 'nonce');
    expect(policy?.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self' 'nonce'",
      "style-src 'self' 'nonce'",
      "img-src 'self' data: blob:",
      "media-src 'self'",
      "connect-src 'self'",
      "frame-src 'self'",
      "font-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]);
  });
});

test('hashed assets are cached for good, other files are asked for anew', async () => {
  const asset = await fetch(`${edge.url}/assets/app-1a2b.js`);
  expect([asset.status, asset.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
  expect(asset.headers.get('content-type')).toContain('javascript');
  const other = await fetch(`${edge.url}/robots.txt`);
  expect([other.status, other.headers.get('cache-control')]).toEqual([200, 'public, max-age=0']);
});

describe('what is built', () => {
  let built: Edge;
  let url: string;
  let names: string[];
  beforeAll(async () => {
    built = await startEdge({ options: { appFolder: APP } });
    url = built.url;
    names = (await readdir(`${APP}assets`)).filter((name) => /\.(js|css)$/.test(name));
  });
  afterAll(() => built.end());

  test.each([
    ['br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
    [undefined, undefined, (bytes: Buffer) => bytes],
    ['zstd', undefined, (bytes: Buffer) => bytes],
  ])('comes to who takes %s as %s, and is the same file', async (accepted, coding, plain) => {
    let sent = 0;
    let whole = 0;
    for (const name of names) {
      const headers = accepted === undefined ? {} : { 'Accept-Encoding': accepted };
      const answer = await get(`${url}/assets/${name}`, headers);
      const file = await readFile(`${APP}assets/${name}`);
      const packed = file.length < 1024 ? undefined : coding;
      expect([name, answer.status, answer.headers['content-encoding']]).toEqual([name, 200, packed]);
      expect((packed ? plain(answer.bytes) : answer.bytes).equals(file)).toBe(true);
      expect(answer.headers).toMatchObject({
        'content-type': `text/${name.endsWith('.css') ? 'css' : 'javascript'}; charset=utf-8`,
        'content-length': String(answer.bytes.length),
        'cache-control': 'public, max-age=31536000, immutable',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'x-content-type-options': 'nosniff',
      });
      expect(answer.headers.vary).toContain('Accept-Encoding');
      sent += answer.bytes.length;
      whole += file.length;
    }
    if (coding) expect(sent).toBeLessThan(whole / 3);
  });

  test('has another ETag in each coding, by which it is not sent again', async () => {
    const [name = ''] = names.filter((each) => each.startsWith('index-'));
    const tags = new Set<string>();
    for (const coding of ['br', 'gzip', 'identity']) {
      const headers = { 'Accept-Encoding': coding };
      const { etag = '' } = (await get(`${url}/assets/${name}`, headers)).headers;
      tags.add(etag);
      const again = await get(`${url}/assets/${name}`, { ...headers, 'If-None-Match': etag });
      expect(again).toMatchObject({ status: 304, headers: { etag } });
      expect(again.headers.vary).toContain('Accept-Encoding');
    }
    expect(tags.size).toBe(3);
  });

  test('is refused in JSON that can be read, whatever was accepted', async () => {
    const [name = ''] = names.filter((each) => each.startsWith('index-'));
    const headers = { 'Accept-Encoding': 'br, gzip' };
    for (const [path, more, status] of [
      [`/assets/${name}`, { Range: 'bytes=99999999-' }, 416],
      ['/assets/gone-1.js', {}, 404],
      ['/assets/.env', {}, 404],
      ['/index.html.br', {}, 404],
    ] as const) {
      const answer = await get(url + path, { ...headers, ...more });
      expect([path, answer.status, answer.headers['content-encoding']]).toEqual([path, status, undefined]);
      expect(JSON.parse(answer.bytes.toString()).errors.length).toBe(1);
    }
  });
});

test('a build under a running server is served as it then is', async () => {
  const appFolder = await mkdtemp(join(tmpdir(), 'strongroom-app-'));
  onTestFinished(() => rm(appFolder, { recursive: true }));
  const { url } = await openEdge({ options: { appFolder } });
  const coding = async () => {
    const { status, headers } = await get(`${url}/a.js`, { 'Accept-Encoding': 'gzip, br' });
    return [status, headers['content-encoding']];
  };
  expect(await coding()).toEqual([404, undefined]);
  await writeFile(join(appFolder, 'a.js'), 'export {};');
  expect(await coding()).toEqual([200, undefined]);
  await writeFile(join(appFolder, 'a.js.br'), brotliCompressSync('export {};'));
  expect(await coding()).toEqual([200, 'br']);
  await rm(join(appFolder, 'a.js.br'));
  expect(await coding()).toEqual([200, undefined]);
});

test.each([
  '/assets/gone-1.js',
  '/favicon.ico',
  '/a/b.css',
  '/.env',
  '/../catalog.sqlite',
  '/%2e%2e/catalog.sqlite',
  '/assets/',
])('%s is no page and no file', async (path) => {
  const answer = await fetch(edge.url + path);
  if (path === '/assets/') return;
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.headers.get('content-type')).toContain('application/json');
});

test('without a build the answer says what to do', async () => {
  const { url } = await openEdge({ options: { appFolder: '/nonexistent' } });
  const answer = await fetch(url);
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain('npm run build');
});

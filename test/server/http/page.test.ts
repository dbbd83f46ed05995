import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Edge, openEdge, startEdge } from './edge.ts';

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

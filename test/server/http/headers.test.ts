import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Edge, openEdge, startEdge } from './edge.ts';

let plain: Edge;
beforeAll(async () => {
  plain = await startEdge();
});
afterAll(() => plain.end());

const PATHS = [
  '/',
  '/files',
  '/healthz',
  '/readyz',
  '/graphql',
  '/auth/get-session',
  '/download/x',
  '/playground/',
  '/none.css',
];

describe('every route', () => {
  test.each(PATHS)('%s says how browsers are to treat it', async (path) => {
    const { url } = plain;
    const { headers } = await fetch(url + path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('x-frame-options')).toMatch(/^(deny|sameorigin)$/i);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  test.each(PATHS)('%s allows no inline and no foreign script', async (path) => {
    const { url } = plain;
    const policy = (await fetch(url + path)).headers.get('content-security-policy') ?? '';
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "'none'";
    expect(scripts.replace(/'(self|none|nonce-[\w+/=]+)'/g, '').trim()).toBe('');
    expect(policy.includes('unsafe-inline')).toBe(path === '/playground/');
  });

  test.each(['/none.css', '/download/x', '/download/', '/playground/none.js', '/assets/none.js', '/%', '/download/%'])(
    'what fails at %s fails as JSON',
    async (path) => {
      const { url } = plain;
      const answer = await fetch(url + path);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.headers.get('content-type')).toContain('application/json');
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: expect.any(String) } }] });
    },
  );
});

test('HSTS is sent where a trusted proxy brought TLS, and never on the word of a stranger', async () => {
  const forwarded = { headers: { 'X-Forwarded-Proto': 'https' } };
  const trusting = await openEdge({ options: { trustProxy: ['127.0.0.1'] } });
  expect((await fetch(`${trusting.url}/healthz`, forwarded)).headers.get('strict-transport-security')).toMatch(
    /max-age/,
  );
  const alone = await openEdge();
  expect((await fetch(`${alone.url}/healthz`, forwarded)).headers.get('strict-transport-security')).toBeNull();
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Edge, openEdge, startEdge } from './edge.ts';
import { exchange } from './raw.ts';

const asHost = (port: number, host: string, line = 'GET /healthz') =>
  exchange(port, `${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);

let plain: Edge;
let named: Edge;
beforeAll(async () => {
  plain = await startEdge();
  named = await startEdge({ options: { publicUrl: 'https://files.example.org' } });
});
afterAll(async () => {
  await plain.end();
  await named.end();
});

describe('without a public URL', () => {
  test.each(['localhost', 'LOCALHOST:8080', '127.0.0.1', '127.0.0.1:1', '[::1]', '[::1]:4000'])(
    'the loopback name %s is answered',
    async (host) => {
      const { port } = plain;
      expect(await asHost(port, host)).toMatch(/^HTTP\/1.1 200 /);
    },
  );

  test.each([
    'rebound.example',
    'localhost.example',
    '127.0.0.1.example:4000',
    '127.0.0.2',
    'evil@localhost',
    'localhost/x',
    'localhost:80:80',
    '',
    '[::2]',
  ])('the Host "%s" is refused', async (host) => {
    const { port } = plain;
    const answer = await asHost(port, host);
    expect(answer).toMatch(/^HTTP\/1.1 403 /);
    expect(answer).toContain('"code":"FORBIDDEN"');
  });
});

describe('with a public URL', () => {
  test.each([
    ['files.example.org', 200],
    ['FILES.example.org', 200],
    ['files.example.org:443', 200],
    ['files.example.org:80', 403],
    ['files.example.org:4000', 403],
    ['localhost', 403],
    ['example.org', 403],
  ])('the Host %s gets %i', async (host, status) => {
    const { port } = named;
    expect(await asHost(port, host)).toContain(`HTTP/1.1 ${status} `);
  });

  test('its port belongs to it', async () => {
    const { port } = await openEdge({ options: { publicUrl: 'http://files.example.org:8080' } });
    expect(await asHost(port, 'files.example.org:8080')).toContain(' 200 ');
    expect(await asHost(port, 'files.example.org')).toContain(' 403 ');
  });

  test('an unsafe method needs its origin', async () => {
    const { port } = named;
    const post = (origin: string) => asHost(port, `files.example.org\r\nOrigin: ${origin}`, 'POST /auth/sign-out');
    expect(await post('https://files.example.org')).toContain(' 200 ');
    expect(await post('http://files.example.org')).toContain(' 403 ');
    expect(await post('https://files.example.org.evil.example')).toContain(' 403 ');
  });
});

describe('unsafe methods', () => {
  test.each(['/graphql', '/auth/sign-in/email', '/download/x', '/uploads', '/'])(
    'a POST to %s from a foreign or null origin is refused as JSON',
    async (path) => {
      const { url, port } = plain;
      for (const Origin of ['https://evil.example', 'null', `http://localhost:${port}`, 'http://127.0.0.1:1']) {
        const answer = await fetch(url + path, { method: 'POST', headers: { Origin } });
        expect(answer.status).toBe(403);
        expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
      }
    },
  );

  test.each(['PUT', 'PATCH', 'DELETE'])('%s is no safe method', async (method) => {
    const { url } = plain;
    expect((await fetch(`${url}/auth/x`, { method, headers: { Origin: 'null' } })).status).toBe(403);
  });

  test('our own origin, and a program that sends none, go through', async () => {
    const { url } = plain;
    expect((await fetch(`${url}/auth/x`, { method: 'POST', headers: { Origin: url } })).status).toBe(200);
    expect((await fetch(`${url}/auth/x`, { method: 'POST' })).status).toBe(200);
  });

  test('a GET from elsewhere is answered, without a CORS header', async () => {
    const { url } = plain;
    const answer = await fetch(`${url}/healthz`, { headers: { Origin: 'https://evil.example' } });
    expect(answer.status).toBe(200);
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

test('a preflight is told nothing that would let another site in', async () => {
  const { url } = plain;
  const answer = await fetch(`${url}/graphql`, {
    method: 'OPTIONS',
    headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' },
  });
  expect(answer.status).toBe(204);
  expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('X-Forwarded-Host is not believed', async () => {
  const { url } = await openEdge({ options: { publicUrl: 'https://files.example.org', trustProxy: 1 } });
  const answer = await fetch(`${url}/healthz`, { headers: { 'X-Forwarded-Host': 'files.example.org' } });
  expect(answer.status).toBe(403);
});

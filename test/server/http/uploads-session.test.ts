import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ADMIN, startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf, download } from '../../support/transfers.ts';
import { BODY, idOf, VERSION } from '../../support/tus.ts';
import { Browser } from '../auth/browser.ts';

const BYTES = bytesOf(1000);
const FOREIGN = 'https://evil.example';

let house: TestHouse;
let browser: Browser;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.remove());
beforeEach(async () => {
  browser = new Browser(house.url, '');
  expect((await browser.signIn(ADMIN.email, ADMIN.password)).status).toBe(200);
});

/** A request as the page makes it: with the cookie, no token, and the Origin of the page. */
function ask(method: string, path: string, { cookie = browser.cookie, origin = house.url, body }: Ask = {}) {
  const headers = {
    Cookie: cookie,
    Origin: origin,
    ...VERSION,
    ...(method === 'POST' ? { 'Upload-Length': String(BYTES.length) } : {}),
    ...(method === 'PATCH' ? { ...BODY, 'Upload-Offset': '0' } : {}),
  };
  return fetch(house.url + path, { method, headers, ...(body ? { body: Buffer.from(body) } : {}) });
}
interface Ask {
  cookie?: string;
  origin?: string;
  body?: Uint8Array;
}

async function create(): Promise<string> {
  const response = await ask('POST', '/uploads');
  expect(response.status).toBe(201);
  return response.headers.get('location') ?? '';
}

const offsetOf = async (path: string) => (await ask('HEAD', path)).headers.get('upload-offset');

describe('while a session lives', () => {
  test('its cookie is enough to create an upload, look at it, send it and have the file', async () => {
    const path = await create();
    expect(await offsetOf(path)).toBe('0');
    expect((await ask('PATCH', path, { body: BYTES })).status).toBe(204);
    expect(await offsetOf(path)).toBe('1000');
    expect((await download(house, idOf(path))).bytes.equals(BYTES)).toBe(true);
  });

  test('its cookie is enough to end an upload', async () => {
    const path = await create();
    expect((await ask('DELETE', path)).status).toBe(204);
    expect((await ask('HEAD', path)).status).toBe(404);
  });

  test.each(['POST', 'PATCH', 'DELETE'])('a %s with its cookie from another origin is refused', async (method) => {
    const path = await create();
    for (const origin of [FOREIGN, 'null', `${house.url}.evil.example`]) {
      const body = method === 'PATCH' ? { body: BYTES } : {};
      const response = await ask(method, method === 'POST' ? '/uploads' : path, { origin, ...body });
      expect([origin, response.status]).toEqual([origin, 403]);
      expect(response.headers.get('location')).toBeNull();
    }
    expect(await offsetOf(path)).toBe('0');
  });

  test.each(['PATCH', 'DELETE'])(
    'a POST with its cookie from another origin that means %s is refused',
    async (method) => {
      const path = await create();
      const headers = {
        Cookie: browser.cookie,
        Origin: FOREIGN,
        ...VERSION,
        ...BODY,
        'Upload-Offset': '0',
        'X-HTTP-Method-Override': method,
      };
      const response = await fetch(house.url + path, { method: 'POST', headers, body: Buffer.from(BYTES) });
      expect(response.status).toBe(403);
      expect(await offsetOf(path)).toBe('0');
    },
  );
});

/** Ways for a session to end. */
const ENDS: [how: string, end: () => Promise<unknown>][] = [
  ['signed out', () => browser.post('/auth/sign-out')],
  [
    'revoked from another browser',
    async () => {
      const mine = await browser.get('/auth/get-session');
      const other = new Browser(house.url, '');
      await other.signIn(ADMIN.email, ADMIN.password);
      const { status } = await other.post('/auth/revoke-session', { token: mine.body.session.token });
      expect(status).toBe(200);
    },
  ],
];

describe.each(ENDS)('once a session is %s', (_, end) => {
  test('its cookie can neither create, look at, send nor end an upload, which stays as it was', async () => {
    const path = await create();
    const { cookie } = browser;
    await end();
    for (const [method, at, body] of [
      ['POST', '/uploads', undefined],
      ['HEAD', path, undefined],
      ['PATCH', path, BYTES],
      ['DELETE', path, undefined],
    ] as const) {
      const response = await ask(method, at, { cookie, ...(body && { body }) });
      expect([method, response.status]).toEqual([method, 401]);
      expect(response.headers.get('upload-offset')).toBeNull();
    }
    // The owner signs in again, and goes on.
    browser = new Browser(house.url, '');
    await browser.signIn(ADMIN.email, ADMIN.password);
    expect(await offsetOf(path)).toBe('0');
    expect((await ask('PATCH', path, { body: BYTES })).status).toBe(204);
  });
});

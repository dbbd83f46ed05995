import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createAuth } from '../../../server/auth/auth.ts';
import { ENDPOINTS } from '../../../server/auth/endpoints.ts';
import { buildEngine } from '../../../server/auth/engine.ts';
import { unseal } from '../../../server/domain/vault-access.ts';
import { ADMIN, openSite, PASSPHRASE, PASSWORD, type Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());
afterEach(() => vi.unstubAllEnvs());

interface Served {
  path?: string;
  options?: { method?: string | string[] };
}

function served(): Served[] {
  const engine = buildEngine(site.rooms, {
    secret: 'x'.repeat(43),
    origin: site.origin,
    trustedOrigins: () => [],
    secureCookies: false,
  });
  return Object.values(engine.endpoints) as Served[];
}

describe('what is served under /auth', () => {
  test('is the list and nothing else of better-auth', async () => {
    const browser = site.visit();
    await browser.signIn(ADMIN, PASSWORD);
    const all = served().filter(({ path }) => path !== undefined);
    expect(all.length).toBeGreaterThan(30);
    for (const { path = '', options } of all) {
      if (path in ENDPOINTS) continue;
      for (const method of [options?.method ?? 'POST'].flat()) {
        const url = `/auth${path.replace(/:\w+/g, 'x')}`;
        const answer = method === 'GET' ? await browser.get(url) : await browser.post(url, { email: ADMIN });
        expect([url, answer.status, answer.body.code]).toEqual([url, 404, 'NOT_FOUND']);
      }
    }
    expect(await site.auth.principalOf({ cookie: browser.cookie })).not.toBeNull();
  });

  test('exists in better-auth under the same methods', () => {
    const all = served();
    for (const [path, { method }] of Object.entries(ENDPOINTS)) {
      const methods = all.filter((endpoint) => endpoint.path === path).flatMap(({ options }) => options?.method ?? []);
      expect([path, methods]).toEqual([path, expect.arrayContaining([method])]);
    }
  });

  test('has no sign-up', async () => {
    const body = { name: 'Eve', email: 'eve@example.org', password: PASSWORD };
    expect((await site.visit().post('/auth/sign-up/email', body)).body.code).toBe('NOT_FOUND');
    const users = await site.rooms.catalog.selectFrom('users').select('id').where('email', '=', body.email).execute();
    expect(users).toEqual([]);
  });

  test('answers bad requests with a code, and no page or stack', async () => {
    const browser = site.visit();
    const answers = [
      await browser.post('/auth/sign-in/email', '{"email":'),
      await browser.post('/auth/sign-in/email', '[]'),
      await browser.post('/auth/sign-in/email', { email: 'x', password: PASSWORD }),
      await browser.post('/auth/sign-in/email', { email: ADMIN }),
      await browser.post('/auth/sign-in/email', { email: ADMIN, password: 'x'.repeat(300) }),
      await browser.post('/auth/sign-in/email', { email: ADMIN, password: { $ne: '' } }),
      await browser.post('/auth/sign-in/email', 'email=a&password=b', {
        'content-type': 'application/x-www-form-urlencoded',
      }),
    ];
    for (const { status, body } of answers) {
      expect([status, body.code]).toEqual([400, 'BAD_INPUT']);
      expect(Object.keys(body)).toEqual(['code', 'message']);
    }
    const large = await browser.post('/auth/sign-in/email', { email: ADMIN, password: 'x'.repeat(20_000) });
    expect([large.status, large.body.code]).toEqual([413, 'FILE_TOO_LARGE']);
    for (const path of ['/auth/list-sessions', '/auth/two-factor/enable', '/auth/error', '/auth', '/auth/']) {
      const { body, headers } = await browser.get(path);
      expect(['UNAUTHENTICATED', 'NOT_FOUND']).toContain(body.code);
      expect(headers.get('content-type')).toMatch(/^application\/json/);
    }
    expect((await browser.post('/auth/change-password', {})).body.code).toBe('UNAUTHENTICATED');
    expect(site.errors()).toEqual([]);
  });

  test('refuses what another site sends, with or without a cookie', async () => {
    const browser = site.visit();
    const body = { email: ADMIN, password: PASSWORD };
    for (const origin of ['https://evil.example', 'null', `${site.origin}.evil.example`]) {
      const answer = await browser.post('/auth/sign-in/email', body, { origin });
      expect([answer.status, answer.body.code]).toEqual([403, 'FORBIDDEN']);
    }
    await browser.signIn(ADMIN, PASSWORD);
    const answer = await browser.post('/auth/sign-out', {}, { origin: 'https://evil.example' });
    expect(answer.body.code).toBe('FORBIDDEN');
    expect(await site.auth.principalOf({ cookie: browser.cookie })).not.toBeNull();
  });

  test('refuses a cookie that comes without an Origin, by better-auth’s own check', async () => {
    const browser = site.visit();
    await browser.signIn(ADMIN, PASSWORD);
    const answer = await fetch(`${site.origin}/auth/sign-out`, { method: 'POST', headers: { cookie: browser.cookie } });
    expect(answer.status).toBe(403);
    expect(await site.auth.principalOf({ cookie: browser.cookie })).not.toBeNull();
  });

  test('does not believe a forwarded address', async () => {
    const browser = site.visit('10.9.9.9');
    const body = { email: ADMIN, password: PASSWORD };
    await browser.post('/auth/sign-in/email', body, {
      'x-forwarded-for': '8.8.8.8',
      'x-strongroom-address': '8.8.4.4',
    });
    const { body: sessions } = await browser.get('/auth/list-sessions');
    expect(sessions.map((session: { ipAddress: string }) => session.ipAddress)).toContain('10.9.9.9');
    expect(JSON.stringify(sessions)).not.toContain('8.8.');
  });

  test('marks its cookies Secure where people come by https', async () => {
    const auth = createAuth(site.rooms, { publicUrl: 'https://files.example.org', secureCookies: true });
    const { createServer } = await import('node:http');
    const server = createServer((req, res) => void auth.handler(req, res, '10.8.8.8'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const answer = await fetch(`http://127.0.0.1:${port}/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://files.example.org' },
      body: JSON.stringify({ email: ADMIN, password: PASSWORD }),
    });
    expect(answer.status).toBe(200);
    const cookie = answer.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/^__Secure-strongroom\.session_token=.*; Secure/);
    expect(await auth.principalOf({ cookie: cookie.replace(/;.*/s, '') })).not.toBeNull();
    server.closeAllConnections();
    server.close();
  });
});

describe('the environment', () => {
  test('changes nothing: no secret, origin, address or telemetry is taken from it', async () => {
    const browser = site.visit();
    await browser.signIn(ADMIN, PASSWORD);
    vi.stubEnv('BETTER_AUTH_SECRET', 'environment secret environment secret');
    vi.stubEnv('AUTH_SECRET', 'environment secret environment secret');
    vi.stubEnv('BETTER_AUTH_SECRETS', '9:environment secret environment secret');
    vi.stubEnv('BETTER_AUTH_URL', 'https://evil.example');
    vi.stubEnv('BETTER_AUTH_TRUSTED_ORIGINS', 'https://evil.example');
    vi.stubEnv('BETTER_AUTH_TELEMETRY', '1');
    vi.stubEnv('NODE_ENV', 'production');
    const requests = vi.spyOn(globalThis, 'fetch');
    const auth = createAuth(site.rooms, { publicUrl: null, secureCookies: false });
    expect(await auth.principalOf({ cookie: browser.cookie })).toMatchObject({ kind: 'session' });
    expect(requests).not.toHaveBeenCalled();
    requests.mockRestore();
    const body = { email: ADMIN, password: PASSWORD };
    const foreign = await site.visit().post('/auth/sign-in/email', body, { origin: 'https://evil.example' });
    expect(foreign.body.code).toBe('FORBIDDEN');
  });
});

describe('while the vault is sealed', () => {
  test('nobody is anybody and /auth answers VAULT_SEALED; sessions go on afterwards', async () => {
    const browser = site.visit();
    await browser.signIn(ADMIN, PASSWORD);
    site.rooms.vault.seal();
    expect(await site.auth.principalOf({ cookie: browser.cookie })).toBeNull();
    const refused = await site.visit().signIn(ADMIN, PASSWORD);
    expect([refused.status, refused.body.code]).toEqual([503, 'VAULT_SEALED']);
    await unseal(site.rooms, PASSPHRASE);
    expect(await site.auth.principalOf({ cookie: browser.cookie })).toMatchObject({ role: 'ADMIN' });
  });
});

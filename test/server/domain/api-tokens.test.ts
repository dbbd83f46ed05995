import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disableUser, enableUser, resetUser, setUserRole } from '../../../server/domain/accounts-changes.ts';
import { createApiToken, listApiTokens, revokeApiToken } from '../../../server/domain/api-tokens.ts';
import { livePrincipal } from '../../../server/domain/live-principal.ts';
import { requireAdmin } from '../../../server/domain/principal.ts';
import type { Rooms } from '../../../server/domain/rooms.ts';
import { openSite, PASSWORD, person, type Site } from '../auth/site.ts';

let site: Site;
const admin = person('an administrator', 'ADMIN');
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const bearer = (token: string) => site.auth.principalOf({ authorization: `Bearer ${token}` });
const at = (now: number): Rooms => ({ ...site.rooms, clock: () => now });

async function owner(role: 'ADMIN' | 'MEMBER' = 'MEMBER') {
  const id = await site.account(`${crypto.randomUUID()}@example.org`, role);
  return person(id, role);
}

describe('an API token', () => {
  test('stands for its owner, with its scopes', async () => {
    const who = await owner();
    const { token, apiToken } = await createApiToken(site.rooms, who, {
      name: ' Backup ',
      scopes: ['WRITE', 'READ', 'READ'],
      expiresAt: null,
    });
    expect(token).toMatch(/^sr_[\w-]{43}$/);
    expect(apiToken).toMatchObject({ name: 'Backup', scopes: ['READ', 'WRITE'], expiresAt: null, lastUsedAt: null });
    expect(await bearer(token)).toEqual({
      kind: 'token',
      id: apiToken.id,
      userId: who.userId,
      role: 'MEMBER',
      scopes: new Set(['READ', 'WRITE']),
    });
  });

  test('is looked at alone: a bad one is nobody, even beside a good cookie', async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    await site.account(email);
    const browser = site.visit();
    await browser.signIn(email, PASSWORD);
    const { cookie } = browser;
    expect(await site.auth.principalOf({ cookie })).not.toBeNull();
    for (const authorization of [`Bearer sr_${'A'.repeat(43)}`, 'Bearer ', 'Bearer x', 'Basic YTpi', '']) {
      expect(await site.auth.principalOf({ cookie, authorization })).toBeNull();
    }
  });

  test('cannot make tokens, nor end others, but can end itself', async () => {
    const who = await owner();
    const first = await createApiToken(site.rooms, who, { name: 'a', scopes: ['READ', 'WRITE'], expiresAt: null });
    const second = await createApiToken(site.rooms, who, { name: 'b', scopes: ['READ'], expiresAt: null });
    const asToken = await bearer(first.token);
    const made = createApiToken(site.rooms, asToken, { name: 'c', scopes: ['READ'], expiresAt: null });
    await expect(made).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(revokeApiToken(site.rooms, asToken, second.apiToken.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await revokeApiToken(site.rooms, asToken, first.apiToken.id);
    expect(await bearer(first.token)).toBeNull();
    expect(await bearer(second.token)).not.toBeNull();
  });

  test('ends at once when it is revoked, by its owner alone', async () => {
    const who = await owner();
    const { token, apiToken } = await createApiToken(site.rooms, who, { name: 'a', scopes: ['READ'], expiresAt: null });
    for (const other of [await owner(), admin]) {
      await expect(revokeApiToken(site.rooms, other, apiToken.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await listApiTokens(site.rooms, other)).toEqual([]);
    }
    await revokeApiToken(site.rooms, who, apiToken.id);
    expect(await bearer(token)).toBeNull();
    expect(await livePrincipal(site.rooms, { kind: 'token', id: apiToken.id })).toBeNull();
  });

  test('ends at its time', async () => {
    const now = Date.now();
    const who = await owner();
    const { apiToken } = await createApiToken(site.rooms, who, { name: 'a', scopes: ['READ'], expiresAt: now + 5000 });
    const { id } = apiToken;
    expect(await livePrincipal(at(now + 4999), { kind: 'token', id })).not.toBeNull();
    expect(await livePrincipal(at(now + 5000), { kind: 'token', id })).toBeNull();
    expect((await listApiTokens(site.rooms, who)).map((token) => token.expiresAt)).toEqual([now + 5000]);
  });

  test('loses the scope ADMIN at its owner’s demotion, and gets it back with the role', async () => {
    const who = await owner('ADMIN');
    const { token } = await createApiToken(site.rooms, who, { name: 'a', scopes: ['READ', 'ADMIN'], expiresAt: null });
    expect(() => requireAdmin({ ...admin, kind: 'token' })).not.toThrow();
    expect(requireAdmin(await bearer(token))).toMatchObject({ userId: who.userId });
    await setUserRole(site.rooms, admin, who.userId, 'MEMBER');
    const demoted = await bearer(token);
    expect(demoted).toMatchObject({ role: 'MEMBER', scopes: new Set(['READ']) });
    expect(() => requireAdmin(demoted)).toThrow();
    await setUserRole(site.rooms, admin, who.userId, 'ADMIN');
    expect(requireAdmin(await bearer(token))).toMatchObject({ role: 'ADMIN' });
  });

  test('ends with its owner’s account, and does not come back with it', async () => {
    for (const end of [disableUser, resetUser]) {
      const who = await owner();
      const { token } = await createApiToken(site.rooms, who, { name: 'a', scopes: ['READ'], expiresAt: null });
      await end(site.rooms, admin, who.userId);
      expect(await bearer(token)).toBeNull();
      await enableUser(site.rooms, admin, who.userId);
      expect(await bearer(token)).toBeNull();
    }
  });

  test('needs a name, a scope, a time to come, and ADMIN an administrator', async () => {
    const who = await owner();
    const make = (input: Partial<Parameters<typeof createApiToken>[2]>) =>
      createApiToken(site.rooms, who, { name: 'a', scopes: ['READ'], expiresAt: null, ...input });
    for (const wrong of [{ name: ' ' }, { name: 'x'.repeat(101) }, { scopes: [] }, { expiresAt: Date.now() - 1 }]) {
      await expect(make(wrong)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    }
    await expect(make({ scopes: ['ADMIN'] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    for (let i = 0; i < 100; i += 1) await make({});
    await expect(make({})).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
  });

  test('says within a minute when it was used last', async () => {
    const who = await owner();
    const { token } = await createApiToken(site.rooms, who, { name: 'a', scopes: ['READ'], expiresAt: null });
    const lastUsed = async () => (await listApiTokens(site.rooms, who))[0]?.lastUsedAt;
    await bearer(token);
    const first = await lastUsed();
    expect(first).toBeGreaterThan(Date.now() - 60_000);
    await bearer(token);
    expect(await lastUsed()).toBe(first);
    const { clock } = site.rooms;
    site.rooms.clock = () => clock() + 61_000;
    await bearer(token);
    site.rooms.clock = clock;
    expect(await lastUsed()).toBeGreaterThan((first ?? 0) + 60_000);
  });

  test('leaves neither its text nor its name in a file', async () => {
    const who = await owner();
    const name = 'marker-name-of-a-token';
    const { token } = await createApiToken(site.rooms, who, { name, scopes: ['READ'], expiresAt: null });
    expect((await listApiTokens(site.rooms, who))[0]?.name).toBe(name);
    for (const file of ['catalog.sqlite', 'catalog.sqlite-wal']) {
      const bytes = await readFile(path.join(site.folder, file));
      for (const text of [token, token.slice(3), name]) expect(bytes.includes(text)).toBe(false);
      expect(bytes.includes(Buffer.from(token.slice(3), 'base64url'))).toBe(false);
    }
  });
});

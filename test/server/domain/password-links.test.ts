import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createUser } from '../../../server/domain/accounts.ts';
import { disableUser, resetUser } from '../../../server/domain/accounts-changes.ts';
import { LINK_LIFETIME, makePasswordLink, setPassword } from '../../../server/domain/password-links.ts';
import { openSite, PASSWORD, person, type Site } from '../auth/site.ts';

let site: Site;
const admin = person('an administrator', 'ADMIN');
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const NEW = 'a brand new password';
let addresses = 0;
const use = (url: string, password = NEW) =>
  setPassword(site.rooms, `10.1.0.${++addresses}`, new URL(url).hash.slice(1), password);

describe('a link that sets a password', () => {
  test('opens a new account once', async () => {
    const { setPasswordUrl } = await createUser(site.rooms, admin, {
      name: 'New',
      email: 'new@example.org',
      role: 'MEMBER',
    });
    await use(setPasswordUrl);
    expect((await site.visit().signIn('new@example.org', NEW)).status).toBe(200);
    await expect(use(setPasswordUrl, 'yet another password')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await site.visit().signIn('new@example.org', NEW)).status).toBe(200);
  });

  test('works for one of two who use it at once', async () => {
    const url = await makePasswordLink(site.rooms, await site.account('twice@example.org'));
    const outcomes = await Promise.allSettled([use(url, `${NEW} one`), use(url, `${NEW} two`)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'NOT_FOUND' } });
  });

  test('stays as it was when the password is refused', async () => {
    const url = await makePasswordLink(site.rooms, await site.account('short@example.org'));
    await expect(use(url, 'eleven char')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(use(url, 'x'.repeat(257))).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await use(url);
  });

  test('is over after seven days', async () => {
    const url = await makePasswordLink(site.rooms, await site.account('slow@example.org'));
    const later = { ...site.rooms, clock: () => Date.now() + LINK_LIFETIME + 1000 };
    const late = setPassword(later, '10.1.1.1', new URL(url).hash.slice(1), NEW);
    await expect(late).rejects.toMatchObject({ code: 'EXPIRED' });
  });

  test('ends the account’s sessions and its other links', async () => {
    const id = await site.account('reset@example.org');
    const browser = site.visit();
    await browser.signIn('reset@example.org', PASSWORD);
    const [first, second] = [await makePasswordLink(site.rooms, id), await makePasswordLink(site.rooms, id)];
    await use(first);
    expect(await site.auth.principalOf({ cookie: browser.cookie })).toBeNull();
    await expect(use(second)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('ends when its account is disabled or reset', async () => {
    for (const end of [disableUser, resetUser]) {
      const id = await site.account(`${crypto.randomUUID()}@example.org`);
      const url = await makePasswordLink(site.rooms, id);
      await end(site.rooms, admin, id);
      await expect(use(url)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  test('cannot be guessed at: twenty wrong ones lock the address', async () => {
    const guess = () => setPassword(site.rooms, '10.2.0.1', 'A'.repeat(43), NEW);
    for (let i = 0; i < 20; i += 1) await expect(guess()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(guess()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  test('rests as a hash', async () => {
    const url = await makePasswordLink(site.rooms, await site.account('hash@example.org'));
    const token = Buffer.from(new URL(url).hash.slice(1), 'base64url');
    const rows = await site.rooms.catalog.selectFrom('password_links').select('token_hash').execute();
    for (const { token_hash } of rows) expect(token_hash.equals(token)).toBe(false);
  });
});

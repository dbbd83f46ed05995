import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signOutEverywhere } from '../../../server/domain/accounts.ts';
import { disableUser, enableUser } from '../../../server/domain/accounts-changes.ts';
import { ADMIN, openSite, PASSWORD, person, type Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const principal = (cookie: string) => site.auth.principalOf({ cookie });

describe('signing in', () => {
  test('gives a session that stands for the account, in a cookie that scripts cannot read', async () => {
    const browser = site.visit();
    const answer = await browser.signIn(` ${ADMIN.toUpperCase()} `, PASSWORD);
    expect(answer.status).toBe(200);
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^strongroom\.session_token=/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).not.toMatch(/Secure/i);
    const who = await principal(browser.cookie);
    expect(who).toMatchObject({ kind: 'session', role: 'ADMIN' });
    const row = await site.rooms.catalog
      .selectFrom('sessions')
      .selectAll()
      .where('id', '=', who?.id ?? '')
      .execute();
    expect(row).toHaveLength(1);
    expect(row[0]?.ip_address).toMatch(/^10\.0\.0\./);
    expect((await browser.get('/auth/get-session')).body.user.email).toBe(ADMIN);
  });

  test('ends at sign-out, also for a copy of the cookie', async () => {
    const browser = site.visit();
    await browser.signIn(ADMIN, PASSWORD);
    const { cookie } = browser;
    expect((await browser.post('/auth/sign-out')).status).toBe(200);
    expect(browser.cookie).toBe('');
    expect(await principal(cookie)).toBeNull();
  });

  test('gives a new session each time, whatever cookie the visitor brought', async () => {
    const browser = site.visit();
    browser.cookies.set('strongroom.session_token', 'chosen-by-someone-else.c2lnbmF0dXJl');
    expect(await principal(browser.cookie)).toBeNull();
    await browser.signIn(ADMIN, PASSWORD);
    const first = browser.cookie;
    expect(first).not.toContain('chosen-by-someone-else');
    await browser.signIn(ADMIN, PASSWORD);
    expect(browser.cookie).not.toBe(first);
  });

  test('does not believe a session token without its signature', async () => {
    const browser = site.visit();
    await browser.signIn(ADMIN, PASSWORD);
    const [row] = await site.rooms.catalog
      .selectFrom('sessions')
      .select('token')
      .orderBy('created_at', 'desc')
      .execute();
    expect(await principal(`strongroom.session_token=${row?.token}`)).toBeNull();
    expect(await principal(`strongroom.session_token=${row?.token}.${'A'.repeat(43)}%3D`)).toBeNull();
  });

  test('answers the same for a wrong password, an unknown address, an account without a password and a disabled one', async () => {
    const disabled = await site.account('disabled@example.org');
    await site.account('nopassword@example.org');
    await site.rooms.catalog
      .updateTable('accounts')
      .set({ password: null })
      .where('user_id', 'in', (eb) => eb.selectFrom('users').select('id').where('email', '=', 'nopassword@example.org'))
      .execute();
    await site.rooms.catalog.updateTable('users').set({ disabled_at: 1 }).where('id', '=', disabled).execute();
    const answers = [
      await site.visit().signIn(ADMIN, 'wrong password here'),
      await site.visit().signIn('nobody@example.org', 'wrong password here'),
      await site.visit().signIn('nobody@example.org', 'short'),
      await site.visit().signIn('nopassword@example.org', PASSWORD),
      await site.visit().signIn('disabled@example.org', PASSWORD),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(403);
      expect(answer.body).toEqual({
        code: 'WRONG_PASSPHRASE',
        message: 'The e-mail address or the password is wrong.',
      });
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  test('takes as long for an unknown address as for a wrong password', async () => {
    const time = async (email: string) => {
      const started = performance.now();
      await site.visit().signIn(email, 'wrong password here');
      return performance.now() - started;
    };
    await site.account('timed@example.org');
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 7; i += 1) {
      known.push(await time('timed@example.org'));
      unknown.push(await time('untimed@example.org'));
    }
    const median = (times: number[]) => times.sort((a, b) => a - b)[3] ?? 0;
    expect(median(unknown)).toBeGreaterThan(median(known) * 0.5);
    expect(median(unknown)).toBeLessThan(median(known) * 2);
  });
});

describe('ending sessions', () => {
  test('one of several by its token, at once', async () => {
    await site.account('several@example.org');
    const [here, there] = [site.visit(), site.visit()];
    await here.signIn('several@example.org', PASSWORD);
    await there.signIn('several@example.org', PASSWORD);
    const away = await principal(there.cookie);
    const { body: sessions } = await here.get('/auth/list-sessions');
    expect(sessions).toHaveLength(2);
    const token = sessions.find((session: { id: string }) => session.id === away?.id).token;
    expect((await here.post('/auth/revoke-session', { token })).status).toBe(200);
    expect(await principal(there.cookie)).toBeNull();
    expect(await principal(here.cookie)).not.toBeNull();
  });

  test('no one else’s', async () => {
    await site.account('victim@example.org');
    const [victim, other] = [site.visit(), site.visit()];
    await victim.signIn('victim@example.org', PASSWORD);
    await other.signIn(ADMIN, PASSWORD);
    const { body: sessions } = await victim.get('/auth/list-sessions');
    await other.post('/auth/revoke-session', { token: sessions[0].token });
    expect(await principal(victim.cookie)).not.toBeNull();
  });

  test('everywhere but here', async () => {
    await site.account('everywhere@example.org');
    const browsers = [site.visit(), site.visit(), site.visit()] as const;
    for (const browser of browsers) await browser.signIn('everywhere@example.org', PASSWORD);
    const [here, ...others] = browsers;
    expect(await signOutEverywhere(site.rooms, await principal(here.cookie))).toBe(2);
    expect(await principal(here.cookie)).not.toBeNull();
    for (const other of others) expect(await principal(other.cookie)).toBeNull();
  });

  test('all of a disabled account at once, and no new ones until it is enabled', async () => {
    const id = await site.account('leaver@example.org');
    const browser = site.visit();
    await browser.signIn('leaver@example.org', PASSWORD);
    const admin = person('someone', 'ADMIN');
    await disableUser(site.rooms, admin, id);
    expect(await principal(browser.cookie)).toBeNull();
    expect((await browser.get('/auth/list-sessions')).body.code).toBe('UNAUTHENTICATED');
    expect((await site.visit().signIn('leaver@example.org', PASSWORD)).body.code).toBe('WRONG_PASSPHRASE');
    await enableUser(site.rooms, admin, id);
    expect(await principal(browser.cookie)).toBeNull();
    expect((await site.visit().signIn('leaver@example.org', PASSWORD)).status).toBe(200);
  });

  test('when their time is over', async () => {
    await site.account('late@example.org');
    const browser = site.visit();
    await browser.signIn('late@example.org', PASSWORD);
    const who = await principal(browser.cookie);
    await site.rooms.catalog
      .updateTable('sessions')
      .set({ expires_at: new Date(Date.now() - 1000).toISOString() })
      .where('id', '=', who?.id ?? '')
      .execute();
    expect(await principal(browser.cookie)).toBeNull();
  });
});

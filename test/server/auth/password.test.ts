import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, PASSWORD, type Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const NEW = 'another long password';

describe('changing the password', () => {
  test('works with the old one, and ends the other sessions when asked to', async () => {
    await site.account('changes@example.org');
    const [here, there] = [site.visit(), site.visit()];
    await here.signIn('changes@example.org', PASSWORD);
    await there.signIn('changes@example.org', PASSWORD);
    const body = { currentPassword: PASSWORD, newPassword: NEW, revokeOtherSessions: true };
    expect((await here.post('/auth/change-password', body)).status).toBe(200);
    expect(await site.auth.principalOf({ cookie: there.cookie })).toBeNull();
    expect(await site.auth.principalOf({ cookie: here.cookie })).not.toBeNull();
    expect((await site.visit().signIn('changes@example.org', PASSWORD)).status).toBe(403);
    expect((await site.visit().signIn('changes@example.org', NEW)).status).toBe(200);
  });

  test('is refused with a wrong old one, one too short and one too long', async () => {
    await site.account('refused@example.org');
    const browser = site.visit();
    await browser.signIn('refused@example.org', PASSWORD);
    const change = (currentPassword: string, newPassword: string) =>
      browser.post('/auth/change-password', { currentPassword, newPassword });
    expect((await change('wrong password here', NEW)).body).toEqual({
      code: 'WRONG_PASSPHRASE',
      message: 'The password is wrong.',
    });
    expect((await change(PASSWORD, 'eleven char')).body.code).toBe('BAD_INPUT');
    expect((await change(PASSWORD, 'x'.repeat(257))).body.code).toBe('BAD_INPUT');
    expect((await site.visit().signIn('refused@example.org', PASSWORD)).status).toBe(200);
  });

  test('is stored as Argon2id', async () => {
    const rows = await site.rooms.catalog.selectFrom('accounts').select('password').execute();
    for (const { password } of rows) expect(password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('is locked after ten wrong old ones, for that account alone', async () => {
    await site.account('fumbles@example.org');
    const browser = site.visit();
    await browser.signIn('fumbles@example.org', PASSWORD);
    const change = (currentPassword: string) =>
      browser.post('/auth/change-password', { currentPassword, newPassword: NEW });
    for (let i = 0; i < 10; i += 1) expect((await change('wrong password here')).body.code).toBe('WRONG_PASSPHRASE');
    const locked = await change(PASSWORD);
    expect(locked.status).toBe(429);
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(890);
  });
});

describe('guessing a password', () => {
  test('locks the account after ten wrong ones from anywhere, with the same answer whether it exists or not', async () => {
    await site.account('target@example.org');
    for (const email of ['target@example.org', 'ghost@example.org']) {
      for (let i = 0; i < 10; i += 1) {
        expect((await site.visit().signIn(email, `wrong password ${i}`)).body.code).toBe('WRONG_PASSPHRASE');
      }
      const locked = await site.visit().signIn(email, PASSWORD);
      expect(locked.status).toBe(429);
      expect(locked.body).toEqual({ code: 'RATE_LIMITED', message: 'Too many attempts. Try again in 15 minutes.' });
    }
  });

  test('does not get through by many at once', async () => {
    await site.account('burst@example.org');
    const answers = await Promise.all(
      Array.from({ length: 25 }, (_, i) => site.visit().signIn('burst@example.org', `wrong password ${i}`)),
    );
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
  });

  test('stops an address that tries many accounts, even if one of them is its own', async () => {
    await site.account('own@example.org');
    const browser = site.visit();
    let refused = 0;
    for (let i = 0; i < 34; i += 1) {
      const email = i % 5 === 4 ? 'own@example.org' : `victim${i}@example.org`;
      const { status } = await browser.signIn(email, email === 'own@example.org' ? PASSWORD : 'wrong password here');
      if (status === 429) refused += 1;
    }
    expect(refused).toBe(0);
    for (let i = 0; i < 6; i += 1) await browser.signIn(`more${i}@example.org`, 'wrong password here');
    expect((await browser.signIn('own@example.org', PASSWORD)).status).toBe(429);
    expect((await site.visit().signIn('own@example.org', PASSWORD)).status).toBe(200);
  });

  test('is forgotten when the right one comes in time', async () => {
    await site.account('late@example.org');
    for (let round = 0; round < 2; round += 1) {
      for (let i = 0; i < 9; i += 1) await site.visit().signIn('late@example.org', 'wrong password here');
      expect((await site.visit().signIn('late@example.org', PASSWORD)).status).toBe(200);
    }
  });
});

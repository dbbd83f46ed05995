import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { viewer } from '../../../server/domain/accounts.ts';
import { resetUser } from '../../../server/domain/accounts-changes.ts';
import type { Browser } from './browser.ts';
import { openSite, PASSWORD, person, type Site } from './site.ts';
import { secretOf, totp } from './totp.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** An account with its second factor on, and the browser that turned it on. */
async function protect(email: string): Promise<{ id: string; browser: Browser; uri: string; codes: string[] }> {
  const id = await site.account(email);
  const browser = site.visit();
  await browser.signIn(email, PASSWORD);
  const { body } = await browser.post('/auth/two-factor/enable', { password: PASSWORD });
  const confirmed = await browser.post('/auth/two-factor/verify-totp', { code: totp(body.totpURI) });
  expect(confirmed.status).toBe(200);
  return { id, browser, uri: body.totpURI, codes: body.backupCodes };
}

async function halfway(email: string): Promise<Browser> {
  const browser = site.visit();
  const answer = await browser.signIn(email, PASSWORD);
  expect(answer.body).toMatchObject({ twoFactorRedirect: true, twoFactorMethods: ['totp'] });
  return browser;
}

const principal = (browser: Browser) => site.auth.principalOf({ cookie: browser.cookie });

describe('a second factor', () => {
  test('is asked for once it is on, and lets in with a code', async () => {
    const { uri, browser: first } = await protect('totp@example.org');
    expect(await viewer(site.rooms, await principal(first))).toMatchObject({ twoFactorEnabled: true });
    const browser = await halfway('totp@example.org');
    expect(await principal(browser)).toBeNull();
    expect((await browser.post('/auth/two-factor/verify-totp', { code: '000000' })).body).toEqual({
      code: 'WRONG_PASSPHRASE',
      message: 'The code is wrong.',
    });
    expect(await principal(browser)).toBeNull();
    expect((await browser.post('/auth/two-factor/verify-totp', { code: totp(uri) })).status).toBe(200);
    expect(await principal(browser)).toMatchObject({ kind: 'session' });
  });

  test('is off until a code has confirmed it', async () => {
    await site.account('unconfirmed@example.org');
    const browser = site.visit();
    await browser.signIn('unconfirmed@example.org', PASSWORD);
    await browser.post('/auth/two-factor/enable', { password: PASSWORD });
    expect((await site.visit().signIn('unconfirmed@example.org', PASSWORD)).body.twoFactorRedirect).toBeUndefined();
  });

  test('needs the password to turn on and off', async () => {
    const { browser } = await protect('careful@example.org');
    const refused = await browser.post('/auth/two-factor/disable', { password: 'wrong password here' });
    expect(refused.body.code).toBe('WRONG_PASSPHRASE');
    expect((await browser.post('/auth/two-factor/disable', { password: PASSWORD })).status).toBe(200);
    expect((await site.visit().signIn('careful@example.org', PASSWORD)).body.twoFactorRedirect).toBeUndefined();
  });

  test('can be stood in for by each recovery code once', async () => {
    const { codes } = await protect('codes@example.org');
    expect(codes).toHaveLength(10);
    const [code] = codes;
    const first = await halfway('codes@example.org');
    expect((await first.post('/auth/two-factor/verify-backup-code', { code })).status).toBe(200);
    expect(await principal(first)).not.toBeNull();
    const second = await halfway('codes@example.org');
    expect((await second.post('/auth/two-factor/verify-backup-code', { code })).body.code).toBe('WRONG_PASSPHRASE');
    expect(await principal(second)).toBeNull();
  });

  test('lets one in when two use a recovery code at once', async () => {
    const { codes } = await protect('race@example.org');
    const browsers = [await halfway('race@example.org'), await halfway('race@example.org')];
    await Promise.all(
      browsers.map((browser) => browser.post('/auth/two-factor/verify-backup-code', { code: codes[1] })),
    );
    const inside = await Promise.all(browsers.map(principal));
    expect(inside.filter((who) => who !== null)).toHaveLength(1);
  });

  test('gets new recovery codes in place of the old ones', async () => {
    const { browser, codes } = await protect('renew@example.org');
    const { body } = await browser.post('/auth/two-factor/generate-backup-codes', { password: PASSWORD });
    expect(body.backupCodes).toHaveLength(10);
    const visitor = await halfway('renew@example.org');
    expect((await visitor.post('/auth/two-factor/verify-backup-code', { code: codes[0] })).status).toBe(403);
    expect((await visitor.post('/auth/two-factor/verify-backup-code', { code: body.backupCodes[0] })).status).toBe(200);
  });

  test('locks after ten wrong codes in a row, over several sign-ins and from several addresses', async () => {
    const { uri, codes } = await protect('guessed@example.org');
    for (let round = 0; round < 2; round += 1) {
      const guesser = await halfway('guessed@example.org');
      for (let i = 0; i < 5; i += 1) {
        const answer = await guesser.post('/auth/two-factor/verify-totp', { code: '000000' });
        expect(answer.body.code).toBe('WRONG_PASSPHRASE');
      }
    }
    const owner = await halfway('guessed@example.org');
    const right = await owner.post('/auth/two-factor/verify-totp', { code: totp(uri) });
    expect(right.status).toBe(429);
    expect(right.headers.get('retry-after')).toBe('900');
    expect((await owner.post('/auth/two-factor/verify-backup-code', { code: codes[0] })).body.code).toBe(
      'RATE_LIMITED',
    );
  });

  test('takes a code for one sign-in only, also of two at once', async () => {
    const { uri } = await protect('replay@example.org');
    const browsers = [await halfway('replay@example.org'), await halfway('replay@example.org')];
    const code = totp(uri);
    const both = await Promise.all(browsers.map((browser) => browser.post('/auth/two-factor/verify-totp', { code })));
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 403]);
    const third = await halfway('replay@example.org');
    expect((await third.post('/auth/two-factor/verify-totp', { code })).body.code).toBe('WRONG_PASSPHRASE');
    expect(await principal(third)).toBeNull();
  });

  test('cannot be skipped by asking for a trusted device', async () => {
    const { uri } = await protect('trusting@example.org');
    const browser = await halfway('trusting@example.org');
    await browser.post('/auth/two-factor/verify-totp', { code: totp(uri), trustDevice: true });
    await browser.post('/auth/sign-out');
    expect((await browser.signIn('trusting@example.org', PASSWORD)).body.twoFactorRedirect).toBe(true);
  });

  test('goes with its owner’s reset, and so does a sign-in that waits for a code', async () => {
    const { id, uri } = await protect('lost@example.org');
    const waiting = await halfway('lost@example.org');
    await resetUser(site.rooms, person('someone', 'ADMIN'), id);
    const answer = await waiting.post('/auth/two-factor/verify-totp', { code: totp(uri) });
    expect(answer.body.code).toBe('UNAUTHENTICATED');
    expect(await site.rooms.catalog.selectFrom('two_factors').selectAll().where('user_id', '=', id).execute()).toEqual(
      [],
    );
  });

  test('rests encrypted: neither its secret nor a recovery code is in any file', async () => {
    const { uri, codes } = await protect('sealed@example.org');
    const secret = secretOf(uri);
    const text = new URL(uri).searchParams.get('secret') ?? '';
    for (const name of ['catalog.sqlite', 'catalog.sqlite-wal']) {
      const bytes = await readFile(path.join(site.folder, name));
      expect(bytes.includes(secret)).toBe(false);
      expect(bytes.includes(Buffer.from(secret.toString('hex')))).toBe(false);
      expect(bytes.includes(text)).toBe(false);
      for (const code of codes) expect(bytes.includes(code)).toBe(false);
    }
    const row = await site.rooms.catalog.selectFrom('two_factors').selectAll().executeTakeFirstOrThrow();
    expect(row.secret).toMatch(/^\$ba\$1\$[0-9a-f]+$/);
    expect(row.backup_codes).toMatch(/^\$ba\$1\$[0-9a-f]+$/);
  });
});

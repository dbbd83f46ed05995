import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventsAfter } from '../../../server/catalog/audit.ts';
import { openSite, PASSWORD, type Site } from './site.ts';
import { totp } from './totp.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** What `work` had recorded. */
async function recorded(work: () => Promise<unknown>) {
  const before = (await eventsAfter(site.rooms.catalog, 0, 10_000)).length;
  await work();
  const events = (await eventsAfter(site.rooms.catalog, 0, 10_000)).slice(before);
  return events.map(({ action, actorKind, actorUserId, userId }) => [action, actorKind, actorUserId, userId]);
}

test('sign-ins, good and bad, are recorded by account where there is one, and never by what was typed', async () => {
  const id = await site.account('ann@example.org');
  const browser = site.visit('192.0.2.44');
  const typed = 'nobody-of-this-name@example.org';
  expect(
    await recorded(async () => {
      await browser.signIn('ann@example.org', 'not her password');
      await browser.signIn(typed, 'whatever it was');
      await browser.signIn('ann@example.org', PASSWORD);
      await browser.post('/auth/sign-out');
    }),
  ).toEqual([
    ['session.refused', 'anonymous', null, id],
    ['session.refused', 'anonymous', null, null],
    ['session.signed-in', 'user', id, id],
    ['session.signed-out', 'user', id, id],
  ]);
  const events = await eventsAfter(site.rooms.catalog, 0, 10_000);
  expect(events.slice(-4).every(({ address }) => address === '192.0.2.44')).toBe(true);
  expect(JSON.stringify(events)).not.toContain('nobody-of-this-name');
});

test('who tries too often is recorded once for all that is refused unseen, by account and by address', async () => {
  const id = await site.account('tried@example.org');
  const tries = async (times: number, email: string, from: () => string) => {
    for (let i = 0; i < times; i += 1) await site.visit(from()).signIn(email, 'not the password');
  };
  let host = 0;
  const spread = await recorded(() => tries(14, 'tried@example.org', () => `198.51.100.${(host += 1)}`));
  expect(spread.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => ['session.refused', 'anonymous', null, id]));
  expect(spread.slice(10)).toEqual([['session.locked-out', 'anonymous', null, id]]);
  let name = 0;
  const one = await recorded(async () => {
    for (let i = 0; i < 4; i += 1) await tries(9, `nobody-${(name += 1)}@example.org`, () => '198.51.100.200');
  });
  expect(one.map(([action]) => action)).toEqual([...Array(30).fill('session.refused'), 'session.locked-out']);
});

test('with a second factor nobody is in before the code, and a wrong or used one is a refusal', async () => {
  const id = await site.account('two@example.org');
  const first = site.visit();
  let uri = '';
  expect(
    await recorded(async () => {
      await first.signIn('two@example.org', PASSWORD);
      uri = (await first.post('/auth/two-factor/enable', { password: PASSWORD })).body.totpURI;
      await first.post('/auth/two-factor/verify-totp', { code: totp(uri) });
    }),
  ).toEqual([
    ['session.signed-in', 'user', id, id],
    ['user.second-factor-set', 'user', id, id],
  ]);
  const second = site.visit();
  const third = site.visit();
  expect(
    await recorded(async () => {
      await second.signIn('two@example.org', PASSWORD);
      await third.signIn('two@example.org', PASSWORD);
      await second.post('/auth/two-factor/verify-totp', { code: '000000' });
      // One code for both: half a minute may end in between.
      const code = totp(uri);
      await second.post('/auth/two-factor/verify-totp', { code });
      await third.post('/auth/two-factor/verify-totp', { code });
    }),
  ).toEqual([
    ['session.refused', 'anonymous', null, id],
    ['session.signed-in', 'user', id, id],
    ['session.refused', 'anonymous', null, id],
  ]);
});

test('a changed password is recorded, and a wrong one given for it', async () => {
  const id = await site.account('pass@example.org');
  const browser = site.visit();
  await browser.signIn('pass@example.org', PASSWORD);
  expect(
    await recorded(async () => {
      await browser.post('/auth/change-password', { currentPassword: 'no', newPassword: 'a wholly new one' });
      await browser.post('/auth/change-password', { currentPassword: PASSWORD, newPassword: 'short' });
      await browser.post('/auth/change-password', { currentPassword: PASSWORD, newPassword: 'a wholly new one' });
    }),
  ).toEqual([
    ['session.refused', 'user', id, id],
    ['user.password-set', 'user', id, id],
  ]);
});

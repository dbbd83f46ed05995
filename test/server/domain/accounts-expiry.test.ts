import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetExpiredAccess } from '../../../server/domain/accounts-expiry.ts';
import { LINK_LIFETIME, makePasswordLink } from '../../../server/domain/password-links.ts';
import { ADMIN, openSite, PASSWORD, type Site } from '../auth/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

test('sessions and links are removed once their time is over, and not before', async () => {
  await site.visit().signIn(ADMIN, PASSWORD);
  await makePasswordLink(site.rooms, await site.account('a@example.org'));
  const at = (later: number) => forgetExpiredAccess({ ...site.rooms, clock: () => Date.now() + later });
  expect(await at(LINK_LIFETIME - 60_000)).toBe(0);
  expect(await at(LINK_LIFETIME + 60_000)).toBe(2);
  expect(await at(LINK_LIFETIME + 60_000)).toBe(0);
});

import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { TestHouse } from '../../support/house.ts';
import {
  opened,
  openShare,
  revokeShare,
  shareFile,
  shareInfo,
  startVisitedHouse,
  updateShare,
} from '../../support/shares.ts';
import { get } from '../../support/wire.ts';

let house: TestHouse;
const now = Date.now();
beforeAll(async () => {
  house = await startVisitedHouse(now);
});
afterAll(() => house.remove());
afterEach(() => void vi.useRealTimers());

/** Holds the clock by which attempts are counted, which is not the house's. */
function freeze(): number {
  const began = Date.now();
  vi.useFakeTimers({ now: began, toFake: ['Date'] });
  return began;
}

const PASSWORD = 'a password of the link';

describe('a password', () => {
  test('guards the list and the bytes alike; whoever has a grant needs it no more', async () => {
    const { token, file, id } = await shareFile(house, { password: PASSWORD });
    const rows = house.rooms.catalog.selectFrom('shares').select('password_hash').where('id', '=', id);
    expect((await rows.executeTakeFirstOrThrow()).password_hash).toMatch(/^\$argon2id\$/);
    expect((await openShare(house, token)).code).toBe('WRONG_PASSPHRASE');
    expect((await openShare(house, token, { password: 'another password' })).code).toBe('WRONG_PASSPHRASE');
    expect((await get(`${house.url}/download/${file.id}`)).status).toBe(403);
    const { first, cookie } = await opened(house, token, { password: PASSWORD });
    expect((await get(first)).status).toBe(200);
    expect((await opened(house, token, { cookie })).first).toBe(first);
    expect((await shareInfo(house, token, { cookie })).data.shareInfo.needsPassword).toBe(false);
    expect((await openShare(house, token, { cookie: 'sr_visitor=guess' })).code).toBe('WRONG_PASSPHRASE');
  });

  test('that is wrong five times locks the link for that address for a quarter of an hour, and for no other', async () => {
    const began = freeze();
    const { token } = await shareFile(house, { password: PASSWORD });
    const from = '10.1.2.3';
    for (let i = 0; i < 5; i += 1) {
      expect((await openShare(house, token, { password: `wrong number ${i}`, from })).code).toBe('WRONG_PASSPHRASE');
    }
    expect((await openShare(house, token, { password: PASSWORD, from })).code).toBe('RATE_LIMITED');
    expect((await openShare(house, token, { password: PASSWORD, from: '10.1.2.4' })).code).toBeUndefined();
    const other = await shareFile(house, { password: PASSWORD });
    expect((await openShare(house, other.token, { password: PASSWORD, from })).code).toBeUndefined();
    vi.setSystemTime(began + 899_000);
    expect((await openShare(house, token, { password: PASSWORD, from })).code).toBe('RATE_LIMITED');
    vi.setSystemTime(began + 901_000);
    expect((await openShare(house, token, { password: PASSWORD, from })).code).toBeUndefined();
  });

  test('that is right any number of times locks nothing, also for many at one address at once', async () => {
    const { token } = await shareFile(house, { password: PASSWORD });
    const from = '10.1.2.5';
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => openShare(house, token, { password: PASSWORD, from })),
    );
    expect(answers.map(({ code }) => code)).toEqual(Array(12).fill(undefined));
  });

  test('that is guessed from many addresses slows the link for all, also who knows it, for a minute', async () => {
    const began = freeze();
    const { token } = await shareFile(house, { password: PASSWORD });
    const codes = await Promise.all(
      Array.from(
        { length: 40 },
        async (_, i) => (await openShare(house, token, { password: `wrong ${i} wrong` })).code,
      ),
    );
    expect(codes.filter((code) => code === 'WRONG_PASSPHRASE').length).toBe(30);
    expect(codes.filter((code) => code === 'RATE_LIMITED').length).toBe(10);
    vi.setSystemTime(began + 59_000);
    expect((await openShare(house, token, { password: PASSWORD })).code).toBe('RATE_LIMITED');
    vi.setSystemTime(began + 61_000);
    expect((await openShare(house, token, { password: PASSWORD })).code).toBeUndefined();
  });

  test('that is new ends what was opened by the old one', async () => {
    const { token, id } = await shareFile(house, { password: PASSWORD });
    const { first, cookie } = await opened(house, token, { password: PASSWORD });
    await updateShare(house, { id, password: 'another password' });
    expect((await get(first)).status).toBe(404);
    expect((await openShare(house, token, { cookie, password: PASSWORD })).code).toBe('WRONG_PASSPHRASE');
    await updateShare(house, { id, password: null });
    expect((await openShare(house, token)).code).toBeUndefined();
  });
});

test('a token that never was and one that was revoked get one same answer, in content and in time', async () => {
  const unknown = randomBytes(32).toString('base64url');
  const { token, id } = await shareFile(house, { password: PASSWORD });
  await revokeShare(house, id);
  const took = async (of: string, password?: string) => {
    const began = performance.now();
    const answer = await openShare(house, of, password === undefined ? {} : { password });
    return { ms: performance.now() - began, answer: { code: answer.code, message: answer.message } };
  };
  for (const password of [undefined, PASSWORD]) {
    expect((await took(token, password)).answer).toEqual((await took(unknown, password)).answer);
  }
  const infos = [token, unknown].map(async (of) => (await shareInfo(house, of)).errors);
  expect(await infos[0]).toEqual(await infos[1]);
  expect((await infos[0])?.[0]?.extensions.code).toBe('NOT_FOUND');
  // Both pay for a derivation where a password is given, as a link that lives would.
  const times = async (of: string, password?: string) => {
    const all: number[] = [];
    for (let i = 0; i < 9; i += 1) all.push((await took(of, password)).ms);
    return all.sort((a, b) => a - b)[4] ?? 0;
  };
  const [never, revoked, plain] = [await times(unknown, PASSWORD), await times(token, PASSWORD), await times(unknown)];
  expect(never).toBeGreaterThan(plain);
  expect(revoked / never).toBeGreaterThan(0.3);
  expect(revoked / never).toBeLessThan(3);
});

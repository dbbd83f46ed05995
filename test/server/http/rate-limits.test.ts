import { afterEach, beforeEach, expect, test } from 'vitest';
import { createUser } from '../../../server/domain/accounts.ts';
import { type AttemptKind, takeAttempt } from '../../../server/domain/attempts.ts';
import { sessionOf, startHouse, type TestHouse, tokenOf } from '../../support/house.ts';
import { bytesOf, downloadUrl, upload, uploadRaw } from '../../support/transfers.ts';
import { rawTus } from '../../support/tus.ts';

let house: TestHouse;
/** Of someone else. */
let otherToken: string;
beforeEach(async () => {
  house = await startHouse();
  const input = { name: 'Mo', email: 'mo@example.org', role: 'MEMBER' } as const;
  const { user } = await createUser(house.rooms, house.admin, input);
  otherToken = await tokenOf(house.rooms, sessionOf(user.id, 'MEMBER'));
});
afterEach(() => house.remove());

/** Takes all that is left, and says how many that were. */
async function spend(kind: AttemptKind, key: string): Promise<number> {
  for (let taken = 0; ; taken += 1) {
    const refused = await takeAttempt(house.rooms, kind, key).then(
      () => false,
      () => true,
    );
    if (refused) return taken;
  }
}

async function told(answer: Response | Promise<Response>) {
  const response = await answer;
  const { errors } = JSON.parse((await response.text()) || '{}') as { errors?: { extensions: { code: string } }[] };
  const wait = Number(response.headers.get('retry-after'));
  return { status: response.status, code: errors?.[0]?.extensions.code, wait: wait >= 1 && wait <= 60 };
}

const LIMITED = { status: 429, code: 'RATE_LIMITED', wait: true };

test('one upload too many of an account is refused, as a form and by tus; its other requests and others are not', async () => {
  expect(await spend('upload', house.admin?.userId ?? '')).toBe(6_000);
  const { status, body } = await uploadRaw(house, bytesOf(10));
  expect([status, body.errors?.[0]?.extensions.code]).toEqual([429, 'RATE_LIMITED']);
  const headers = { 'Tus-Resumable': '1.0.0', 'Upload-Length': '10' };
  expect(await told(rawTus(house).request('POST', '/uploads', headers))).toEqual(LIMITED);
  expect((await house.graphql('{ files { totalCount } }')).data.files.totalCount).toBe(0);
  expect((await uploadRaw(house, bytesOf(10), { token: otherToken })).status).toBe(200);
  expect((await rawTus(house, otherToken).request('POST', '/uploads', headers)).status).toBe(201);
});

test('one request too many of an account is refused at each door, whatever token it brings; others are not', async () => {
  const { id } = await upload(house, bytesOf(10));
  const tus = rawTus(house);
  const path = await tus.create(10);
  const url = await downloadUrl(house, id);
  const another = house.admin ? await tokenOf(house.rooms, house.admin) : '';
  expect(await spend('userRequest', house.admin?.userId ?? '')).toBeGreaterThan(11_900);

  const query = { method: 'POST', body: '{"query":"{ version }"}' };
  for (const token of [house.token, another]) {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    expect(await told(fetch(`${house.url}/graphql`, { ...query, headers }))).toEqual(LIMITED);
    expect(await told(fetch(`${house.url}/graphql/stream`, { ...query, headers }))).toEqual(LIMITED);
  }
  expect((await uploadRaw(house, bytesOf(10))).status).toBe(429);
  expect(await told(tus.patch(path, 0, bytesOf(10)))).toEqual(LIMITED);
  expect((await tus.head(path)).status).toBe(429);
  expect((await house.graphql('{ version }', {}, otherToken)).status).toBe(200);
  expect((await house.graphql('{ version }', {}, null)).status).toBe(200);

  // A signed address is counted for the session or token that it names.
  expect((await fetch(url)).status).toBe(200);
  await spend('userRequest', new URL(url).searchParams.get('by')?.split('.')[1] ?? '');
  expect(await told(fetch(url))).toEqual(LIMITED);
});

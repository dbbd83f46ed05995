import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { disableUser } from '../../../server/domain/accounts-changes.ts';
import { sweepRequests } from '../../../server/domain/request-end.ts';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { openUpload } from '../../support/open-upload.ts';
import { addMember, type Member } from '../../support/people.ts';
import { finishRequest, type MadeRequest, makeRequest, uploadTokenOf } from '../../support/requests.ts';
import { bytesOf, uploadRaw } from '../../support/transfers.ts';
import { BODY, idOf, type RawTus, rawTus, VERSION } from '../../support/tus.ts';
import { remainsOf } from './remains.ts';

const HOUR = 3_600_000;

let house: TestHouse;
let now = Date.now();
/** Somebody new for each test. */
let owner: Member;
let owners = 0;
beforeAll(async () => {
  house = await startHouse({ clock: () => now });
});
afterAll(() => house.remove());
beforeEach(async () => {
  owners += 1;
  owner = await addMember(house, `Olga Owner ${owners}`);
});

/** A request that ends in an hour, one file that came, and a token to send more. */
async function begun(): Promise<{ asked: MadeRequest; token: string; tus: RawTus }> {
  const asked = await makeRequest(house, { expiresAt: new Date(now + HOUR).toISOString() }, owner.token);
  const token = await uploadTokenOf(house, asked);
  await uploadRaw(house, bytesOf(5), { token, name: 'early.bin' });
  return { asked, token, tus: rawTus(house, token) };
}

const states = async () => {
  const rows = house.rooms.catalog.selectFrom('files').select('state').where('owner_id', '=', owner.id);
  return (await rows.execute()).map(({ state }) => state);
};

type End = (of: { asked: MadeRequest; token: string }) => unknown;
const endings: [string, End][] = [
  [
    'was closed',
    ({ asked: { id } }) => house.graphql('mutation ($id: ID!) { closeFileRequest(id: $id) }', { id }, owner.token),
  ],
  [
    'is over',
    () => {
      now += HOUR;
    },
  ],
  ['was finished', ({ token }) => finishRequest(house, token)],
  ['has an owner who is disabled', () => disableUser(house.rooms, house.admin, owner.id)],
];

describe.each(endings)('a request that %s', (_, end) => {
  test('takes nothing more, in whatever way it is sent', async () => {
    const { asked, token, tus } = await begun();
    const path = await tus.create(20);
    expect((await tus.patch(path, 0, bytesOf(10))).status).toBe(204);
    await end({ asked, token });
    expect((await tus.head(path)).status).toBe(401);
    expect((await tus.patch(path, 10, bytesOf(10))).status).toBe(401);
    const headers = { ...VERSION, 'Upload-Length': '20' };
    expect((await tus.request('POST', '/uploads', headers)).status).toBe(401);
    expect((await tus.request('POST', '/uploads', { ...VERSION, 'Upload-Length': '0' })).status).toBe(401);
    const { body } = await uploadRaw(house, bytesOf(5), { token });
    expect(body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const unsent = openUpload({ url: house.url, token }, { headers: { 'Content-Length': '50000' } });
    expect((await unsent.answer)?.code).toBe('UNAUTHENTICATED');
    expect((await states()).filter((state) => state === 'stored')).toHaveLength(1);
  });

  test('does not get what is on its way by a resumable upload', async () => {
    const { asked, token, tus } = await begun();
    const path = await tus.create(100_000);
    const sending = patchSlowly(token, path, 100_000);
    sending.write(bytesOf(60_000));
    await eventually('it is being received', () => house.rooms.holds.has(idOf(path)));
    await end({ asked, token });
    sending.write(bytesOf(40_000, 2));
    expect([401, 404, 409, null]).toContain(await sending.status);
    await eventually('its writer has let go', () => !house.rooms.holds.has(idOf(path)));
    expect((await states()).filter((state) => state === 'stored')).toHaveLength(1);
    expect((await tus.head(path)).status).toBe(401);
    now += 25 * HOUR;
    await sweepRequests(house.rooms);
    expect(await remainsOf(house, idOf(path))).toEqual([]);
  });
});

test('an upload in one piece that is on its way when the time of its request is over is not stored', async () => {
  const { token } = await begun();
  const sending = openUpload({ url: house.url, token });
  await sending.write(bytesOf(100_000));
  await eventually('it is being received', async () => (await states()).includes('receiving'));
  now += HOUR;
  sending.finish();
  expect(['UNAUTHENTICATED', 'CONFLICT']).toContain((await sending.answer)?.code);
  await eventually('nothing is left of it', async () => (await states()).length === 1);
});

test('a request that has all its files refuses the next before its bytes are read', async () => {
  const token = await uploadTokenOf(house, await makeRequest(house, { maxFiles: 1 }, owner.token));
  await uploadRaw(house, bytesOf(5), { token });
  const unsent = openUpload({ url: house.url, token }, { headers: { 'Content-Length': '50000' } });
  expect((await unsent.answer)?.code).toBe('QUOTA_EXCEEDED');
  expect(await states()).toEqual(['stored']);
});

/** A PATCH of which the test decides when each byte goes out; its status, or null where the connection broke. */
function patchSlowly(token: string, path: string, length: number) {
  const headers = { ...VERSION, ...BODY, 'Upload-Offset': '0', 'Content-Length': String(length) };
  const req = request(house.url + path, {
    method: 'PATCH',
    agent: false,
    headers: { Authorization: `Bearer ${token}`, ...headers },
  });
  req.on('error', () => {});
  const status = new Promise<number | null>((resolve) => {
    req.once('response', (response: IncomingMessage) => resolve(response.resume().statusCode ?? 0));
    req.once('close', () => resolve(null));
  });
  return { status, write: (bytes: Uint8Array) => void req.write(bytes) };
}

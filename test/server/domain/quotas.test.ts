import { afterEach, describe, expect, test } from 'vitest';
import { readUsage } from '../../../server/catalog/usage.ts';
import { PART_MAX } from '../../../server/crypto/sizes.ts';
import { deleteFile } from '../../../server/domain/files.ts';
import { sweep } from '../../../server/domain/sweeper.ts';
import { sessionOf, startHouse, type TestHouse, type TestHouseOptions, tokenOf } from '../../support/house.ts';
import { bytesOf, upload, uploadRaw } from '../../support/transfers.ts';
import { BODY, encodeMetadata, rawTus, VERSION } from '../../support/tus.ts';

let house: TestHouse;
let ahead = 0;
const open = async (config: TestHouseOptions['config']) => {
  ahead = 0;
  house = await startHouse({ clock: () => Date.now() + ahead, config: config ?? {} });
};
afterEach(() => house.remove());

const create = (size: number, token = house.token) =>
  rawTus(house, token).request('POST', '/uploads', { ...VERSION, 'Upload-Length': String(size) });
const used = () => readUsage(house.rooms.catalog, house.admin?.userId ?? '');

/** What the counts should be: the sum over the rows. */
async function sumOfRows(): Promise<number> {
  const rows = await house.rooms.catalog.selectFrom('files').select(['size', 'declared_size']).execute();
  return rows.reduce((sum, row) => sum + (row.declared_size ?? row.size), 0);
}

async function member(email: string): Promise<{ id: string; token: string }> {
  const { data } = await house.graphql(
    'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } } }',
    { input: { name: email, email, role: 'MEMBER' } },
  );
  const { id } = data.createUser.user;
  return { id, token: await tokenOf(house.rooms, sessionOf(id, 'MEMBER')) };
}

describe('a quota', () => {
  test('is exact under 50 creations at once', async () => {
    await open({ quotas: { user: 100_000, total: null } });
    const statuses = (await Promise.all(Array.from({ length: 50 }, () => create(9_000)))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201).length).toBe(11);
    expect(statuses.filter((status) => status === 507).length).toBe(39);
    expect(await used()).toEqual({ user: 99_000, total: 99_000 });
    expect((await create(1_000)).status).toBe(201);
    const refused = await create(1);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'QUOTA_EXCEEDED' } }] });
  });

  test('of the whole server holds for all together', async () => {
    await open({ quotas: { user: 80, total: 100 } });
    const { token } = await member('bo@example.org');
    expect((await create(81)).status).toBe(507);
    expect((await create(60)).status).toBe(201);
    expect((await create(41, token)).status).toBe(507);
    expect((await create(40, token)).status).toBe(201);
    expect((await create(1)).status).toBe(507);
  });

  test('of the whole server is exact under creations of several users at once', async () => {
    await open({ quotas: { user: 60_000, total: 100_000 } });
    const tokens = [house.token];
    for (const name of ['bo', 'cy', 'di']) tokens.push((await member(`${name}@example.org`)).token);
    const answers = await Promise.all(
      tokens.flatMap((token) => Array.from({ length: 10 }, () => create(9_000, token))),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201).length).toBe(11);
    expect(statuses.filter((status) => status === 507).length).toBe(29);
    expect((await used()).total).toBe(99_000);
    expect(await sumOfRows()).toBe(99_000);
  });

  test('counts a file of unknown length as it grows, and leaves nothing of one that does not fit', async () => {
    await open({ quotas: { user: 1_000, total: null } });
    await upload(house, bytesOf(600));
    const { body } = await uploadRaw(house, bytesOf(401));
    expect(body.errors?.[0]?.extensions.code).toBe('QUOTA_EXCEEDED');
    expect(await used()).toEqual({ user: 600, total: 600 });
    await upload(house, bytesOf(400));
    expect(await used()).toEqual({ user: 1_000, total: 1_000 });
    const rows = await house.rooms.catalog.selectFrom('files').select('state').execute();
    expect(rows).toEqual([{ state: 'stored' }, { state: 'stored' }]);
  });

  test('is not passed by many uploads of unknown length that grow at once', async () => {
    await open({ quotas: { user: 3 * PART_MAX, total: null } });
    const bytes = bytesOf(PART_MAX);
    const answers = await Promise.all(Array.from({ length: 6 }, () => uploadRaw(house, bytes)));
    expect(answers.filter(({ body }) => body.data?.uploadFile).length).toBeLessThanOrEqual(3);
    expect((await used()).user).toBe(await sumOfRows());
    expect((await used()).user).toBeLessThanOrEqual(3 * PART_MAX);
  }, 120_000);

  test('gets back what is deleted, ended, expired or given away', async () => {
    await open({ quotas: { user: 1_000, total: null } });
    const tus = rawTus(house);
    const stored = await upload(house, bytesOf(100));
    const [whole, begun, left] = [await tus.create(200), await tus.create(300), await tus.create(400)];
    await tus.patch(whole, 0, bytesOf(200));
    await tus.patch(begun, 0, bytesOf(10));
    expect((await used()).user).toBe(1_000);
    await deleteFile(house.rooms, house.admin, stored.id);
    expect((await used()).user).toBe(900);
    expect((await tus.request('DELETE', begun)).status).toBe(204);
    expect((await used()).user).toBe(600);
    const { id } = await member('cy@example.org');
    await house.graphql('mutation ($a: ID!, $b: ID!) { transferFiles(fromUserId: $a, toUserId: $b) }', {
      a: house.admin?.userId,
      b: id,
    });
    expect(await used()).toEqual({ user: 400, total: 600 });
    expect(await readUsage(house.rooms.catalog, id)).toEqual({ user: 200, total: 600 });
    ahead = 8 * 86_400_000;
    await sweep(house.rooms);
    expect((await tus.head(left)).status).toBe(404);
    expect(await used()).toEqual({ user: 0, total: 200 });
    expect(await sumOfRows()).toBe(200);
  });

  test('takes a creation whose answer never went out back', async () => {
    await open({ quotas: { user: 1_000, total: null } });
    const headers = { ...VERSION, ...BODY, 'Upload-Length': '500' };
    const tooMuch = await rawTus(house).request('POST', '/uploads', headers, new Uint8Array(501));
    expect(tooMuch.status).toBe(413);
    expect(await used()).toEqual({ user: 0, total: 0 });
    const unreadable = { ...headers, 'Upload-Metadata': encodeMetadata({ filename: 'a/b' }) };
    expect((await rawTus(house).request('POST', '/uploads', unreadable, new Uint8Array(5))).status).toBe(400);
    expect(await used()).toEqual({ user: 0, total: 0 });
  });
});

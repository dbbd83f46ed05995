import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rewrapKeys } from '../../../server/domain/rewrapping.ts';
import { sweepShares } from '../../../server/domain/share-sweep.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { type MadeShare, makeShare, opened, openShare, ownView, revokeShare } from '../../support/shares.ts';
import { bytesOf, upload } from '../../support/transfers.ts';
import { get } from '../../support/wire.ts';

const DAY = 86_400_000;

let house: TestHouse;
let now = Date.now();
beforeAll(async () => {
  house = await startHouse({ clock: () => now });
});
afterAll(() => house.remove());

async function shareOf(input: object = {}) {
  const { id } = await upload(house, bytesOf(1000));
  return makeShare(house, { fileIds: [id], label: 'A label', recipients: ['ann@example.org'], ...input });
}

const rowOf = (id: string) =>
  house.rooms.catalog.selectFrom('shares').selectAll().where('id', '=', id).executeTakeFirst();

async function rowsOf(id: string) {
  const counts: Record<string, number> = {};
  for (const table of ['share_items', 'share_spent', 'grants'] as const) {
    const rows = await house.rooms.catalog.selectFrom(table).select('share_id').where('share_id', '=', id).execute();
    counts[table] = rows.length;
  }
  return counts;
}

test('of a link whose time is over the sweeper leaves a tombstone, and nothing of that after 90 days', async () => {
  const { id, token } = await shareOf({ expiresAt: new Date(now + 1000).toISOString(), password: 'its password' });
  await opened(house, token, { password: 'its password' });
  now += 1000;
  expect(await sweepShares(house.rooms)).toMatchObject({ ended: 1, cleared: 1 });
  expect(await rowOf(id)).toMatchObject({
    sealed_token: null,
    sealed_label: null,
    sealed_recipients: null,
    password_hash: null,
    ended_at: now,
    end_reason: 'EXPIRED',
  });
  expect(await rowsOf(id)).toMatchObject({ share_items: 0, share_spent: 0 });
  expect((await openShare(house, token)).code).toBe('EXPIRED');
  expect(await ownView(house, id)).toMatchObject({ endReason: 'EXPIRED', url: null, label: '', recipients: [] });
  now += 90 * DAY - 1;
  await sweepShares(house.rooms);
  expect((await openShare(house, token)).code).toBe('EXPIRED');
  now += 1;
  await sweepShares(house.rooms);
  expect(await rowOf(id)).toBeUndefined();
  expect((await openShare(house, token)).code).toBe('NOT_FOUND');
});

test.each<[string, (share: MadeShare) => Promise<unknown>, string]>([
  ['REVOKED', ({ id }) => revokeShare(house, id), 'NOT_FOUND'],
  ['USED_UP', async ({ token }) => get((await opened(house, token)).first), 'USED_UP'],
])('of a link that is %s a tombstone stays for 90 days, and nothing behind that', async (reason, end, code) => {
  const share = await shareOf({ maxDownloads: 1 });
  await end(share);
  expect(await rowOf(share.id)).toMatchObject({ end_reason: reason, ended_at: now });
  now += 90 * DAY - 1;
  await sweepShares(house.rooms);
  expect(await rowOf(share.id)).toMatchObject({ end_reason: reason, sealed_token: null, sealed_label: null });
  expect(await rowsOf(share.id)).toEqual({ share_items: 0, share_spent: 0, grants: 0 });
  expect((await openShare(house, share.token)).code).toBe(code);
  now += 1;
  await sweepShares(house.rooms);
  expect(await rowOf(share.id)).toBeUndefined();
  expect((await openShare(house, share.token)).code).toBe('NOT_FOUND');
});

test('a link that was used up is cleared once no grant can go on', async () => {
  const { id, token } = await shareOf({ maxDownloads: 1 });
  const { first } = await opened(house, token);
  expect((await get(first)).status).toBe(200);
  await sweepShares(house.rooms);
  expect(await rowsOf(id)).toEqual({ share_items: 1, share_spent: 1, grants: 1 });
  expect((await get(first)).status).toBe(200);
  now += DAY;
  await sweepShares(house.rooms);
  expect(await rowsOf(id)).toEqual({ share_items: 0, share_spent: 0, grants: 0 });
  expect((await openShare(house, token)).code).toBe('USED_UP');
  // No clock that is set back brings the grant to life again, not even in a new start.
  const before = house.url;
  await house.stop();
  now -= DAY;
  house = await startHouse({ dataDir: house.dataDir, clock: () => now });
  expect((await get(first.replace(before, house.url))).status).toBe(404);
  now += DAY;
});

test('what a crash left between the end and the clearing is cleared by the next sweep, also while the vault is sealed', async () => {
  const { id } = await shareOf();
  await sql`update shares set ended_at = ${now}, end_reason = 'REVOKED' where id = ${id}`.execute(house.rooms.catalog);
  house.rooms.vault.seal();
  await sweepShares(house.rooms);
  expect((await rowOf(id))?.sealed_token).toBeNull();
  expect((await rowsOf(id)).share_items).toBe(0);
  await house.stop();
  house = await startHouse({ dataDir: house.dataDir, clock: () => now });
});

test('a link all of whose files are gone ends', async () => {
  const file = await upload(house, bytesOf(10));
  const { id, token } = await makeShare(house, { fileIds: [file.id] });
  await house.graphql('mutation ($id: ID!) { deleteFile(id: $id) }', { id: file.id });
  expect((await openShare(house, token)).code).toBe('EXPIRED');
  await sweepShares(house.rooms);
  expect(await ownView(house, id)).toMatchObject({ endReason: 'EXPIRED' });
});

test('texts of links move under a new key with the rest, and read as before', async () => {
  const { id, url } = await shareOf();
  await house.graphql('mutation { rotateKek { state } }');
  await rewrapKeys(house.rooms);
  expect(await rowOf(id)).toMatchObject({ kek_id: house.rooms.vault.keyring.activeKekId, rev: 2 });
  expect(await ownView(house, id)).toMatchObject({ label: 'A label', recipients: ['ann@example.org'], url });
  const older = await house.rooms.catalog
    .selectFrom('shares')
    .select('id')
    .where('kek_id', '<', house.rooms.vault.keyring.activeKekId)
    .where('sealed_token', 'is not', null)
    .execute();
  expect(older).toEqual([]);
});

test.each(['sealed_token', 'sealed_label', 'sealed_recipients'] as const)(
  'a changed %s is INTEGRITY, and hides no other link',
  async (column) => {
    const { id, token } = await shareOf();
    const other = await shareOf();
    const sealed = (await rowOf(id))?.[column] as Buffer;
    sealed.writeUInt8(sealed.readUInt8(60) ^ 1, 60);
    await house.rooms.catalog
      .updateTable('shares')
      .set({ [column]: sealed })
      .where('id', '=', id)
      .execute();
    expect((await openShare(house, token)).code).toBe('INTEGRITY');
    const { errors } = await house.graphql(
      'mutation ($input: UpdateShareInput!) { updateShare(input: $input) { id } }',
      { input: { id, label: 'new' } },
    );
    expect(errors?.[0]?.extensions.code).toBe('INTEGRITY');
    expect(await ownView(house, id)).toBeUndefined();
    expect(await ownView(house, other.id)).toBeDefined();
  },
);

test('texts of one link under another’s row, or of an older revision, are INTEGRITY', async () => {
  const [one, two] = [await shareOf(), await shareOf()];
  const before = await rowOf(one.id);
  const { sealed_label: label } = (await rowOf(two.id)) ?? {};
  await house.rooms.catalog
    .updateTable('shares')
    .set({ sealed_label: label ?? null })
    .where('id', '=', one.id)
    .execute();
  expect((await openShare(house, one.token)).code).toBe('INTEGRITY');
  await house.rooms.catalog
    .updateTable('shares')
    .set({ sealed_label: before?.sealed_label ?? null, rev: 2 })
    .where('id', '=', one.id)
    .execute();
  expect((await openShare(house, one.token)).code).toBe('INTEGRITY');
});

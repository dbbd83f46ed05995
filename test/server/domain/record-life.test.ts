import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventsAfter } from '../../../server/catalog/audit.ts';
import { createUser } from '../../../server/domain/accounts.ts';
import {
  disableUser,
  enableUser,
  resetUser,
  setUserRole,
  transferFiles,
} from '../../../server/domain/accounts-changes.ts';
import { createApiToken, revokeApiToken } from '../../../server/domain/api-tokens.ts';
import { openNames } from '../../../server/domain/audit-names.ts';
import { verifyCatalog } from '../../../server/domain/audit-verify.ts';
import { signDownload } from '../../../server/domain/download-links.ts';
import { shareWithUser } from '../../../server/domain/file-sharing.ts';
import { setPassword } from '../../../server/domain/password-links.ts';
import { recordSoon } from '../../../server/domain/record.ts';
import { rewrapKeys } from '../../../server/domain/rewrapping.ts';
import { sweep } from '../../../server/domain/sweeper.ts';
import { eventually } from '../../support/eventually.ts';
import { PASSPHRASE, startHouse, type TestHouse } from '../../support/house.ts';
import { addMember } from '../../support/people.ts';
import { bytesOf, download, downloadUrl, upload } from '../../support/transfers.ts';
import { idOf, rawTus } from '../../support/tus.ts';
import { get } from '../../support/wire.ts';

let house: TestHouse;
let now = 0;
beforeEach(async () => {
  now = Date.now();
  house = await startHouse({ clock: () => now });
});
afterEach(() => house.remove());

async function events() {
  await house.rooms.recorder.flush();
  return eventsAfter(house.rooms.catalog, 0, 10_000);
}
const actions = async () => (await events()).map(({ action }) => action);
const since = async (count: number) => (await actions()).slice(count);
const prove = () => verifyCatalog(house.rooms.catalog, house.rooms.vault.keyring);

const UNSEAL = 'mutation ($passphrase: String!) { unsealVault(passphrase: $passphrase) { state } }';

test('the first run begins the record, and signs what was recorded before there was a key', async () => {
  expect((await actions()).slice(0, 2)).toEqual(['server.started', 'vault.initialized']);
  await expect(prove()).resolves.toMatchObject({ unsigned: 0 });
});

test('the life of a file is recorded with its names', async () => {
  const before = (await actions()).length;
  const file = await upload(house, bytesOf(500), { input: { name: 'first name.txt' } });
  await house.graphql('mutation ($id: ID!) { renameFile(id: $id, name: "second name.txt") { id } }', { id: file.id });
  await house.graphql('mutation ($id: ID!) { deleteFile(id: $id) }', { id: file.id });
  const brief = await upload(house, bytesOf(7), { input: { name: 'brief.txt', expiresAt: new Date(now + 1000) } });
  now += 2000;
  await sweep(house.rooms);
  const rows = (await events()).slice(before);
  expect(rows.map(({ action, fileId }) => [action, fileId])).toEqual([
    ['file.uploaded', file.id],
    ['file.renamed', file.id],
    ['file.deleted', file.id],
    ['file.uploaded', brief.id],
    ['file.expired', brief.id],
  ]);
  expect(rows.map((row) => openNames(house.rooms.vault.keyring, row).file)).toEqual([
    'first name.txt',
    'second name.txt',
    'second name.txt',
    'brief.txt',
    undefined,
  ]);
  expect(rows[0]).toMatchObject({ bytes: 500, complete: true, address: '127.0.0.1', actorKind: 'token' });
  expect(rows.every(({ ownerId }) => ownerId === house.admin?.userId)).toBe(true);
  await prove();
});

test('a download is recorded by who fetched: a token, a session, someone it is shared with', async () => {
  const { rooms, admin } = house;
  const rita = await addMember(house, 'Rita Reader');
  const { id } = await upload(house, bytesOf(3000), { input: { name: 'plan.txt' } });
  await shareWithUser(rooms, admin, { fileId: id, userId: rita.id, role: 'VIEWER' });
  const before = (await actions()).length;
  const asked = { fileId: id, disposition: 'ATTACHMENT', expiresIn: 60 } as const;
  const bySession = await signDownload(rooms, admin, asked, house.url);
  const urls = [await downloadUrl(house, id), bySession.url, await downloadUrl(house, id, 'ATTACHMENT', rita.token)];
  for (const [i, url] of urls.entries()) {
    const range = i === 1 ? { Range: 'bytes=0-99' } : {};
    await get(url, range);
    await eventually('it is recorded', async () => (await events()).length === before + i + 1);
  }
  const rows = (await events()).slice(before);
  const owner = admin?.userId;
  expect(
    rows.map(({ action, actorKind, actorUserId, bytes, complete }) => [
      action,
      actorKind,
      actorUserId,
      bytes,
      complete,
    ]),
  ).toEqual([
    ['file.downloaded', 'token', owner, 3000, true],
    ['file.downloaded', 'user', owner, 100, true],
    ['file.downloaded', 'token', rita.id, 3000, true],
  ]);
  for (const row of rows) {
    expect(row).toMatchObject({ fileId: id, ownerId: owner, address: '127.0.0.1', shareId: null, grantId: null });
  }
  await prove();
});

test('what administrators do to accounts and tokens is recorded, and what they are refused is not', async () => {
  const { rooms, admin } = house;
  const before = (await actions()).length;
  const { user, setPasswordUrl } = await createUser(rooms, admin, {
    name: 'Bob',
    email: 'b@example.org',
    role: 'MEMBER',
  });
  await setPassword(rooms, '192.0.2.9', setPasswordUrl.split('#')[1] ?? '', 'a long password of his');
  await setUserRole(rooms, admin, user.id, 'ADMIN');
  await disableUser(rooms, admin, user.id);
  await enableUser(rooms, admin, user.id);
  await resetUser(rooms, admin, user.id);
  await transferFiles(rooms, admin, admin?.userId ?? '', user.id);
  await expect(setUserRole(rooms, admin, 'no such account', 'ADMIN')).rejects.toThrow();
  const { apiToken } = await createApiToken(rooms, admin, { name: 'secret name', scopes: ['READ'], expiresAt: null });
  await revokeApiToken(rooms, admin, apiToken.id);
  await house.graphql('mutation { rotateKek { state } }');
  const rows = (await events()).slice(before);
  expect(rows.map(({ action }) => action)).toEqual([
    'user.created',
    'user.password-set',
    'user.role-set',
    'user.disabled',
    'user.enabled',
    'user.reset',
    'user.files-transferred',
    'token.created',
    'token.revoked',
    'vault.kek-rotated',
  ]);
  expect(rows[1]).toMatchObject({ address: '192.0.2.9', actorUserId: user.id, userId: user.id });
  expect(rows.slice(2, 6).every(({ userId, actorUserId }) => userId === user.id && actorUserId === admin?.userId)).toBe(
    true,
  );
});

test('the record goes on over a seal, wrong passphrases and a restart, and all of it is signed afterwards', async () => {
  const before = (await actions()).length;
  await house.graphql('mutation { sealVault { state } }');
  recordSoon(house.rooms, { action: 'file.downloaded', actor: { kind: 'anonymous' }, ownerId: null, complete: false });
  await house.graphql(UNSEAL, { passphrase: 'not the passphrase at all' });
  expect((await events()).filter(({ signature }) => signature === null)).toHaveLength(2);
  await house.stop();
  house = await startHouse({ dataDir: house.dataDir, state: 'SEALED', clock: () => now });
  await house.graphql(UNSEAL, { passphrase: PASSPHRASE });
  expect(await since(before)).toEqual([
    'vault.sealed',
    'file.downloaded',
    'vault.refused',
    'server.started',
    'vault.unsealed',
  ]);
  expect((await events()).at(-1)).toMatchObject({ actorKind: 'anonymous', address: '127.0.0.1' });
  await expect(prove()).resolves.toMatchObject({ unsigned: 0 });
  expect(house.logged()).not.toContain('the record was altered');
});

test('an event that was altered while the vault was locked is not signed, and the log says so', async () => {
  await house.graphql('mutation { sealVault { state } }');
  await house.graphql(UNSEAL, { passphrase: 'not the passphrase at all' });
  const seq = (await events()).at(-1)?.seq ?? 0;
  await house.rooms.catalog
    .updateTable('audit_events')
    // The column is never written again by us.
    .set({ address: '203.0.113.5' } as never)
    .where('seq', '=', seq)
    .execute();
  await house.graphql(UNSEAL, { passphrase: PASSPHRASE });
  expect((await events()).find((event) => event.seq === seq)?.signature).toBe(null);
  expect(house.logged()).toContain('the record was altered');
  await expect(prove()).rejects.toMatchObject({ seq });
});

test('a rotation moves the names in the record and leaves its hashes and signatures as they were', async () => {
  const file = await upload(house, bytesOf(5), { input: { name: 'moved name.txt' } });
  const before = await events();
  await house.graphql('mutation { rotateKek { state } }');
  await rewrapKeys(house.rooms);
  const after = await events();
  expect(after.slice(0, before.length).map(({ hash, signature }) => [hash, signature])).toEqual(
    before.map(({ hash, signature }) => [hash, signature]),
  );
  const [old, moved] = [before, after].map((rows) => rows.find(({ fileId }) => fileId === file.id));
  expect([old?.sealed?.kekId, moved?.sealed?.kekId, moved?.sealed?.rev]).toEqual([1, 2, 2]);
  expect(moved && openNames(house.rooms.vault.keyring, moved).file).toBe('moved name.txt');
  await prove();
});

test('a resumable upload is recorded once it is whole', async () => {
  const before = (await actions()).length;
  const tus = rawTus(house);
  const path = await tus.create(3000, { filename: 'by tus.txt' });
  expect(await since(before)).toEqual([]);
  expect((await tus.patch(path, 0, bytesOf(3000))).status).toBe(204);
  const whole = idOf(path);
  expect(await since(before)).toEqual(['file.uploaded']);
  expect((await events()).at(-1)).toMatchObject({ fileId: whole, bytes: 3000, address: '127.0.0.1' });
  expect((await download(house, whole)).bytes.length).toBe(3000);
});

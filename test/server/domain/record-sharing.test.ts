import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventsAfter } from '../../../server/catalog/audit.ts';
import { openNames } from '../../../server/domain/audit-names.ts';
import { signDownload } from '../../../server/domain/download-links.ts';
import { ACTIONS } from '../../../server/domain/event.ts';
import { shareWithUser, unshareWithUser } from '../../../server/domain/file-sharing.ts';
import { createFolder, moveFile, moveFolder, renameFolder } from '../../../server/domain/folder-changes.ts';
import { deleteFolder } from '../../../server/domain/folder-deletion.ts';
import { sweepRequests } from '../../../server/domain/request-end.ts';
import { setSharePolicy } from '../../../server/domain/share-policy.ts';
import { sweepShares } from '../../../server/domain/share-sweep.ts';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { addMember } from '../../support/people.ts';
import { finishRequest, makeRequest, openRequest, uploadTokenOf } from '../../support/requests.ts';
import { makeShare, opened, openShare } from '../../support/shares.ts';
import { bytesOf, downloadUrl, upload, uploadRaw } from '../../support/transfers.ts';
import { get } from '../../support/wire.ts';

let house: TestHouse;
let now = Date.now();
let before = 0;
const seen = new Set<string>();
beforeAll(async () => {
  house = await startHouse({ clock: () => now, env: { STRONGROOM_TRUST_PROXY: '1' } });
});
afterAll(() => house.remove());

/** What was recorded since the test began. */
async function recorded() {
  await house.rooms.recorder.flush();
  const events = await eventsAfter(house.rooms.catalog, before, 10_000);
  for (const { action } of events) seen.add(action);
  return events;
}
beforeEach(async () => {
  before = (await recorded()).at(-1)?.seq ?? before;
});
/** The same without uploads, once so many have come: a download is recorded when its answer has ended. */
const since = (count: number) =>
  eventually(`${count} events`, async () => {
    const events = (await recorded()).filter(({ action }) => action !== 'file.uploaded');
    return events.length >= count ? events : null;
  });
/** Downloads alone, once so many have come. */
const downloads = (count: number) =>
  eventually(`${count} downloads`, async () => {
    const events = (await recorded()).filter(({ action }) => action === 'file.downloaded');
    return events.length >= count ? events : null;
  });
const hour = () => new Date(now + 3_600_000).toISOString();

test('a link: who made, changed, opened and ended it, who was refused, and each first byte by its grant', async () => {
  const file = await upload(house, bytesOf(1000), { name: 'report.bin' });
  const share = await makeShare(house, { fileIds: [file.id], password: 'its own password', maxDownloads: 1 });
  const update = 'mutation ($input: UpdateShareInput!) { updateShare(input: $input) { id } }';
  await house.graphql(update, { input: { id: share.id, label: 'For Bob' } });
  await openShare(house, share.token, { password: 'another password', from: '192.0.2.1' });
  const { first } = await opened(house, share.token, { password: 'its own password', from: '192.0.2.2' });
  const range = await get(first, { Range: 'bytes=0-99', 'X-Forwarded-For': '192.0.2.3' });
  expect(range.status).toBe(206);
  // Each is recorded when its answer has ended, so the next must not begin before.
  await since(7);
  await get(first, { 'X-Forwarded-For': '192.0.2.4' });
  const events = await since(8);
  const owner = house.admin?.userId;
  const [grant] = events.flatMap(({ grantId }) => grantId ?? []);
  expect(grant).toBeDefined();
  expect(
    events.map(({ action, actorKind, actorUserId, address }) => [action, actorKind, actorUserId, address]),
  ).toEqual([
    ['share.created', 'token', owner, '127.0.0.1'],
    ['share.changed', 'token', owner, '127.0.0.1'],
    ['share.refused', 'anonymous', null, '192.0.2.1'],
    ['share.opened', 'grant', null, '192.0.2.2'],
    ['grant.spent', 'grant', null, '192.0.2.3'],
    ['share.ended', 'system', null, '192.0.2.3'],
    ['file.downloaded', 'grant', null, '192.0.2.3'],
    ['file.downloaded', 'grant', null, '192.0.2.4'],
  ]);
  expect(events.every(({ shareId, ownerId }) => shareId === share.id && ownerId === owner)).toBe(true);
  expect(events.filter(({ actorKind }) => actorKind === 'grant').every(({ grantId }) => grantId === grant)).toBe(true);
  expect(events.slice(-2)).toMatchObject([
    { fileId: file.id, bytes: 100, complete: true },
    { fileId: file.id, bytes: 1000, complete: true },
  ]);
});

test('a ZIP: one event for each of its files', async () => {
  const ids = [(await upload(house, bytesOf(10, 1))).id, (await upload(house, bytesOf(20, 2))).id];
  const { token } = await makeShare(house, { fileIds: ids });
  const { zipUrl } = await opened(house, token);
  expect((await get(zipUrl ?? '')).status).toBe(200);
  const downloads = (await since(5)).filter(({ action }) => action === 'file.downloaded');
  expect(downloads.map(({ fileId, bytes, complete }) => [fileId, bytes, complete]).sort()).toEqual(
    [
      [ids[0], 10, true],
      [ids[1], 20, true],
    ].sort(),
  );
});

test('a download that broke off is one that did, with the bytes that left', async () => {
  const { id } = await upload(house, bytesOf(8_000_000));
  const { first } = await opened(house, (await makeShare(house, { fileIds: [id] })).token);
  const answer = await fetch(first);
  const reader = answer.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  const event = (await since(4)).at(-1);
  expect(event).toMatchObject({ action: 'file.downloaded', fileId: id, complete: false });
  expect(event?.bytes).toBeGreaterThan(0);
  expect(event?.bytes).toBeLessThan(8_000_000);
});

test('a ZIP that broke off: what left of the file at which it did, whole those before, and nothing of those behind', async () => {
  const sizes = [1000, 8_000_000, 2000];
  const files = [];
  for (const [i, size] of sizes.entries()) {
    files.push(await upload(house, bytesOf(size, i + 1)));
    now += 1;
  }
  const { token } = await makeShare(house, { fileIds: files.map(({ id }) => id) });
  const answer = await fetch((await opened(house, token)).zipUrl ?? '');
  const reader = answer.body?.getReader();
  for (let read = 0; read < 500_000; ) read += (await reader?.read())?.value?.length ?? 0;
  await reader?.cancel();
  const told = await downloads(2);
  // The newest comes first in a ZIP.
  expect(told.map(({ fileId, complete }) => [fileId, complete])).toEqual([
    [files[2]?.id, true],
    [files[1]?.id, false],
  ]);
  expect(told[0]?.bytes).toBe(2000);
  expect(told[1]?.bytes).toBeGreaterThan(0);
  expect(told[1]?.bytes).toBeLessThan(8_000_000);
});

test('a download by its owner, by a token and by whom it is shared with: each under their own name', async () => {
  const reader = await addMember(house, 'Dora Downloader');
  const { id } = await upload(house, bytesOf(1000));
  await shareWithUser(house.rooms, house.admin, { fileId: id, userId: reader.id, role: 'VIEWER' });
  const own = await signDownload(
    house.rooms,
    house.admin,
    { fileId: id, disposition: 'ATTACHMENT', expiresIn: 300 },
    house.url,
  );
  const urls = [own.url, await downloadUrl(house, id), await downloadUrl(house, id, 'ATTACHMENT', reader.token)];
  for (const [i, url] of urls.entries()) {
    await get(url, { 'X-Forwarded-For': `192.0.2.${i + 1}` });
    await downloads(1 + i);
  }
  const told = await downloads(3);
  expect(told.map(({ actorKind, actorUserId, address }) => [actorKind, actorUserId, address])).toEqual([
    ['user', house.admin?.userId, '192.0.2.1'],
    ['token', house.admin?.userId, '192.0.2.2'],
    ['token', reader.id, '192.0.2.3'],
  ]);
  const facts = { fileId: id, ownerId: house.admin?.userId, bytes: 1000, complete: true, grantId: null };
  expect(told).toMatchObject([facts, facts, facts]);
});

test('the end of a link, by its owner and by time', async () => {
  const { id: file } = await upload(house, bytesOf(10));
  const [revoked, over] = [
    await makeShare(house, { fileIds: [file] }),
    await makeShare(house, { fileIds: [file], expiresAt: hour() }),
  ];
  await house.graphql('mutation ($id: ID!) { revokeShare(id: $id) }', { id: revoked.id });
  await house.graphql('mutation ($id: ID!) { revokeShare(id: $id) }', { id: revoked.id });
  now += 3_600_000;
  await sweepShares(house.rooms);
  await sweepShares(house.rooms);
  const ended = (await since(4)).filter(({ action }) => action === 'share.ended');
  expect(ended.map(({ shareId, actorKind }) => [shareId, actorKind])).toEqual([
    [revoked.id, 'token'],
    [over.id, 'system'],
  ]);
});

test('a file request: who made, opened, finished and closed it, what came by whom, and who was refused', async () => {
  const request = await makeRequest(house, { title: 'Papers', password: 'its own password' });
  await openRequest(house, request.token, 'another password');
  const token = await uploadTokenOf(house, request, 'its own password');
  const { body } = await uploadRaw(house, bytesOf(500), { token, name: 'came in.pdf' });
  await finishRequest(house, token, { senderName: 'Sam Sender', senderEmail: 'sam@example.org' });
  await finishRequest(house, token);
  await house.graphql('mutation ($id: ID!) { closeFileRequest(id: $id) }', { id: request.id });
  await house.graphql('mutation ($id: ID!) { closeFileRequest(id: $id) }', { id: request.id });
  const events = await recorded();
  const owner = house.admin?.userId;
  expect(events.map(({ action, actorKind, actorUserId }) => [action, actorKind, actorUserId])).toEqual([
    ['request.created', 'token', owner],
    ['request.refused', 'anonymous', null],
    ['request.opened', 'sender', null],
    ['file.uploaded', 'sender', null],
    ['request.finished', 'sender', null],
    ['request.ended', 'token', owner],
  ]);
  expect(events.every(({ requestId, ownerId }) => requestId === request.id && ownerId === owner)).toBe(true);
  expect(new Set(events.filter(({ actorKind }) => actorKind === 'sender').map(({ actorId }) => actorId)).size).toBe(1);
  const arrived = events.find(({ action }) => action === 'file.uploaded');
  expect(arrived).toMatchObject({ fileId: body.data?.uploadFile.id, bytes: 500, complete: true });
  expect(arrived && openNames(house.rooms.vault.keyring, arrived)).toEqual({ file: 'came in.pdf' });
  expect(JSON.stringify(events)).not.toMatch(/Sam Sender|sam@example|Papers|came in/);
});

test('a file request that ends by time, found by the sweeper or by whoever comes first, once', async () => {
  const [swept, found] = [
    await makeRequest(house, { expiresAt: hour() }),
    await makeRequest(house, { expiresAt: hour() }),
  ];
  now += 3_600_000;
  await openRequest(house, found.token);
  await sweepRequests(house.rooms);
  await openRequest(house, swept.token);
  const ended = (await since(4)).filter(({ action }) => action === 'request.ended');
  expect(ended.map(({ requestId, actorKind }) => [requestId, actorKind]).sort()).toEqual(
    [
      [swept.id, 'system'],
      [found.id, 'system'],
    ].sort(),
  );
});

test('folders, files shared between people, and the rules for links', async () => {
  const { rooms, admin } = house;
  const rita = await addMember(house, 'Rita Reader');
  const { id: fileId } = await upload(house, bytesOf(10), { name: 'plan.txt' });
  before = (await recorded()).at(-1)?.seq ?? before;
  await shareWithUser(rooms, admin, { fileId, userId: rita.id, role: 'VIEWER' });
  await unshareWithUser(rooms, admin, { fileId, userId: rita.id });
  const top = await createFolder(rooms, admin, { name: 'Clients', parentId: null });
  const inner = await createFolder(rooms, admin, { name: 'Smith', parentId: null });
  await renameFolder(rooms, admin, inner.id ?? '', 'Smith & Sons');
  await moveFolder(rooms, admin, inner.id ?? '', top.id);
  await moveFile(rooms, admin, fileId, inner.id);
  await deleteFolder(rooms, admin, top.id ?? '');
  await setSharePolicy(rooms, admin, { maxDays: null, requirePassword: false, requireExpiry: false });
  const events = await recorded();
  expect(events.map(({ action }) => action)).toEqual([
    'file.shared',
    'file.unshared',
    'folder.created',
    'folder.created',
    'folder.renamed',
    'folder.moved',
    'file.moved',
    'file.deleted',
    'folder.deleted',
    'policy.set',
  ]);
  expect(events.slice(0, 2).every(({ userId }) => userId === rita.id)).toBe(true);
  expect(JSON.stringify(events)).not.toMatch(/Clients|Smith|plan\.txt/);
});

test('every kind of event of links, requests and folders was among these, but a mailed code', () => {
  const kinds = ACTIONS.filter((action) => /^(share|grant|request|folder|policy)\./.test(action));
  expect(kinds.filter((action) => !seen.has(action))).toEqual(['share.code-sent']);
});

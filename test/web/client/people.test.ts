import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicKey } from '../../../server/domain/audit-chain.ts';
import { verifyExport } from '../../../server/domain/audit-verify.ts';
import { createStrongroomClient, type StrongroomClient } from '../../../web/client/index.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { addMember, type Member } from '../../support/people.ts';

let house: TestHouse;
let owner: StrongroomClient;
let vera: Member;
let viewer: StrongroomClient;
beforeAll(async () => {
  house = await startHouse();
  const olga = await addMember(house, 'Olga Owner');
  vera = await addMember(house, 'Vera Viewer');
  owner = createStrongroomClient({ url: house.url, token: olga.token });
  viewer = createStrongroomClient({ url: house.url, token: vera.token });
});
afterAll(() => house.remove());

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}

test('files are shared with someone who is found by name, listed by them through all pages, and taken back', async () => {
  expect(await owner.people('vera')).toEqual([{ id: vera.id, name: 'Vera Viewer' }]);
  const ids: string[] = [];
  for (const name of ['a', 'b', 'c']) ids.push((await owner.upload(new Blob([name]), { name })).id);
  for (const id of ids) {
    const access = await owner.shareWithUser(id, vera.id, 'EDITOR');
    expect(access).toMatchObject([{ role: 'EDITOR', user: { id: vera.id } }]);
  }
  const got = await collect(viewer.sharedWithMe({ first: 2 }));
  expect(got.map(({ name, role, owner: { name: by } }) => [name, role, by])).toEqual([
    ['c', 'EDITOR', 'Olga Owner'],
    ['b', 'EDITOR', 'Olga Owner'],
    ['a', 'EDITOR', 'Olga Owner'],
  ]);
  await viewer.rename(ids[0] ?? '', 'a better name');
  expect(await owner.unshareWithUser(ids[0] ?? '', vera.id)).toEqual([]);
  expect(await collect(viewer.sharedWithMe())).toHaveLength(2);
  await expect(viewer.rename(ids[0] ?? '', 'once more')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('the record of a file is listed newest first through all pages, with its name for its owner alone', async () => {
  const { id } = await owner.upload(new Blob(['x']), { name: 'record.txt' });
  await owner.rename(id, 'renamed.txt');
  await owner.shareWithUser(id, vera.id, 'VIEWER');
  const events = await collect(owner.auditEvents({ fileId: id, first: 1 }));
  expect(events.map(({ action }) => action)).toEqual(['file.shared', 'file.renamed', 'file.uploaded']);
  expect(events.at(-1)).toMatchObject({ fileId: id, fileName: 'record.txt', actorName: 'Olga Owner' });
  expect(await collect(viewer.auditEvents({ fileId: id }))).toEqual([]);
  const admin = createStrongroomClient({ url: house.url, token: house.token });
  const seen = await collect(admin.auditEvents({ fileId: id, actions: ['file.uploaded'] }));
  expect(seen).toMatchObject([{ action: 'file.uploaded', fileId: id, fileName: null }]);
});

test('the whole record is exported to an administrator and proved by the public key, and to nobody else', async () => {
  const admin = createStrongroomClient({ url: house.url, token: house.token });
  const keys = house.rooms.vault.keyring.publicKeys('audit-signing').map(publicKey);
  const { first, last } = await verifyExport(await admin.exportRecord(), keys);
  const [newest] = await collect(admin.auditEvents({ actions: ['record.exported'] }));
  expect([first, last]).toEqual([1, newest?.seq]);
  await expect(viewer.exportRecord()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const nobody = createStrongroomClient({ url: house.url });
  await expect(nobody.exportRecord()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

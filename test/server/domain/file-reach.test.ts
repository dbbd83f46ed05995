import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareWithUser } from '../../../server/domain/file-sharing.ts';
import { makeFolder } from '../../support/folders.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { addMember, type Member } from '../../support/people.ts';
import { makeShare, revokeShare } from '../../support/shares.ts';
import { bytesOf, upload } from '../../support/transfers.ts';

let house: TestHouse;
let rita: Member;
let now = Date.now();
beforeAll(async () => {
  house = await startHouse({ clock: () => now });
  rita = await addMember(house, 'Rita Reader');
});
afterAll(() => house.remove());

async function put(name: string, folderId: string | null = null): Promise<string> {
  return (await upload(house, bytesOf(10), { input: { name, folderId } })).id;
}

/** `linked` and `sharedWith` of each of the caller's files, by name. */
async function listed(token?: string): Promise<Record<string, [boolean, number]>> {
  const { data } = await house.graphql('{ files(first: 200) { nodes { name linked sharedWith } } }', {}, token);
  const nodes: { name: string; linked: boolean; sharedWith: number }[] = data.files.nodes;
  return Object.fromEntries(nodes.map(({ name, linked, sharedWith }) => [name, [linked, sharedWith]]));
}

const share = (fileId: string, { id: userId }: Member) =>
  shareWithUser(house.rooms, house.admin, { fileId, userId, role: 'VIEWER' });

test('a list says of each file whether a living link gives it, and how many people may use it', async () => {
  const top = await makeFolder(house, 'top');
  const deep = await makeFolder(house, 'deep', await makeFolder(house, 'middle', top));
  await put('beside');
  const named = await put('named');
  const inner = await put('inner', deep);
  await share(inner, rita);
  await share(inner, await addMember(house, 'Otto Other'));
  expect(await listed()).toEqual({ beside: [false, 0], named: [false, 0], inner: [false, 2] });

  const direct = await makeShare(house, { fileIds: [named], expiresAt: new Date(now + 60_000).toISOString() });
  const around = await makeShare(house, { folderIds: [top] });
  expect(await listed()).toEqual({ beside: [false, 0], named: [true, 0], inner: [true, 2] });
  await revokeShare(house, around.id);
  expect(await listed()).toEqual({ beside: [false, 0], named: [true, 0], inner: [false, 2] });
  const lasting = await makeShare(house, { fileIds: [named] });
  now += 60_000;
  expect(await listed()).toMatchObject({ named: [true, 0] });
  await revokeShare(house, lasting.id);
  expect(await listed()).toMatchObject({ named: [false, 0] });

  // What an ended link names is cleared away later; it does not count until then either.
  const both = await makeShare(house, { fileIds: [named], folderIds: [top] });
  expect(await listed()).toMatchObject({ named: [true, 0], inner: [true, 2] });
  const ended = { ended_at: now, end_reason: 'REVOKED' } as const;
  await house.rooms.catalog.updateTable('shares').set(ended).where('id', '=', both.id).execute();
  expect(await listed()).toMatchObject({ named: [false, 0], inner: [false, 2] });
  await revokeShare(house, direct.id);
});

test('it says so to the owner alone', async () => {
  const id = await put('seen by two');
  await share(id, rita);
  await makeShare(house, { fileIds: [id] });
  const query = 'query ($id: ID!) { file(id: $id) { linked sharedWith } }';
  expect((await house.graphql(query, { id })).data.file).toEqual({ linked: true, sharedWith: 1 });
  expect((await house.graphql(query, { id }, rita.token)).data.file).toEqual({ linked: false, sharedWith: 0 });
});

test('it asks the catalog as often for fifty files as for one', async () => {
  now += 1000;
  for (let i = 0; i < 50; i += 1) await put(`one of many ${i}`, await makeFolder(house, `folder ${i}`));
  const { catalog } = house.rooms;
  let queries = 0;
  const counted = catalog.withPlugin({
    transformQuery({ node }) {
      queries += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  Object.assign(house.rooms, { catalog: counted });
  const asked = async (first: number) => {
    queries = 0;
    const document = 'query ($first: Int!) { files(first: $first) { nodes { linked sharedWith } } }';
    const { data } = await house.graphql(document, { first });
    expect(data.files.nodes).toHaveLength(first);
    return queries;
  };
  const [one, fifty] = [await asked(1), await asked(50)];
  Object.assign(house.rooms, { catalog });
  expect(one).toBeGreaterThan(3);
  expect(fifty).toBe(one);
});

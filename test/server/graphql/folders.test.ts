import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createUser } from '../../../server/domain/accounts.ts';
import { makeFolder } from '../../support/folders.ts';
import { sessionOf, startHouse, type TestHouse, tokenOf } from '../../support/house.ts';
import { bytesOf, upload } from '../../support/transfers.ts';

let house: TestHouse;
let other: string;
beforeAll(async () => {
  house = await startHouse();
  const { user } = await createUser(house.rooms, house.admin, {
    name: 'Bob',
    email: 'bob@example.org',
    role: 'MEMBER',
  });
  other = await tokenOf(house.rooms, sessionOf(user.id, 'MEMBER'));
});
afterAll(() => house.remove());

const make = (name: string, parentId: string | null = null) => makeFolder(house, name, parentId);
const CREATE = `mutation ($name: String!, $parentId: ID) {
  createFolder(name: $name, parentId: $parentId) { id name parentId createdAt path { name } }
}`;
const RENAME = 'mutation ($id: ID!, $name: String!) { renameFolder(id: $id, name: $name) { id name } }';
const MOVE = 'mutation ($id: ID!, $parentId: ID) { moveFolder(id: $id, parentId: $parentId) { path { name } } }';
const PUT = `mutation ($id: ID!, $folderId: ID) {
  moveFile(id: $id, folderId: $folderId) { id folderId folder { name path { name } } }
}`;
const LOOK = `query ($id: ID, $first: Int! = 50, $after: String) {
  folder(id: $id) {
    id name parentId filesWithin foldersWithin path { name }
    folders(first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } nodes { id name } edges { cursor }
    }
    files { totalCount nodes { id name } }
  }
}`;

async function code(query: string, variables: object, token?: string | null): Promise<string | undefined> {
  return (await house.graphql(query, variables, token)).errors?.[0]?.extensions.code;
}
const look = async (id: string | null, more: object = {}) => (await house.graphql(LOOK, { id, ...more })).data.folder;

test('a folder is made, found with its path, renamed and moved', async () => {
  const top = await make('Clients');
  const { data } = await house.graphql(CREATE, { name: 'Müller & Söhne', parentId: top });
  const made = data.createFolder;
  expect(made).toMatchObject({ name: 'Müller & Söhne', parentId: top, path: [{ name: 'Clients' }] });
  expect(Date.parse(made.createdAt)).toBeGreaterThan(Date.now() - 60_000);
  expect((await look(top)).folders.nodes).toEqual([{ id: made.id, name: 'Müller & Söhne' }]);
  expect((await house.graphql(RENAME, { id: made.id, name: 'MÜLLER & SÖHNE' })).data.renameFolder.name).toBe(
    'MÜLLER & SÖHNE',
  );
  expect((await house.graphql(MOVE, { id: made.id })).data.moveFolder.path).toEqual([]);
  expect(await look(made.id)).toMatchObject({ name: 'MÜLLER & SÖHNE', parentId: null, path: [] });
  expect((await look(top)).folders.totalCount).toBe(0);
});

test('a file is put into a folder and out of it; files of one folder are listed, searched and counted alone', async () => {
  const top = await make('Reports');
  const deep = await make('2026', top);
  const file = await upload(house, bytesOf(3), { name: 'Numbers in folders.txt' });
  const beside = await upload(house, bytesOf(3), { name: 'Numbers beside folders.txt', input: { folderId: top } });
  expect((await house.graphql(PUT, { id: file.id, folderId: deep })).data.moveFile).toEqual({
    id: file.id,
    folderId: deep,
    folder: { name: '2026', path: [{ name: 'Reports' }] },
  });
  const list = async (folderId: string | null, search?: string) => {
    const query = `query ($folderId: ID, $search: String) {
      files(folderId: $folderId, search: $search) { totalCount nodes { id folderId } }
    }`;
    return (await house.graphql(query, { folderId, search })).data.files;
  };
  expect(await list(deep)).toEqual({ totalCount: 1, nodes: [{ id: file.id, folderId: deep }] });
  expect((await list(null)).nodes).toContainEqual({ id: file.id, folderId: deep });
  expect((await list(null, 'numbers')).totalCount).toBe(2);
  expect(await list(top, 'NUMBERS')).toEqual({ totalCount: 1, nodes: [{ id: beside.id, folderId: top }] });
  expect(await look(top)).toMatchObject({ filesWithin: 2, foldersWithin: 1, files: { totalCount: 1 } });
  await house.graphql(PUT, { id: file.id });
  expect((await list(deep, 'numbers')).totalCount).toBe(0);
  const root = await look(null);
  expect(root).toMatchObject({ id: null, name: '', parentId: null, path: [] });
  expect(root.files.nodes.map(({ id }: { id: string }) => id)).toContain(file.id);
  expect(root.files.nodes.map(({ id }: { id: string }) => id)).not.toContain(beside.id);
});

test('folders are listed by name in pages without gaps or repeats, numbers as numbers', async () => {
  const top = await make('Many');
  const names = ['b 10', 'B 2', 'a', 'Émile', 'zz', 'b 1', 'x'.repeat(255), `${'x'.repeat(254)}y`, 'ﷺ'.repeat(200)];
  for (const name of names) await make(name, top);
  const whole = (await look(top)).folders.nodes.map(({ name }: { name: string }) => name);
  expect(whole.slice(0, 5)).toEqual(['a', 'b 1', 'B 2', 'b 10', 'Émile']);
  const paged: string[] = [];
  let after: string | null = null;
  for (;;) {
    const page: any = (await look(top, { first: 2, after })).folders; // answers have any shape
    const { nodes, pageInfo, edges, totalCount } = page;
    paged.push(...nodes.map(({ name }: { name: string }) => name));
    expect(totalCount).toBe(names.length);
    expect(edges.at(-1).cursor).toBe(pageInfo.endCursor);
    after = pageInfo.endCursor;
    if (!pageInfo.hasNextPage) break;
  }
  expect(paged).toEqual(whole);
});

test('files of a folder are read in pages, newest first, and fifty where nobody says how many', async () => {
  const parent = await make('Paged');
  const names = ['one', 'two', 'three', 'four', 'five'];
  for (const name of names) await upload(house, bytesOf(1), { input: { name, folderId: parent } });
  const query = `query ($id: ID, $after: String) {
    folder(id: $id) { files(first: 2, after: $after) { totalCount nodes { name } pageInfo { hasNextPage endCursor } } }
  }`;
  const pages: string[][] = [];
  let after: string | null = null;
  do {
    const { files }: any = (await house.graphql(query, { id: parent, after })).data.folder; // answers have any shape
    pages.push(files.nodes.map(({ name }: { name: string }) => name));
    expect(files.totalCount).toBe(5);
    after = files.pageInfo.hasNextPage ? files.pageInfo.endCursor : null;
  } while (after !== null);
  expect(pages).toEqual([['five', 'four'], ['three', 'two'], ['one']]);
  for (let i = names.length; i < 51; i += 1) await upload(house, bytesOf(1), { input: { folderId: parent } });
  expect((await look(parent)).files).toMatchObject({ totalCount: 51, nodes: { length: 50 } });
});

describe('refused are', () => {
  test.each(['', '   ', 'a/b', 'a\\b', '..', 'a\nb', 'x'.repeat(256)])('the name %j', async (name) => {
    expect(await code(CREATE, { name })).toBe('BAD_INPUT');
    expect(await code(RENAME, { id: await make(randomUUID()), name })).toBe('BAD_INPUT');
  });

  test('a name that the parent holds already, in any case and by any way', async () => {
    const [one, two] = [await make('Straße'), await make('taken elsewhere')];
    const inner = await make('STRASSE', two);
    expect(await code(CREATE, { name: 'strasse' })).toBe('CONFLICT');
    expect(await code(RENAME, { id: two, name: 'STRASSE' })).toBe('CONFLICT');
    expect(await code(MOVE, { id: inner })).toBe('CONFLICT');
    expect(await code(RENAME, { id: one, name: 'STRASSE' })).toBeUndefined();
  });

  test('the second of two who make the same at once', async () => {
    const both = await Promise.all([code(CREATE, { name: 'race' }), code(CREATE, { name: 'RACE' })]);
    expect(both.sort()).toEqual(['CONFLICT', undefined]);
  });

  test('a folder in itself, or in one inside it, and nothing has moved', async () => {
    const top = await make('self');
    const inner = await make('inner', await make('middle', top));
    expect(await code(MOVE, { id: top, parentId: top })).toBe('BAD_INPUT');
    expect(await code(MOVE, { id: top, parentId: inner })).toBe('BAD_INPUT');
    expect((await look(inner)).path.map(({ name }: { name: string }) => name)).toEqual(['self', 'middle']);
  });

  test('two moves at once that would make a ring: one of them at least', async () => {
    const [a, b] = [await make('ring a'), await make('ring b')];
    const both = await Promise.all([code(MOVE, { id: a, parentId: b }), code(MOVE, { id: b, parentId: a })]);
    expect(both.sort()).toEqual(['BAD_INPUT', undefined]);
  });

  test('the 33rd folder within one another, made or moved', async () => {
    let parent: string | null = null;
    for (let depth = 1; depth <= 32; depth += 1) parent = await make('deep', parent);
    expect(await code(CREATE, { name: 'deeper', parentId: parent })).toBe('BAD_INPUT');
    const two = await make('two');
    const lower = await make('lower', two);
    const above = (
      await house.rooms.catalog
        .selectFrom('folders')
        .select('parent_id')
        .where('id', '=', parent)
        .executeTakeFirstOrThrow()
    ).parent_id;
    expect(await code(MOVE, { id: two, parentId: above })).toBe('BAD_INPUT');
    expect(await code(MOVE, { id: lower, parentId: above })).toBeUndefined();
  });

  test('whatever is someone else’s, as if it were not there', async () => {
    const mine = await make('mine');
    const file = await upload(house, bytesOf(1), { input: { folderId: mine } });
    for (const id of [mine, randomUUID(), 'garbage', '']) {
      expect(await code(LOOK, { id }, other)).toBe('NOT_FOUND');
      expect(await code(CREATE, { name: 'x', parentId: id }, other)).toBe('NOT_FOUND');
      expect(await code(RENAME, { id, name: 'x' }, other)).toBe('NOT_FOUND');
      expect(await code(MOVE, { id }, other)).toBe('NOT_FOUND');
      expect(await code('mutation ($id: ID!) { deleteFolder(id: $id) }', { id }, other)).toBe('NOT_FOUND');
      expect(await code('query ($id: ID) { files(folderId: $id) { totalCount } }', { id }, other)).toBe('NOT_FOUND');
    }
    const theirs = (await house.graphql(CREATE, { name: 'theirs' }, other)).data.createFolder.id;
    expect(await code(PUT, { id: file.id, folderId: theirs })).toBe('NOT_FOUND');
    expect(await code(PUT, { id: file.id }, other)).toBe('NOT_FOUND');
    expect(await code(MOVE, { id: mine, parentId: theirs })).toBe('NOT_FOUND');
    expect((await look(mine)).files.totalCount).toBe(1);
  });

  test('those who may only read, and those who are nobody', async () => {
    const reader = await tokenOf(house.rooms, house.admin ?? sessionOf('', 'MEMBER'), ['READ']);
    const id = await make('guarded');
    for (const [token, expected] of [
      [reader, 'FORBIDDEN'],
      [null, 'UNAUTHENTICATED'],
    ] as const) {
      expect(await code(CREATE, { name: 'x' }, token)).toBe(expected);
      expect(await code(RENAME, { id, name: 'x' }, token)).toBe(expected);
      expect(await code(MOVE, { id }, token)).toBe(expected);
      expect(await code(PUT, { id }, token)).toBe(expected);
      expect(await code('mutation ($id: ID!) { deleteFolder(id: $id) }', { id }, token)).toBe(expected);
    }
    expect(await code(LOOK, { id: null }, null)).toBe('UNAUTHENTICATED');
    expect(await code(LOOK, { id }, reader)).toBeUndefined();
  });

  test('a cursor that no listing gave', async () => {
    expect(await code(LOOK, { id: null, after: 'bm8' })).toBe('BAD_INPUT');
    expect(await code(LOOK, { id: null, first: 201 })).toBe('BAD_INPUT');
  });
});

test('a folder whose name is damaged hides no other and can be destroyed', async () => {
  const top = await make('damage');
  const [bad] = [await make('bad', top), await make('good', top)];
  await house.rooms.catalog
    .updateTable('folders')
    .set({ sealed_name: Buffer.alloc(80) })
    .where('id', '=', bad)
    .execute();
  expect((await look(top)).folders.nodes).toEqual([{ id: expect.anything(), name: 'good' }]);
  expect(house.logged()).toContain('the name of a folder is damaged');
  expect(await code(LOOK, { id: bad })).toBe('INTEGRITY');
  expect(await code('mutation ($id: ID!) { deleteFolder(id: $id) }', { id: bad })).toBeUndefined();
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSchema } from '../../../server/graphql/schema.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { addMember, type Member } from '../../support/people.ts';
import { bytesOf, upload } from '../../support/transfers.ts';

let house: TestHouse;
let owner: Member;
let third: Member;
let ids: Record<'VIEWER' | 'EDITOR', string>;
const who: Record<string, string | null> = { nobody: null };

beforeAll(async () => {
  house = await startHouse();
  owner = await addMember(house, 'Olga Owner');
  third = await addMember(house, 'Theo Third');
  const [viewer, editor, stranger] = [
    await addMember(house, 'Vera Viewer'),
    await addMember(house, 'Edgar Editor'),
    await addMember(house, 'Stan Stranger'),
  ];
  ids = { VIEWER: viewer.id, EDITOR: editor.id };
  Object.assign(who, {
    owner: owner.token,
    editor: editor.token,
    viewer: viewer.token,
    stranger: stranger.token,
    admin: house.token,
    'owner’s READ': await owner.tokenWith(['READ']),
    'owner’s WRITE': await owner.tokenWith(['WRITE']),
    'owner’s SHARE': await owner.tokenWith(['SHARE']),
    'editor’s READ': await editor.tokenWith(['READ']),
  });
});
afterAll(() => house.remove());

/** A fresh file of the owner's that the viewer may see and the editor rename, and that is shared with a third. */
async function sharedFile(): Promise<string> {
  const { id } = await upload(house, bytesOf(100), { name: 'a file.txt', token: owner.token });
  for (const [role, userId] of [...Object.entries(ids), ['VIEWER', third.id] as const]) await share(id, userId, role);
  return id;
}

async function share(fileId: string, userId: string, role = 'VIEWER', token = owner.token) {
  return house.graphql(
    'mutation ($f: ID!, $u: ID!, $r: ShareRole!) { shareWithUser(fileId: $f, userId: $u, role: $r) { id } }',
    { f: fileId, u: userId, r: role },
    token,
  );
}

interface Walk {
  document: string;
  /** Of each, the code; `OK` and `null` are what they say. */
  expected: Record<string, string>;
}

const READ = {
  owner: 'OK',
  editor: 'OK',
  viewer: 'OK',
  stranger: 'NOT_FOUND',
  admin: 'NOT_FOUND',
  nobody: 'UNAUTHENTICATED',
  'owner’s READ': 'OK',
  'owner’s WRITE': 'FORBIDDEN',
  'owner’s SHARE': 'FORBIDDEN',
  'editor’s READ': 'OK',
};

const OWNERS = {
  owner: 'OK',
  editor: 'FORBIDDEN',
  viewer: 'FORBIDDEN',
  stranger: 'NOT_FOUND',
  admin: 'NOT_FOUND',
  nobody: 'UNAUTHENTICATED',
  'owner’s READ': 'FORBIDDEN',
  'editor’s READ': 'FORBIDDEN',
};

const WRITING = { ...OWNERS, 'owner’s WRITE': 'OK', 'owner’s SHARE': 'FORBIDDEN' };
const SHARING = { ...OWNERS, 'owner’s WRITE': 'FORBIDDEN', 'owner’s SHARE': 'OK' };

/** Every root field that takes the id of one file. */
const WALKS: Record<string, Walk> = {
  file: {
    document: 'query ($id: ID!) { file(id: $id) { id } }',
    expected: { ...READ, stranger: 'null', admin: 'null' },
  },
  downloadUrl: { document: 'query ($id: ID!) { downloadUrl(fileId: $id) { url } }', expected: READ },
  renameFile: {
    document: 'mutation ($id: ID!) { renameFile(id: $id, name: "renamed") { id } }',
    expected: { ...WRITING, editor: 'OK' },
  },
  moveFile: { document: 'mutation ($id: ID!) { moveFile(id: $id, folderId: null) { id } }', expected: WRITING },
  deleteFile: { document: 'mutation ($id: ID!) { deleteFile(id: $id) }', expected: WRITING },
  shareWithUser: {
    document: 'mutation ($id: ID!, $third: ID!) { shareWithUser(fileId: $id, userId: $third, role: EDITOR) { id } }',
    expected: SHARING,
  },
  unshareWithUser: {
    document: 'mutation ($id: ID!, $third: ID!) { unshareWithUser(fileId: $id, userId: $third) { id } }',
    expected: SHARING,
  },
};

/** Lists the caller's own links; a file that is not among them gives none. */
const ELSEWHERE = ['shares'];

const schema = createSchema();
const built = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
  Object.values(type?.getFields() ?? {}).filter((field) => field.resolve),
);

test('every root field that takes a file’s id is walked', () => {
  const taking = built.filter(
    ({ name, args }) =>
      args.some((arg) => arg.name === 'fileId') || (/File$|^file$/.test(name) && args.some((arg) => arg.name === 'id')),
  );
  expect(taking.map(({ name }) => name).filter((name) => !ELSEWHERE.includes(name) && !(name in WALKS))).toEqual([]);
});

const lines = Object.entries(WALKS)
  .filter(([name]) => built.some((field) => field.name === name))
  .flatMap(([name, { document, expected }]) =>
    Object.entries(expected).map(([caller, code]) => ({ name, document, caller, code })),
  );

test.each(lines)('$name by $caller: $code', async ({ name, document, caller, code }) => {
  const id = await sharedFile();
  const variables = { id, ...(document.includes('$third') ? { third: third.id } : {}) };
  const { data, errors } = await house.graphql(document, variables, who[caller]);
  expect(errors?.[0]?.extensions.code ?? (data[name] === null ? 'null' : 'OK')).toBe(code);
  if (code === 'OK') return;
  const there = await house.graphql('query ($id: ID!) { file(id: $id) { name access { role } } }', { id }, owner.token);
  expect(there.data.file).toMatchObject({ name: 'a file.txt', access: [{}, {}, {}] });
});

describe('a shared file', () => {
  const FIELDS = 'query ($id: ID!) { file(id: $id) { name role owner { id name email } access { role user { id } } } }';

  test('shows its owner who has it, and others only what they may', async () => {
    const id = await sharedFile();
    const as = async (name: string) => (await house.graphql(FIELDS, { id }, who[name])).data.file;
    const mine = await as('owner');
    expect(mine.role).toBeNull();
    expect(mine.access.map(({ role, user }: any) => [user.id, role])).toEqual(
      expect.arrayContaining([
        [ids.VIEWER, 'VIEWER'],
        [ids.EDITOR, 'EDITOR'],
        [third.id, 'VIEWER'],
      ]),
    );
    expect(await as('viewer')).toMatchObject({ role: 'VIEWER', access: [], owner: { name: owner.name, email: null } });
    expect(await as('editor')).toMatchObject({ role: 'EDITOR', access: [] });
  });

  test('changes hands by another role, and keeps since when', async () => {
    const id = await sharedFile();
    expect((await share(id, ids.VIEWER, 'EDITOR')).errors).toBeUndefined();
    const { data } = await house.graphql(FIELDS, { id }, who['viewer']);
    expect(data.file.role).toBe('EDITOR');
    const renamed = await house.graphql(WALKS['renameFile']?.document ?? '', { id }, who['viewer']);
    expect(renamed.errors).toBeUndefined();
    // The owner's search knows the name that an editor gave.
    const found = await house.graphql('{ files(search: "renamed") { nodes { id } } }', {}, owner.token);
    expect(found.data.files.nodes).toContainEqual({ id });
  });

  test.each([
    ['an account that is none', () => 'no-such-account', 'NOT_FOUND'],
    ['the owner themself', () => owner.id, 'BAD_INPUT'],
  ])('is not shared with %s', async (_, userId, code) => {
    const id = await sharedFile();
    expect((await share(id, userId())).errors?.[0]?.extensions.code).toBe(code);
  });

  test('is not taken back from someone who does not have it', async () => {
    const id = await sharedFile();
    const { errors } = await house.graphql(
      'mutation ($id: ID!, $u: ID!) { unshareWithUser(fileId: $id, userId: $u) { id } }',
      { id, u: owner.id },
      owner.token,
    );
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { disableUser, enableUser, transferFiles } from '../../../server/domain/accounts-changes.ts';
import { sharedWithMe, shareWithUser, unshareWithUser } from '../../../server/domain/file-sharing.ts';
import { deleteFile, findReadableFile } from '../../../server/domain/files.ts';
import { findPeople } from '../../../server/domain/people.ts';
import { sweep } from '../../../server/domain/sweeper.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { addMember, type Member } from '../../support/people.ts';
import { bytesOf, upload } from '../../support/transfers.ts';

let house: TestHouse;
let owner: Member;
let reader: Member;
let number = 0;
let now = Date.now();

beforeAll(async () => {
  house = await startHouse({ clock: () => now });
});
afterAll(() => house.remove());
beforeEach(async () => {
  number += 1;
  owner = await addMember(house, `Olga Owner ${number}`);
  reader = await addMember(house, `Rita Reader ${number}`);
});

async function shared(name = 'a file.txt', input: object = {}): Promise<string> {
  const { id } = await upload(house, bytesOf(1000, number), { name, token: owner.token, input });
  now += 1000;
  await shareWithUser(house.rooms, owner.principal, { fileId: id, userId: reader.id, role: 'VIEWER' });
  return id;
}

const listed = async (member = reader) =>
  (await sharedWithMe(house.rooms, member.principal, { first: 200 })).files.map(({ id }) => id);

async function signed(fileId: string): Promise<string> {
  const { data } = await house.graphql(
    'query ($id: ID!) { downloadUrl(fileId: $id) { url } }',
    { id: fileId },
    reader.token,
  );
  return data.downloadUrl.url;
}

describe('the bytes of a shared file', () => {
  test('are the reader’s until the next request after it is taken back', async () => {
    const id = await shared();
    const url = await signed(id);
    const whole = await fetch(url);
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(bytesOf(1000, number));
    expect((await fetch(url, { headers: { Range: 'bytes=10-19' } })).status).toBe(206);

    await unshareWithUser(house.rooms, owner.principal, { fileId: id, userId: reader.id });
    for (const init of [{}, { method: 'HEAD' }, { headers: { Range: 'bytes=10-19' } }]) {
      expect((await fetch(url, init)).status).toBe(404);
    }
    await shareWithUser(house.rooms, owner.principal, { fileId: id, userId: reader.id, role: 'VIEWER' });
    expect((await fetch(url)).status).toBe(200);
  });

  test('are dead while the owner is disabled, for the listing too', async () => {
    const id = await shared();
    const url = await signed(id);
    await disableUser(house.rooms, house.admin, owner.id);
    expect((await fetch(url)).status).toBe(404);
    expect(await listed()).toEqual([]);
    expect(await findReadableFile(house.rooms, reader.principal, id)).toBeNull();
    await enableUser(house.rooms, house.admin, owner.id);
    expect((await fetch(url)).status).toBe(200);
    expect(await listed()).toEqual([id]);
  });
});

describe('the list of what others share', () => {
  test('is paged, newest share first, and counted', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) ids.unshift(await shared(`file ${i}.txt`));
    const query = `query ($after: String) { sharedWithMe(first: 2, after: $after) {
      totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }`;
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const { data } = await house.graphql(query, { after }, reader.token);
      const { totalCount, nodes, edges, pageInfo }: any = data.sharedWithMe;
      expect(totalCount).toBe(5);
      expect(edges.map((edge: any) => edge.node.id)).toEqual(nodes.map((node: any) => node.id));
      expect(edges.at(-1)?.cursor).toBe(pageInfo.endCursor);
      seen.push(...nodes.map((node: any) => node.id));
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(ids);
    const { errors } = await house.graphql(query, { after: 'no cursor' }, reader.token);
    expect(errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  });

  test('holds nothing that is deleted, expired or taken back, nor one’s own', async () => {
    const deleted = await shared();
    const ended = await shared('soon', { expiresAt: new Date(now + 60_000).toISOString() });
    const taken = await shared();
    const stays = await shared();
    await deleteFile(house.rooms, owner.principal, deleted);
    await unshareWithUser(house.rooms, owner.principal, { fileId: taken, userId: reader.id });
    expect(await listed()).toEqual([stays, ended]);
    expect(await listed(owner)).toEqual([]);
    now += 61_000;
    expect(await listed()).toEqual([stays]);
    await sweep(house.rooms);
    const rows = await house.rooms.catalog.selectFrom('file_access').select('file_id').execute();
    expect(rows.map((row) => row.file_id)).not.toContain(deleted);
    expect(rows.map((row) => row.file_id)).not.toContain(ended);
  });
});

test('files that go to another account stay shared with others, and its own share of them ends', async () => {
  const id = await shared();
  const heir = await addMember(house, `Hera Heir ${number}`);
  await shareWithUser(house.rooms, owner.principal, { fileId: id, userId: heir.id, role: 'EDITOR' });
  await transferFiles(house.rooms, house.admin, owner.id, heir.id);
  expect(await listed()).toEqual([id]);
  expect(await listed(heir)).toEqual([]);
  expect(await findReadableFile(house.rooms, owner.principal, id)).toBeNull();
  const { data } = await house.graphql(
    'query ($id: ID!) { file(id: $id) { role access { role user { id } } } }',
    { id },
    heir.token,
  );
  expect(data.file).toEqual({ role: null, access: [{ role: 'VIEWER', user: { id: reader.id } }] });
});

describe('people', () => {
  const names = async (search: string, member = owner) =>
    (await findPeople(house.rooms, member.principal, search)).map(({ name }) => name);

  test('are found by a part of a name, whatever its case, without oneself and the disabled', async () => {
    const umlaut = await addMember(house, `Rosa Ökonom Äpfel ${number}`);
    expect(await names(`öKONOM ä`)).toContain(umlaut.name);
    expect(await names(`rita reader ${number}`)).toEqual([reader.name]);
    expect(await names(owner.name)).toEqual([]);
    expect(await names(' ')).toEqual([]);
    await disableUser(house.rooms, house.admin, reader.id);
    expect(await names(reader.name)).toEqual([]);
    const refused = await shareWithUser(house.rooms, owner.principal, {
      fileId: (await upload(house, bytesOf(1), { token: owner.token })).id,
      userId: reader.id,
      role: 'VIEWER',
    }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('are found by an e-mail address only when all of it is typed, which stays hidden', async () => {
    expect(await names(reader.email.toUpperCase())).toEqual([reader.name]);
    expect(await names(reader.email.slice(0, -1))).toEqual([]);
    expect(await names('example.org')).toEqual([]);
    const { data } = await house.graphql(
      'query ($search: String!) { people(search: $search) { name email } }',
      { search: reader.email },
      owner.token,
    );
    expect(data.people).toEqual([{ name: reader.name, email: null }]);
  });

  test('are 20 at most, and a token needs SHARE', async () => {
    for (let i = 0; i < 22; i += 1) await addMember(house, `Many ${String.fromCharCode(97 + i)} ${number}`);
    const found = await names('many ');
    expect(found).toHaveLength(20);
    expect(found).toEqual([...found].sort());
    const { errors } = await house.graphql('{ people(search: "a") { id } }', {}, await owner.tokenWith(['READ']));
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createUser } from '../../../server/domain/accounts.ts';
import { deleteFile, renameFile } from '../../../server/domain/files.ts';
import { unseal } from '../../../server/domain/vault-access.ts';
import { PASSPHRASE, sessionOf, startHouse, type TestHouse, tokenOf } from '../../support/house.ts';
import { storeNames } from '../../support/named-files.ts';
import { bytesOf, upload } from '../../support/transfers.ts';

const ROWS = 2_000;
const SEARCH = `query ($search: String!, $first: Int!, $after: String) {
  files(search: $search, first: $first, after: $after) {
    nodes { id name } pageInfo { hasNextPage endCursor } totalCount
  }
}`;

let house: TestHouse;
let now = Date.now();
let ids: string[];
beforeAll(async () => {
  house = await startHouse({ clock: () => now });
  const names = Array.from({ length: ROWS }, (_, i) => `Report ${i} of ${i % 2 === 0 ? 'Ålesund' : 'Bergen'}.pdf`);
  ids = await storeNames(house.rooms, house.admin?.userId ?? '', names, now - 10_000_000);
});
afterAll(() => house.remove());

interface Page {
  nodes: { id: string; name: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  totalCount: number;
}

async function search(text: string, first = 50, after: string | null = null, token?: string): Promise<Page> {
  const { data, errors } = await house.graphql(SEARCH, { search: text, first, after }, token);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.files;
}

const namesOf = (page: Page) => page.nodes.map(({ name }) => name);

/** A new index is built at the next search. */
const forget = () => house.rooms.search.drop(house.admin?.userId ?? '');

test('a part of the name finds it, newest first, whatever the case', async () => {
  expect(namesOf(await search('rEPORT 19 o'))).toEqual(['Report 19 of Bergen.pdf']);
  const page = await search('ÅLESUND', 3);
  expect(namesOf(page)).toEqual([
    'Report 1998 of Ålesund.pdf',
    'Report 1996 of Ålesund.pdf',
    'Report 1994 of Ålesund.pdf',
  ]);
  expect(page.totalCount).toBe(ROWS / 2);
  expect((await search('nothing like it')).nodes).toEqual([]);
  expect((await search('1999 OF')).totalCount).toBe(1);
});

test.each([
  ['Straße.txt', 'STRASSE'],
  ['STRASSE 2.txt', 'straße 2'],
  ['ΣΙΣΥΦΟΣ.doc', 'σις'],
  ['σισυφος 2.doc', 'ΣΙΣΥΦΟΣ 2'],
  ['ﬁnance.xls', 'FINA'],
  ['Ｆｕｌｌ.txt', 'full'],
  ['cafe\u0301.txt', 'CAFÉ'],
  ['100%_done.txt', '%_'],
  ['报告.txt', '告'],
])('%s is found by %s', async (name, text) => {
  await upload(house, bytesOf(1), { input: { name } });
  expect(namesOf(await search(text))).toContain(name);
});

test('pages follow one another without a gap or a repeat', async () => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: Page = await search('bergen', 170, after);
    seen.push(...page.nodes.map(({ id }) => id));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  expect(seen.length).toBe(ROWS / 2);
  expect(new Set(seen).size).toBe(ROWS / 2);
});

describe('what happens while the index is built shows in it', () => {
  test('a new file, another name, a deletion', async () => {
    const [renamed = '', deleted = '', first = ''] = [ids[2], ids[4], ids[6]];
    forget();
    const building = search('anything');
    const [fresh] = await Promise.all([
      upload(house, bytesOf(1), { input: { name: 'came meanwhile.txt' } }),
      renameFile(house.rooms, house.admin, renamed, 'renamed meanwhile.txt'),
      deleteFile(house.rooms, house.admin, deleted),
    ]);
    await building;
    expect((await search('came meanwhile')).nodes).toEqual([{ id: fresh.id, name: 'came meanwhile.txt' }]);
    expect((await search('renamed meanwhile')).nodes[0]?.id).toBe(renamed);
    expect((await search('report 2 of')).nodes).toEqual([]);
    expect((await search('report 4 of')).nodes).toEqual([]);
    expect((await search('report 6 of')).nodes[0]?.id).toBe(first);
  });

  test('and afterwards too', async () => {
    await renameFile(house.rooms, house.admin, ids[8] ?? '', 'later.txt');
    await deleteFile(house.rooms, house.admin, ids[10] ?? '');
    expect((await search('later.txt')).nodes[0]?.id).toBe(ids[8]);
    expect((await search('report 10 of')).totalCount).toBe(0);
  });
});

test('a file whose time is over is neither found nor counted, and ends no paging', async () => {
  for (const [i, wait] of [3_000, 2_000, 1_000].entries()) {
    now += 1;
    const expiresAt = i === 1 ? new Date(now + wait).toISOString() : null;
    await upload(house, bytesOf(1), { input: { name: `short-lived ${i}`, expiresAt } });
  }
  expect((await search('short-lived')).totalCount).toBe(3);
  now += 10_000;
  const page = await search('short-lived', 1);
  expect(namesOf(page)).toEqual(['short-lived 2']);
  const next = await search('short-lived', 1, page.pageInfo.endCursor);
  expect(namesOf(next)).toEqual(['short-lived 0']);
  expect(next.pageInfo.hasNextPage).toBe(false);
  expect(next.totalCount).toBe(2);
});

test('one damaged file spoils no search', async () => {
  await sql`update file_keys set wrapped_dek = ${Buffer.alloc(104)} where file_id = ${ids[20]}`.execute(
    house.rooms.catalog,
  );
  forget();
  expect((await search('report 20 of')).nodes).toEqual([]);
  expect((await search('report 22 of')).nodes.length).toBe(1);
});

test('nobody finds another’s files', async () => {
  const input = { name: 'Mo', email: 'mo@example.org', role: 'MEMBER' } as const;
  const { user } = await createUser(house.rooms, house.admin, input);
  const token = await tokenOf(house.rooms, sessionOf(user.id, 'MEMBER'));
  expect(await search('report', 50, null, token)).toMatchObject({ nodes: [], totalCount: 0 });
  await upload(house, bytesOf(1), { input: { name: 'report of Mo' }, token });
  expect(namesOf(await search('report', 50, null, token))).toEqual(['report of Mo']);
  expect((await search('report of Mo')).nodes).toEqual([]);
});

test('others are served while an index is built', async () => {
  forget();
  let built = false;
  const building = search('bergen').then(() => {
    built = true;
  });
  const began = performance.now();
  const { status } = await fetch(`${house.url}/healthz`);
  expect({ status, built }).toEqual({ status: 200, built: false });
  expect(performance.now() - began).toBeLessThan(2_000);
  await building;
});

test('a seal drops the index, and stops one that is being built', async () => {
  forget();
  const building = house.graphql(SEARCH, { search: 'bergen', first: 1 });
  await new Promise((resolve) => setTimeout(resolve, 30));
  house.rooms.vault.seal();
  const codes = [await building, await house.graphql(SEARCH, { search: 'bergen', first: 1 })];
  expect(codes.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual(['VAULT_SEALED', 'VAULT_SEALED']);
  await unseal(house.rooms, PASSPHRASE);
  expect((await search('bergen', 1)).totalCount).toBe(ROWS / 2);
});

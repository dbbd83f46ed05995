import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createUser } from '../../../server/domain/accounts.ts';
import { eventually } from '../../support/eventually.ts';
import { sessionOf, startHouse, type TestHouse, tokenOf } from '../../support/house.ts';
import { openUpload } from '../../support/open-upload.ts';
import { bytesOf, download, upload, uploadRaw } from '../../support/transfers.ts';

const MOST = 100_000;

let house: TestHouse;
let mine: string;
let other: string;
beforeAll(async () => {
  house = await startHouse({ config: { maxFileSize: MOST } });
  mine = (await upload(house, bytesOf(10), { input: { name: 'mine.txt' } })).id;
  const input = { name: 'Mo', email: 'mo@example.org', role: 'MEMBER' } as const;
  const { user } = await createUser(house.rooms, house.admin, input);
  other = await tokenOf(house.rooms, sessionOf(user.id, 'MEMBER'));
});
afterAll(() => house.remove());

async function codeOf(query: string, variables: object = {}, token?: string) {
  const { errors } = await house.graphql(query, variables, token);
  return errors?.[0]?.extensions.code;
}

/** Rows that are not stored, and objects of files that are not `mine`. */
async function leftOver() {
  const rows = await house.rooms.catalog.selectFrom('files').select('id').where('state', '<>', 'stored').execute();
  const stored = await house.rooms.catalog.selectFrom('files').select('id').where('state', '=', 'stored').execute();
  const objects: string[] = [];
  for await (const { key } of house.rooms.store.list('')) {
    if (key.endsWith('.enc') && !stored.some(({ id }) => key.includes(id))) objects.push(key);
  }
  return { rows: rows.length, objects };
}

const NOTHING = { rows: 0, objects: [] };

describe.each([
  'mutation ($id: ID!) { deleteFile(id: $id) }',
  'mutation ($id: ID!) { renameFile(id: $id, name: "x") { id } }',
  'query ($id: ID!) { downloadUrl(fileId: $id) { url } }',
])('%s', (query) => {
  test('says NOT_FOUND of another’s file and of what is no id, in the same words', async () => {
    const { errors: ofOther } = await house.graphql(query, { id: mine }, other);
    expect(ofOther?.[0]?.extensions.code).toBe('NOT_FOUND');
    for (const id of [
      '00000000-0000-4000-8000-000000000000',
      '',
      'garbage',
      '../../etc/passwd',
      mine.toUpperCase(),
      '\0',
      'x'.repeat(5000),
    ]) {
      const { errors } = await house.graphql(query, { id });
      expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
      expect(errors?.[0]?.message).toBe(ofOther?.[0]?.message);
    }
  });
});

test('another’s file is null, as one that never was', async () => {
  const query = 'query ($id: ID!) { file(id: $id) { name } }';
  expect(await house.graphql(query, { id: mine }, other)).toEqual(await house.graphql(query, { id: 'garbage' }, other));
  expect((await house.graphql(query, { id: mine })).data.file.name).toBe('mine.txt');
});

test.each([0, -1, 201, 1_000_000_000])('a page of %i is BAD_INPUT', async (first) => {
  expect(await codeOf('query ($first: Int!) { files(first: $first) { totalCount } }', { first })).toBe('BAD_INPUT');
  expect(await codeOf('query ($first: Int!) { users(first: $first) { nodes { id } } }', { first })).toBe('BAD_INPUT');
});

test.each([10_000_000_000, 1.5, 'ten', null])('a page of %s is BAD_INPUT', async (first) => {
  expect(await codeOf('query ($first: Int!) { files(first: $first) { totalCount } }', { first })).toBe('BAD_INPUT');
});

test.each([
  ['no base64', '%%%'],
  ['no JSON', 'x'],
  ['an object', Buffer.from('{}').toString('base64url')],
  ['an empty list', Buffer.from('[]').toString('base64url')],
  ['half of one', Buffer.from('[1]').toString('base64url')],
  ['numbers', Buffer.from('[1,2]').toString('base64url')],
  ['very long', 'A'.repeat(100_000)],
])('a cursor that is %s is BAD_INPUT', async (_, after) => {
  for (const search of [null, 'mine']) {
    const query = 'query ($after: String!, $search: String) { files(after: $after, search: $search) { totalCount } }';
    expect(await codeOf(query, { after, search })).toBe('BAD_INPUT');
  }
  expect(await codeOf('query ($after: String!) { users(after: $after) { nodes { id } } }', { after })).toBe(
    'BAD_INPUT',
  );
});

test.each([0, -1, 86_401, 2_000_000_000])('an address for %i seconds is BAD_INPUT', async (expiresIn) => {
  const query = 'query ($id: ID!, $expiresIn: Int!) { downloadUrl(fileId: $id, expiresIn: $expiresIn) { url } }';
  expect(await codeOf(query, { id: mine, expiresIn })).toBe('BAD_INPUT');
});

describe('a name', () => {
  test.each([
    ['a path', 'a/b'],
    ['a path of another system', 'a\\b'],
    ['the folder above', '..'],
    ['a NUL', 'a\0b'],
    ['a line break', 'a\nb'],
    ['4,000 characters', 'x'.repeat(4000)],
    ['nothing', ''],
    ['blanks', '   '],
    ['half a character', 'a\ud800b'],
  ])('that is or holds %s is BAD_INPUT, in an upload and in a rename', async (_, name) => {
    const { body } = await uploadRaw(house, bytesOf(10), { input: { name } });
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_INPUT');
    expect(
      await codeOf('mutation ($id: ID!, $name: String!) { renameFile(id: $id, name: $name) { id } }', {
        id: mine,
        name,
      }),
    ).toBe('BAD_INPUT');
    expect(await leftOver()).toEqual(NOTHING);
  });

  test.each([
    'a\u202egpj.exe',
    '<script>alert(1)</script>'.replace('/', ''),
    '"; filename="x',
    '%2e%2e%2f',
    'CON',
    '報告',
    "' or 1=1 --",
  ])('%s is kept as data and can end no header', async (name) => {
    const file = await upload(house, bytesOf(10), { input: { name } });
    expect(file.name).toBe(name);
    const { response } = await download(house, file.id);
    const header = response.headers.get('content-disposition') ?? '';
    expect(header).toMatch(
      /^attachment; filename=(?:"(?:[^"\\]|\\.)*"|[\w.-]+)(?:; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+)?$/,
    );
    expect(header).not.toContain('\u202e');
  });
});

describe('a file that is too large', () => {
  test('is refused by its announced length before it is sent', async () => {
    const sending = openUpload(house, { headers: { 'Content-Length': String(20 * 2 ** 30) } });
    expect((await sending.answer)?.code).toBe('FILE_TOO_LARGE');
    sending.drop();
  });

  test('is refused at the byte that is one too many, and leaves nothing; the largest is taken', async () => {
    expect((await upload(house, bytesOf(MOST))).size).toBe(MOST);
    const { body } = await uploadRaw(house, bytesOf(MOST + 1));
    expect(body.errors?.[0]?.extensions.code).toBe('FILE_TOO_LARGE');
    const sending = openUpload(house);
    await sending.write(bytesOf(MOST + 1));
    expect((await sending.answer)?.code).toBe('FILE_TOO_LARGE');
    sending.drop();
    expect(await leftOver()).toEqual(NOTHING);
  });
});

test('a client that drops in the middle leaves no row and no object', async () => {
  for (const cipher of ['AES_256_GCM', 'AES_256_CBC_HMAC']) {
    const sending = openUpload(house, { input: { cipher } });
    await sending.write(bytesOf(60_000));
    await eventually('its row', async () => (await leftOver()).rows === 1);
    sending.drop();
    await eventually('nothing left', async () => {
      const { rows, objects } = await leftOver();
      return rows + objects.length === 0;
    });
  }
  expect(house.logged().includes('"level":50')).toBe(false);
});

test.each(['yesterday', '2001-01-01T00:00:00.000Z', 'never'])('an expiry %s is BAD_INPUT', async (expiresAt) => {
  const { body } = await uploadRaw(house, bytesOf(10), { input: { expiresAt } });
  expect(body.errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  expect(await leftOver()).toEqual(NOTHING);
});

test('a document that uses its file twice, or not at all, leaves nothing half done', async () => {
  const send = async (query: string) => {
    const form = new FormData();
    form.set('operations', JSON.stringify({ query, variables: { file: null } }));
    form.set('map', JSON.stringify({ 0: ['variables.file'] }));
    form.set('0', new Blob(['contents']), 'f');
    const headers = { Authorization: `Bearer ${house.token}`, 'Apollo-Require-Preflight': 'true' };
    return (await fetch(`${house.url}/graphql`, { method: 'POST', headers, body: form })).json() as Promise<{
      errors?: unknown;
    }>;
  };
  expect(
    (await send('mutation ($file: Upload!) { a: uploadFile(file: $file) { id } b: uploadFile(file: $file) { id } }'))
      .errors,
  ).toBeDefined();
  expect((await send('query ($file: Upload) { version }')).errors).toBeDefined();
  expect(await leftOver()).toEqual(NOTHING);
  expect((await upload(house, bytesOf(5))).size).toBe(5);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessionOf, startHouse, type TestHouse, tokenOf } from '../../support/house.ts';
import { bytesOf, download, sha256, upload } from '../../support/transfers.ts';
import { BODY, encodeMetadata, idOf, type RawTus, rawTus, VERSION } from '../../support/tus.ts';

let house: TestHouse;
let tus: RawTus;
beforeAll(async () => {
  house = await startHouse({ config: { maxFileSize: 1_000_000 } });
  tus = rawTus(house);
});
afterAll(() => house.remove());

const code = async (response: Response) =>
  ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;

describe('a tus upload', () => {
  test('sent in pieces is the file, whose id is the last segment of its Location', async () => {
    const bytes = bytesOf(100_000);
    const path = await tus.create(bytes.length, { filename: 'scan é.pdf', filetype: 'application/pdf' });
    expect(path).toMatch(/^\/uploads\/[\da-f-]{36}$/);
    let offset = 0;
    for (const length of [1, 16_384, 50_000, 33_615]) {
      const response = await tus.patch(path, offset, bytes.subarray(offset, offset + length));
      offset += length;
      expect([response.status, response.headers.get('upload-offset')]).toEqual([204, String(offset)]);
      expect(response.headers.get('tus-resumable')).toBe('1.0.0');
      expect(response.headers.get('strongroom-file-id')).toBe(offset === bytes.length ? idOf(path) : null);
      expect(response.headers.has('upload-expires')).toBe(offset < bytes.length);
    }
    const { data } = await house.graphql('query ($id: ID!) { file(id: $id) { name contentType size parts } }', {
      id: idOf(path),
    });
    expect(data.file).toEqual({ name: 'scan é.pdf', contentType: 'application/pdf', size: 100_000, parts: 4 });
    expect(sha256((await download(house, idOf(path))).bytes)).toBe(sha256(bytes));
  });

  test('tells its offset, length and metadata to a HEAD, which nothing may cache', async () => {
    const metadata = { filename: 'a.txt', filetype: 'text/plain', cipher: 'AES_256_CBC_HMAC' };
    const path = await tus.create(10, { ...metadata, expiresAt: '2999-01-01T00:00:00Z' });
    await tus.patch(path, 0, Buffer.from('abcd'));
    const response = await tus.head(path);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      'tus-resumable': '1.0.0',
      'upload-offset': '4',
      'upload-length': '10',
      'upload-metadata': encodeMetadata({ ...metadata, expiresAt: '2999-01-01T00:00:00.000Z' }),
    });
    expect(Date.parse(response.headers.get('upload-expires') ?? '') - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    await tus.patch(path, 4, Buffer.from('efghij'));
    const done = await tus.head(path);
    expect([done.status, done.headers.get('upload-offset')]).toEqual([200, '10']);
    expect(done.headers.get('strongroom-file-id')).toBe(idOf(path));
    expect(await house.graphql('query ($id: ID!) { file(id: $id) { cipher } }', { id: idOf(path) })).toMatchObject({
      data: { file: { cipher: 'AES_256_CBC_HMAC' } },
    });
  });

  test('of nothing is a file at once', async () => {
    const path = await tus.create(0);
    expect((await download(house, idOf(path))).bytes.length).toBe(0);
    expect((await tus.head(path)).headers.get('upload-offset')).toBe('0');
    expect((await tus.patch(path, 0, new Uint8Array())).status).toBe(204);
  });

  test('may bring its first bytes, or all, with its creation', async () => {
    const create = (size: number, body: Uint8Array) =>
      tus.request('POST', '/uploads', { ...VERSION, ...BODY, 'Upload-Length': String(size) }, Buffer.from(body));
    const whole = await create(5, Buffer.from('hello'));
    expect([whole.status, whole.headers.get('upload-offset')]).toEqual([201, '5']);
    const id = whole.headers.get('strongroom-file-id') ?? '';
    expect(whole.headers.get('location')).toBe(`/uploads/${id}`);
    expect((await download(house, id)).bytes.toString()).toBe('hello');
    const half = await create(5, Buffer.from('he'));
    expect([half.status, half.headers.get('upload-offset')]).toEqual([201, '2']);
    const path = half.headers.get('location') ?? '';
    expect((await tus.patch(path, 2, Buffer.from('llo'))).status).toBe(204);
    expect((await download(house, idOf(path))).bytes.toString()).toBe('hello');
  });

  test('of a body without a length is taken up to what was announced', async () => {
    const path = await tus.create(6);
    const stream = (text: string) => new Blob([text]).stream();
    const send = (offset: number, text: string) =>
      fetch(house.url + path, {
        method: 'PATCH',
        headers: { ...VERSION, ...BODY, Authorization: `Bearer ${house.token}`, 'Upload-Offset': String(offset) },
        body: stream(text),
        duplex: 'half',
      } as RequestInit);
    expect((await send(0, 'abc')).status).toBe(204);
    expect((await send(3, 'defg')).status).toBe(413);
    expect((await tus.head(path)).headers.get('upload-offset')).toBe('3');
    expect((await send(3, 'def')).status).toBe(204);
    expect((await download(house, idOf(path))).bytes.toString()).toBe('abcdef');
  });

  test('can be ended, and is nowhere afterwards', async () => {
    const path = await tus.create(10);
    await tus.patch(path, 0, Buffer.from('abcd'));
    expect((await tus.request('DELETE', path)).status).toBe(204);
    for (const response of [await tus.head(path), await tus.patch(path, 4, Buffer.from('efghij'))]) {
      expect(response.status).toBe(404);
    }
    const rows = house.rooms.catalog.selectFrom('files').select('id').where('id', '=', idOf(path));
    expect(await rows.execute()).toEqual([]);
    for await (const { key } of house.rooms.store.list('')) expect(key).not.toContain(idOf(path));
  });

  test('that is finished is a file, which no DELETE here removes', async () => {
    const path = await tus.create(1);
    await tus.patch(path, 0, Buffer.from('x'));
    expect((await tus.request('DELETE', path)).status).toBe(400);
    expect((await download(house, idOf(path))).bytes.toString()).toBe('x');
  });
});

describe('is refused', () => {
  test('a wrong offset, by 409, and changes nothing', async () => {
    const path = await tus.create(10);
    await tus.patch(path, 0, Buffer.from('abcd'));
    for (const offset of [0, 3, 5, 10]) {
      const response = await tus.patch(path, offset, Buffer.from('e'));
      expect([offset, response.status]).toEqual([offset, 409]);
      expect(await code(response)).toBe('CONFLICT');
    }
    expect((await tus.head(path)).headers.get('upload-offset')).toBe('4');
  });

  test('a missing or foreign version, by 412, naming ours', async () => {
    const path = await tus.create(1);
    for (const headers of [{}, { 'Tus-Resumable': '0.2.2' }]) {
      for (const [method, at] of [
        ['POST', '/uploads'],
        ['HEAD', path],
        ['PATCH', path],
        ['DELETE', path],
      ] as const) {
        const response = await tus.request(method, at, { ...headers, 'Upload-Length': '1' });
        expect([method, response.status]).toEqual([method, 412]);
        expect(response.headers.get('tus-version')).toBe('1.0.0');
        expect(response.headers.get('tus-resumable')).toBe('1.0.0');
      }
    }
    expect((await tus.head(path)).headers.get('upload-offset')).toBe('0');
  });

  test('what is too large, by 413, before a byte of it is read', async () => {
    const announced = await tus.request('POST', '/uploads', { ...VERSION, 'Upload-Length': '1000001' });
    expect([announced.status, await code(announced)]).toEqual([413, 'FILE_TOO_LARGE']);
    const path = await tus.create(10);
    const more = await tus.patch(path, 0, bytesOf(11));
    expect([more.status, await code(more)]).toEqual([413, 'FILE_TOO_LARGE']);
    expect((await tus.head(path)).headers.get('upload-offset')).toBe('0');
  });

  test.each<[string, number, string, Record<string, string>]>([
    ['no length', 400, 'POST', {}],
    ['a length that is none', 400, 'POST', { 'Upload-Length': '-1' }],
    ['a length that comes later', 400, 'POST', { 'Upload-Defer-Length': '1' }],
    ['a part to be joined', 400, 'POST', { 'Upload-Length': '1', 'Upload-Concat': 'partial' }],
    ['metadata that are none', 400, 'POST', { 'Upload-Length': '1', 'Upload-Metadata': 'filename ???' }],
    [
      'a name that is a path',
      400,
      'POST',
      { 'Upload-Length': '1', 'Upload-Metadata': encodeMetadata({ filename: '../x' }) },
    ],
    [
      'an unknown cipher',
      400,
      'POST',
      { 'Upload-Length': '1', 'Upload-Metadata': encodeMetadata({ cipher: 'ROT13' }) },
    ],
    [
      'an expiry that is past',
      400,
      'POST',
      { 'Upload-Length': '1', 'Upload-Metadata': encodeMetadata({ expiresAt: '2001-01-01' }) },
    ],
  ])('%s, by %i', async (_, status, method, headers) => {
    const response = await tus.request(method, '/uploads', { ...VERSION, ...headers });
    expect(response.status).toBe(status);
    expect(await code(response)).toBe('BAD_INPUT');
  });

  test('a PATCH of another content type, by 415, or without an offset, by 400', async () => {
    const path = await tus.create(1);
    const wrong = { ...VERSION, 'Upload-Offset': '0', 'Content-Type': 'text/plain' };
    expect((await tus.request('PATCH', path, wrong, 'x')).status).toBe(415);
    expect((await tus.request('PATCH', path, { ...VERSION, ...BODY }, 'x')).status).toBe(400);
  });

  test('any other method, by 405: contents come from /download alone', async () => {
    const path = await tus.create(1);
    await tus.patch(path, 0, Buffer.from('x'));
    for (const method of ['GET', 'PUT']) expect((await tus.request(method, path)).status).toBe(405);
  });
});

describe('an upload is known', () => {
  const everyRequest = (as: RawTus, path: string) =>
    Promise.all([
      as.head(path),
      as.patch(path, 0, Buffer.from('x')),
      as.request('DELETE', path),
      as.request('POST', path, { ...VERSION, 'X-HTTP-Method-Override': 'DELETE' }),
    ]);

  test('to nobody without a live token that may write', async () => {
    const path = await tus.create(4, { filename: 'secret plans' });
    const reader = await tokenOf(house.rooms, sessionOf(house.admin?.userId ?? '', 'ADMIN'), ['READ']);
    for (const [token, status] of [
      ['', 401],
      ['sr_x', 401],
      [reader, 403],
    ] as const) {
      const as = rawTus(house, token);
      const created = await as.request('POST', '/uploads', { ...VERSION, 'Upload-Length': '1' });
      for (const response of [created, ...(await everyRequest(as, path))]) {
        expect(response.status).toBe(status);
        expect(response.headers.get('upload-metadata')).toBeNull();
      }
    }
    expect((await tus.head(path)).headers.get('upload-offset')).toBe('0');
  });

  test('to its sender alone: to others it is nothing', async () => {
    const created = await house.graphql(
      'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } } }',
      { input: { name: 'Bo', email: 'bo@example.org', role: 'MEMBER' } },
    );
    const token = await tokenOf(house.rooms, sessionOf(created.data.createUser.user.id, 'MEMBER'));
    const path = await tus.create(4);
    const unknown = '/uploads/00000000-0000-4000-8000-000000000000';
    for (const at of [path, unknown, '/uploads/..%2f..%2fvault.id', '/uploads/x']) {
      for (const response of await everyRequest(rawTus(house, token), at))
        expect([at, response.status]).toEqual([at, 404]);
    }
    expect((await tus.patch(path, 0, Buffer.from('abcd'))).status).toBe(204);
    for (const response of await everyRequest(rawTus(house, token), path)) expect(response.status).toBe(404);
  });

  test('as an upload only when it is one: a file of uploadFile is not', async () => {
    const { id } = await upload(house, Buffer.from('x'));
    for (const response of await everyRequest(tus, `/uploads/${id}`)) expect(response.status).toBe(404);
    expect((await download(house, id)).bytes.toString()).toBe('x');
  });
});

test('OPTIONS says what is spoken, and no other origin is let in', async () => {
  const response = await tus.request('OPTIONS', '/uploads', { Origin: 'https://evil.example' });
  expect(response.status).toBe(204);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'tus-version': '1.0.0',
    'tus-extension': 'creation,creation-with-upload,termination,expiration',
    'tus-max-size': '1000000',
  });
  for (const name of response.headers.keys()) expect(name).not.toContain('access-control');
  const foreign = { ...VERSION, 'Upload-Length': '1', Origin: 'https://evil.example' };
  expect((await tus.request('POST', '/uploads', foreign)).status).toBe(403);
});

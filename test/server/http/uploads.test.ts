import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf, download, sha256 } from '../../support/transfers.ts';
import { BODY, encodeMetadata, idOf, type RawTus, rawTus, VERSION } from '../../support/tus.ts';

let house: TestHouse;
let tus: RawTus;
beforeAll(async () => {
  house = await startHouse({ config: { maxFileSize: 1_000_000 } });
  tus = rawTus(house);
});
afterAll(() => house.remove());

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

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf } from '../../support/transfers.ts';
import { BODY, encodeMetadata, type RawTus, rawTus, VERSION } from '../../support/tus.ts';
import { openPatch } from '../../support/tus-parts.ts';

let house: TestHouse;
let tus: RawTus;
beforeAll(async () => {
  house = await startHouse({ config: { maxFileSize: 1_000_000 } });
  tus = rawTus(house);
});
afterAll(() => house.remove());

const code = async (response: Response) =>
  ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;

describe('of a tus upload is refused', () => {
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
    for (const [at, headers] of [
      [path, {}],
      ['/uploads', { 'Upload-Length': '1000001' }],
    ] as const) {
      const { req, answered } = openPatch(house, at, { offset: 0, announced: 1_000_001, headers });
      req.flushHeaders();
      expect([at, (await answered).statusCode]).toEqual([at, 413]);
      req.destroy();
    }
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

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PART_MAX, SEGMENT } from '../../../server/crypto/sizes.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf, download, sha256, upload } from '../../support/transfers.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.remove());

describe.each(['AES_256_GCM', 'AES_256_CBC_HMAC'])('with %s', (cipher) => {
  test.each([
    ['nothing', 0],
    ['one byte', 1],
    ['a segment', SEGMENT],
    ['a segment and a byte', SEGMENT + 1],
    ['two segments less a byte', 2 * SEGMENT - 1],
    ['a part', PART_MAX],
    ['a part and a byte', PART_MAX + 1],
    ['two parts and a half', 2 * PART_MAX + PART_MAX / 2],
  ])('%s comes back as it was', async (_, size) => {
    const bytes = bytesOf(size);
    const file = await upload(house, bytes, { name: `${size}.bin`, input: { cipher } });
    expect(file).toMatchObject({ name: `${size}.bin`, size, cipher, parts: Math.max(1, Math.ceil(size / PART_MAX)) });
    const { response, bytes: back } = await download(house, file.id);
    expect(response.headers.get('content-length')).toBe(String(size));
    expect(sha256(back)).toBe(sha256(bytes));
  });
});

test.each([
  'résumé.pdf',
  '報告書.txt',
  'تقرير.doc',
  '😀.png',
  '<img src=x onerror=alert(1)>',
  'a\u202Egpj.exe',
  'i\u0308.txt',
])('the name %s comes back as it was', async (name) => {
  const file = await upload(house, Buffer.from('x'), { input: { name } });
  const { data } = await house.graphql('query ($id: ID!) { file(id: $id) { name } }', { id: file.id });
  expect(data.file.name).toBe(name);
});

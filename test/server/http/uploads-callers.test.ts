import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessionOf, startHouse, type TestHouse, tokenOf } from '../../support/house.ts';
import { download, upload } from '../../support/transfers.ts';
import { type RawTus, rawTus, VERSION } from '../../support/tus.ts';

let house: TestHouse;
let tus: RawTus;
beforeAll(async () => {
  house = await startHouse({ config: { maxFileSize: 1_000_000 } });
  tus = rawTus(house);
});
afterAll(() => house.remove());

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
    const path = await tus.create(4, { filename: 'secret plans' });
    const unknown = '/uploads/00000000-0000-4000-8000-000000000000';
    for (const at of [path, unknown, '/uploads/..%2f..%2fvault.id', '/uploads/x']) {
      for (const { status, headers } of await everyRequest(rawTus(house, token), at)) {
        const told = ['upload-metadata', 'upload-offset', 'upload-length', 'upload-expires'].map((name) =>
          headers.get(name),
        );
        expect([at, status, ...told]).toEqual([at, 404, null, null, null, null]);
      }
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

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PART_MAX } from '../../../server/crypto/sizes.ts';
import { disableUser } from '../../../server/domain/accounts-changes.ts';
import { sweepRequests } from '../../../server/domain/request-end.ts';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { openUpload } from '../../support/open-upload.ts';
import { addMember, type Member } from '../../support/people.ts';
import { codeOf, finishRequest, makeRequest, openRequest, sentOf, uploadTokenOf } from '../../support/requests.ts';
import { bytesOf, downloadUrl, upload, uploadRaw } from '../../support/transfers.ts';
import { idOf, rawTus, VERSION } from '../../support/tus.ts';
import { rootFields } from '../graphql/root-fields.ts';
import { remainsOf } from './remains.ts';

let house: TestHouse;
let ahead = 0;
/** Whose requests they are; somebody new for each test. */
let owner: Member;
let owners = 0;
beforeAll(async () => {
  house = await startHouse({ clock: () => Date.now() + ahead });
});
afterAll(() => house.remove());
beforeEach(async () => {
  owners += 1;
  owner = await addMember(house, `Olga Owner ${owners}`);
});

const makeOne = (input: object = {}) => makeRequest(house, input, owner.token);
const ask = (query: string, variables: object = {}) => house.graphql(query, variables, owner.token);
/** Rows of the owner’s files, whole and half. */
const rows = () =>
  house.rooms.catalog.selectFrom('files').select(['id', 'state']).where('owner_id', '=', owner.id).execute();

const send = async (token: string, bytes: Uint8Array, options: object = {}) =>
  (await uploadRaw(house, bytes, { ...options, token })).body;
const create = (token: string, size: number) =>
  rawTus(house, token).request('POST', '/uploads', { ...VERSION, 'Upload-Length': String(size) });
const codeIn = async (response: Response) =>
  ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;

describe('an upload token', () => {
  test('sends by multipart and by tus into the owner’s files, and shows its sender only their own', async () => {
    const request = await makeOne();
    const [ann, bob] = [await uploadTokenOf(house, request), await uploadTokenOf(house, request)];
    const small = await send(ann, bytesOf(1000), { name: 'small.bin' });
    const path = await rawTus(house, ann).create(PART_MAX + 5, { filename: 'large.bin' });
    expect((await rawTus(house, ann).patch(path, 0, bytesOf(PART_MAX + 5, 2))).status).toBe(204);
    await send(bob, bytesOf(7), { name: 'bob.bin' });
    expect(await sentOf(house, ann)).toEqual([
      { id: small.data?.uploadFile.id, name: 'small.bin', size: 1000 },
      { id: idOf(path), name: 'large.bin', size: PART_MAX + 5 },
    ]);
    const { data } = await ask('{ files { nodes { name } } fileRequests { nodes { files } } }');
    expect(data.files.nodes.map(({ name }: { name: string }) => name).sort()).toEqual([
      'bob.bin',
      'large.bin',
      'small.bin',
    ]);
    expect(data.fileRequests.nodes).toEqual([{ files: 3 }]);
    const large = await fetch(await downloadUrl(house, idOf(path), 'ATTACHMENT', owner.token));
    expect(Buffer.from(await large.arrayBuffer()).equals(bytesOf(PART_MAX + 5, 2))).toBe(true);
  });

  test('does nothing else, whatever is asked', async () => {
    const request = await makeOne();
    const token = await uploadTokenOf(house, request);
    const without = await Promise.all(
      rootFields().map(async ({ name, document }) => [name, codeOf(await house.graphql(document, {}, null))]),
    );
    for (const [name, code] of without) {
      if (code !== 'UNAUTHENTICATED' || name === 'uploadFile') continue;
      const document = rootFields().find((field) => field.name === name)?.document ?? '';
      expect([name, codeOf(await house.graphql(document, {}, token))]).toEqual([
        name,
        expect.stringMatching(/^(FORBIDDEN|UNAUTHENTICATED)$/),
      ]);
    }
    const headers = { Authorization: `Bearer ${token}` };
    expect((await fetch(`${house.url}/audit/export`, { headers })).status).toBe(403);
    const stream = { method: 'POST', body: JSON.stringify({ query: 'subscription { activity { kind } }' }) };
    const live = { ...headers, 'Content-Type': 'application/json', Accept: 'text/event-stream' };
    expect((await fetch(`${house.url}/graphql/stream`, { ...stream, headers: live })).status).toBe(403);
    expect((await house.graphql('{ viewer { email } }', {}, token)).data.viewer).toBeNull();
    expect(codeOf(await house.graphql('{ __schema { types { name } } }', {}, token))).toBe('UNAUTHENTICATED');
    expect((await house.graphql('{ vault { keyVersions { id } } }', {}, token)).data.vault.keyVersions).toBeNull();
  });

  test('does not tell the owner’s address to whoever uploads', async () => {
    const token = await uploadTokenOf(house, await makeOne());
    const form = new FormData();
    const query = 'mutation ($file: Upload!) { uploadFile(file: $file) { id owner { name email twoFactorEnabled } } }';
    form.set('operations', JSON.stringify({ query, variables: { file: null } }));
    form.set('map', '{"0":["variables.file"]}');
    form.set('0', new Blob(['x']), 'x.txt');
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Apollo-Require-Preflight': 'true' },
      body: form,
    });
    const { data } = (await response.json()) as any;
    expect(data.uploadFile.owner).toEqual({ name: owner.name, email: null, twoFactorEnabled: null });
  });

  test('reaches its sender’s own resumable uploads only, and its owner reaches none of them', async () => {
    const request = await makeOne();
    const [ann, bob] = [await uploadTokenOf(house, request), await uploadTokenOf(house, request)];
    const path = await rawTus(house, ann).create(10);
    for (const token of [bob, owner.token]) {
      const tus = rawTus(house, token);
      expect((await tus.head(path)).status).toBe(404);
      expect((await tus.patch(path, 0, bytesOf(10))).status).toBe(404);
      expect((await tus.request('DELETE', path)).status).toBe(404);
    }
    const own = await rawTus(house, owner.token).create(10);
    expect((await rawTus(house, ann).head(own)).status).toBe(404);
    expect((await rawTus(house, ann).head(path)).status).toBe(200);
    expect((await rawTus(house, ann).request('DELETE', path)).status).toBe(204);
  });

  test('does not say how long the owner keeps a file', async () => {
    const token = await uploadTokenOf(house, await makeOne());
    const expiresAt = '2099-01-01T00:00:00.000Z';
    expect((await send(token, bytesOf(5), { input: { expiresAt } })).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
    await expect(rawTus(house, token).create(5, { filename: 'x', expiresAt })).rejects.toThrow('BAD_INPUT');
  });

  test('puts files into the request’s folder, and into the root once that is deleted', async () => {
    const made = await ask('mutation { createFolder(name: "Inbox") { id } }');
    const folderId = made.data.createFolder.id;
    const request = await makeOne({ folderId });
    const token = await uploadTokenOf(house, request);
    await send(token, bytesOf(5), { name: 'one.bin' });
    await rawTus(house, token).create(0, { filename: 'two.bin' });
    const inFolder = async (id: string | null) =>
      (await ask('query ($id: ID) { folder(id: $id) { files { nodes { name } } } }', { id })).data.folder.files.nodes
        .length;
    expect(await inFolder(folderId)).toBe(2);
    expect((await send(token, bytesOf(5), { input: { folderId } })).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
    await ask('mutation ($id: ID!) { deleteFolder(id: $id) }', { id: folderId });
    await send(await uploadTokenOf(house, request), bytesOf(5), { name: 'three.bin' });
    expect(await inFolder(null)).toBe(1);
  });

  test('ends with its day, and what was begun goes with it', async () => {
    const token = await uploadTokenOf(house, await makeOne());
    const path = await rawTus(house, token).create(10);
    ahead = 86_400_001;
    expect((await rawTus(house, token).head(path)).status).toBe(401);
    expect((await send(token, bytesOf(5))).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    await sweepRequests(house.rooms);
    expect(await rows()).toEqual([]);
    ahead = 0;
    expect((await send(token, bytesOf(5))).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

test('an upload whose request ended just before a crash goes with the next sweep, also while the vault is sealed', async () => {
  const sealed = await startHouse();
  try {
    const request = await makeRequest(sealed);
    const token = await uploadTokenOf(sealed, request);
    const path = await rawTus(sealed, token).create(PART_MAX + 5);
    await rawTus(sealed, token).patch(path, 0, bytesOf(PART_MAX));
    await sealed.rooms.catalog
      .updateTable('file_requests')
      .set({ ended_at: Date.now(), end_reason: 'CLOSED', sealed_token: null, sealed_note: null })
      .where('id', '=', request.id)
      .execute();
    sealed.rooms.vault.seal();
    await sweepRequests(sealed.rooms);
    expect(await remainsOf(sealed, idOf(path))).toEqual([]);
  } finally {
    await sealed.remove();
  }
});

/** Says that much comes, and sends none of it. */
const ANNOUNCED = { headers: { 'Content-Length': '50000' } };

describe('the limits of a request', () => {
  test('hold for one file’s bytes on both ways, before they are read', async () => {
    const token = await uploadTokenOf(house, await makeOne({ maxFileSize: 1000 }));
    expect((await send(token, bytesOf(1000))).data?.uploadFile.size).toBe(1000);
    expect((await send(token, bytesOf(1001))).errors?.[0]?.extensions.code).toBe('FILE_TOO_LARGE');
    expect(await codeIn(await create(token, 1001))).toBe('FILE_TOO_LARGE');
    const announced = openUpload({ url: house.url, token }, ANNOUNCED);
    expect((await announced.answer)?.code).toBe('FILE_TOO_LARGE');
    expect((await ask('{ files { totalCount } }')).data.files.totalCount).toBe(1);
    expect((await upload(house, bytesOf(5000), { token: owner.token })).size).toBe(5000);
  });

  test('hold for the number of files under fifty at once, on both ways together, exactly', async () => {
    const request = await makeOne({ maxFiles: 7 });
    const token = await uploadTokenOf(house, request);
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        if (i % 2 === 0) return (await send(token, bytesOf(10))).errors?.[0]?.extensions.code ?? 'sent';
        const response = await create(token, 10);
        return response.status === 201 ? 'sent' : codeIn(response);
      }),
    );
    expect(answers.filter((answer) => answer === 'sent').length).toBe(7);
    expect(answers.filter((answer) => answer === 'QUOTA_EXCEEDED').length).toBe(43);
    expect(codeOf(await openRequest(house, request.token))).toBe('USED_UP');
  });

  test('give the place of an upload that is given up back', async () => {
    const request = await makeOne({ maxFiles: 1 });
    const token = await uploadTokenOf(house, request);
    const path = await rawTus(house, token).create(10);
    expect((await send(token, bytesOf(5))).errors?.[0]?.extensions.code).toBe('QUOTA_EXCEEDED');
    await rawTus(house, token).request('DELETE', path);
    expect((await send(token, bytesOf(5))).data?.uploadFile).toBeTruthy();
    expect((await send(token, bytesOf(5))).errors?.[0]?.extensions.code).toBe('QUOTA_EXCEEDED');
  });

  describe('where owners have little room', () => {
    let roomy: TestHouse;
    beforeEach(async () => {
      roomy = house;
      house = await startHouse({ config: { quotas: { user: 1000, total: null } } });
      owner = await addMember(house, 'Olga Owner');
    });
    afterEach(async () => {
      await house.remove();
      house = roomy;
    });

    test('are the owner’s quota too', async () => {
      const token = await uploadTokenOf(house, await makeOne());
      expect(await codeIn(await create(token, 1001))).toBe('QUOTA_EXCEEDED');
      expect((await send(token, bytesOf(1001))).errors?.[0]?.extensions.code).toBe('QUOTA_EXCEEDED');
      const announced = openUpload({ url: house.url, token }, ANNOUNCED);
      expect((await announced.answer)?.code).toBe('QUOTA_EXCEEDED');
      expect((await send(token, bytesOf(1000))).data?.uploadFile).toBeTruthy();
    });
  });
});

describe('while a file is on its way', () => {
  /** Sends most of a file by a token, does something, sends the rest, and gives the answer. */
  async function meanwhile(token: string, act: () => Promise<unknown>): Promise<string | undefined> {
    const sending = openUpload({ url: house.url, token }, { name: 'late.bin' });
    await sending.write(bytesOf(100_000));
    await eventually('it is being received', async () => {
      const receiving = (await rows()).filter(({ state }) => state === 'receiving');
      return receiving.length === 1;
    });
    await act();
    sending.finish();
    return (await sending.answer)?.code;
  }

  test.each([
    ['closed', async (id: string) => ask('mutation ($id: ID!) { closeFileRequest(id: $id) }', { id })],
    ['finished', async (_: string, token: string) => finishRequest(house, token)],
  ])('a request that is %s does not get it', async (_, end) => {
    const request = await makeOne();
    const token = await uploadTokenOf(house, request);
    await send(token, bytesOf(5), { name: 'early.bin' });
    const answer = await meanwhile(token, () => end(request.id, token));
    expect(['UNAUTHENTICATED', 'CONFLICT']).toContain(answer);
    const { data } = await ask('{ files { nodes { name } } }');
    expect(data.files.nodes).toEqual([{ name: 'early.bin' }]);
    await eventually('nothing is left of it', async () => (await rows()).length === 1);
  });

  test('a disabled owner does not get it', async () => {
    const token = await uploadTokenOf(house, await makeOne());
    expect(await meanwhile(token, () => disableUser(house.rooms, house.admin, owner.id))).toBe('UNAUTHENTICATED');
  });
});

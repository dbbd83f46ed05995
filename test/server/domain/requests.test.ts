import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { disableUser } from '../../../server/domain/accounts-changes.ts';
import { sweepRequests } from '../../../server/domain/request-end.ts';
import { sessionOf, startHouse, type TestHouse, tokenOf } from '../../support/house.ts';
import {
  codeOf,
  finishRequest,
  type MadeRequest,
  makeRequest,
  openRequest,
  uploadTokenOf,
} from '../../support/requests.ts';
import { bytesOf, uploadRaw } from '../../support/transfers.ts';
import { idOf, rawTus } from '../../support/tus.ts';
import { remainsOf } from './remains.ts';

const HOUR = 3_600_000;

let house: TestHouse;
let ahead = 0;
beforeAll(async () => {
  house = await startHouse({ clock: () => Date.now() + ahead });
});
afterAll(() => house.remove());
beforeEach(() => {
  ahead = 0;
});

const inHours = (hours: number) => new Date(Date.now() + ahead + hours * HOUR).toISOString();
const info = (token: string) =>
  house.graphql(
    'query ($token: String!) { fileRequestInfo(token: $token) { needsPassword expiresAt owner title } }',
    { token },
    null,
  );
const close = (id: string, token?: string) =>
  house.graphql('mutation ($id: ID!) { closeFileRequest(id: $id) }', { id }, token);
const list = async (token?: string) =>
  (
    await house.graphql(
      '{ fileRequests { nodes { id url title note hasPassword maxFiles maxFileSize files endedAt folderId } } }',
      {},
      token,
    )
  ).data.fileRequests.nodes;
const listed = async ({ id }: MadeRequest) => (await list()).find((request: { id: string }) => request.id === id);
const rowOf = ({ id }: MadeRequest) =>
  house.rooms.catalog.selectFrom('file_requests').selectAll().where('id', '=', id).executeTakeFirst();

describe('a request', () => {
  test('opens for anyone who has the link, says who asks and what for, and gives a token for sending', async () => {
    const request = await makeRequest(house, { note: 'All of 2025,\nplease.', maxFiles: 3, maxFileSize: 1000 });
    expect(request.url).toMatch(new RegExp(`^${house.url}/r/[A-Za-z0-9_-]{43}$`));
    expect((await info(request.token)).data.fileRequestInfo).toEqual({
      needsPassword: false,
      expiresAt: null,
      owner: 'Ada Admin',
      title: 'Papers for the audit',
    });
    const { data } = await openRequest(house, request.token);
    expect(data.openFileRequest).toEqual({
      title: 'Papers for the audit',
      note: 'All of 2025,\nplease.',
      owner: 'Ada Admin',
      uploadToken: expect.stringMatching(/^sq_[A-Za-z0-9_-]{43}$/),
      limits: { filesLeft: 3, maxFileSize: 1000, expiresAt: null },
    });
    expect(await listed(request)).toMatchObject({
      url: request.url,
      maxFiles: 3,
      maxFileSize: 1000,
      files: 0,
      endedAt: null,
    });
  });

  test.each([
    ['an empty title', { title: ' ' }],
    ['a title with a line break', { title: 'a\nb' }],
    ['a title of 201 characters', { title: 'x'.repeat(201) }],
    ['a note of 2,001 characters', { note: 'x'.repeat(2001) }],
    ['a time that is past', { expiresAt: new Date(0).toISOString() }],
    ['no files', { maxFiles: 0 }],
    ['files of no bytes', { maxFileSize: 0 }],
    ['a short password', { password: 'seven77' }],
  ])('with %s is BAD_INPUT', async (_, input) => {
    await expect(makeRequest(house, input)).rejects.toThrow('BAD_INPUT');
  });

  test('into a folder that is none of the owner’s is NOT_FOUND', async () => {
    await expect(makeRequest(house, { folderId: '00112233-4455-4677-8899-aabbccddeeff' })).rejects.toThrow('NOT_FOUND');
  });

  test('needs the scope SHARE, and is its owner’s alone', async () => {
    const { admin, rooms } = house;
    if (!admin) throw new Error('no vault');
    const writer = await tokenOf(rooms, admin, ['READ', 'WRITE']);
    await expect(makeRequest(house, {}, writer)).rejects.toThrow('FORBIDDEN');
    expect(codeOf(await close((await makeRequest(house)).id, writer))).toBe('FORBIDDEN');
    const other = await member('bo@example.org');
    expect(await list(other.token)).toEqual([]);
    expect(codeOf(await close((await makeRequest(house)).id, other.token))).toBe('NOT_FOUND');
  });

  test('pages, newest first', async () => {
    const { token } = await member('pages@example.org');
    for (let i = 0; i < 5; i += 1) {
      ahead += 1000;
      await makeRequest(house, { title: `request ${i}` }, token);
    }
    const titles: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await house.graphql(
        'query ($after: String) { fileRequests(first: 2, after: $after) { nodes { title } pageInfo { hasNextPage endCursor } } }',
        { after },
        token,
      );
      titles.push(...data.fileRequests.nodes.map(({ title }: { title: string }) => title));
      after = data.fileRequests.pageInfo.hasNextPage ? data.fileRequests.pageInfo.endCursor : null;
    } while (after);
    expect(titles).toEqual([4, 3, 2, 1, 0].map((i) => `request ${i}`));
  });
});

describe('the end of a request', () => {
  test('that is closed answers like one that never was', async () => {
    const request = await makeRequest(house);
    const uploadToken = await uploadTokenOf(house, request);
    expect((await close(request.id)).data.closeFileRequest).toBe(request.id);
    const unknown = 'A'.repeat(43);
    const withPassword = (token: string) => openRequest(house, token, 'a password of it');
    for (const ask of [info, (token: string) => openRequest(house, token), withPassword]) {
      const [closed, never] = [await ask(request.token), await ask(unknown)];
      expect(codeOf(closed)).toBe('NOT_FOUND');
      expect(closed.errors).toEqual(never.errors);
    }
    expect(await listed(request)).toMatchObject({ url: null, note: '', endedAt: expect.any(String) });
    expect((await uploadRaw(house, bytesOf(5), { token: uploadToken })).body.errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
    expect(await rowOf(request)).toMatchObject({ sealed_token: null, sealed_note: null, end_reason: 'CLOSED' });
  });

  test('by time is EXPIRED, is written down, and a clock that is set back does not revive it', async () => {
    const [seen, swept, used] = [
      await makeRequest(house, { expiresAt: inHours(1) }),
      await makeRequest(house, { expiresAt: inHours(1) }),
      await makeRequest(house, { expiresAt: inHours(1) }),
    ];
    const uploadToken = await uploadTokenOf(house, used);
    ahead = HOUR + 1;
    expect((await listed(used)).url).toBeNull();
    expect(codeOf(await openRequest(house, seen.token))).toBe('EXPIRED');
    expect((await uploadRaw(house, bytesOf(5), { token: uploadToken })).status).toBe(401);
    ahead = 0;
    expect(codeOf(await info(seen.token))).toBe('EXPIRED');
    expect((await uploadRaw(house, bytesOf(5), { token: uploadToken })).status).toBe(401);
    ahead = HOUR + 1;
    await sweepRequests(house.rooms);
    ahead = 0;
    expect(codeOf(await openRequest(house, swept.token))).toBe('EXPIRED');
    expect((await rowOf(swept))?.end_reason).toBe('EXPIRED');
  });

  test('is remembered for 90 days, without its texts and what was half sent; what came stays for longer', async () => {
    const input = { expiresAt: inHours(1), note: 'A note', password: 'rather secret' };
    const request = await makeRequest(house, input);
    const uploadToken = await uploadTokenOf(house, request, input.password);
    const { body } = await uploadRaw(house, bytesOf(5), { token: uploadToken, name: 'kept.bin' });
    const tus = rawTus(house, uploadToken);
    const half = await tus.create(20);
    await tus.patch(half, 0, bytesOf(10));
    expect(await remainsOf(house, idOf(half))).toContain('objects');
    ahead = 2 * HOUR;
    await sweepRequests(house.rooms);
    const texts = { sealed_token: null, sealed_note: null, password_hash: null };
    expect(await rowOf(request)).toMatchObject({ ...texts, end_reason: 'EXPIRED' });
    expect(await remainsOf(house, idOf(half))).toEqual([]);
    ahead += 90 * 24 * HOUR - HOUR;
    await sweepRequests(house.rooms);
    expect(await rowOf(request)).toBeDefined();
    ahead += 2 * HOUR;
    await sweepRequests(house.rooms);
    expect(await rowOf(request)).toBeUndefined();
    expect(codeOf(await info(request.token))).toBe('NOT_FOUND');
    const { data } = await house.graphql('query ($id: ID!) { file(id: $id) { name } }', {
      id: body.data?.uploadFile.id,
    });
    expect(data.file.name).toBe('kept.bin');
  });

  test('comes with its owner’s: disabled, nothing opens and nothing is taken, and enabled again it goes on', async () => {
    const owner = await member('gone@example.org');
    const request = await makeRequest(house, {}, owner.token);
    const uploadToken = await uploadTokenOf(house, request);
    await disableUser(house.rooms, house.admin, owner.id);
    expect(codeOf(await info(request.token))).toBe('NOT_FOUND');
    expect(codeOf(await openRequest(house, request.token))).toBe('NOT_FOUND');
    expect((await uploadRaw(house, bytesOf(5), { token: uploadToken })).status).toBe(401);
    expect(codeOf(await finishRequest(house, uploadToken))).toBe('UNAUTHENTICATED');
    await house.graphql('mutation ($id: ID!) { enableUser(id: $id) { id } }', { id: owner.id });
    expect((await openRequest(house, request.token)).data).toBeTruthy();
  });
});

describe('a password', () => {
  test('guards title and token; five wrong tries lock that address out', async () => {
    const request = await makeRequest(house, { password: 'rather secret' });
    expect((await info(request.token)).data.fileRequestInfo).toMatchObject({ needsPassword: true, title: '' });
    expect(codeOf(await openRequest(house, request.token))).toBe('WRONG_PASSPHRASE');
    expect((await openRequest(house, request.token, 'rather secret')).data).toBeTruthy();
    for (let i = 0; i < 5; i += 1) {
      expect(codeOf(await openRequest(house, request.token, `wrong ${i}`))).toBe('WRONG_PASSPHRASE');
    }
    const locked = await openRequest(house, request.token, 'rather secret');
    expect(codeOf(locked)).toBe('RATE_LIMITED');
    expect(locked.errors?.[0]?.extensions.retryAfter).toBeGreaterThan(600);
    const other = await makeRequest(house, { password: 'rather secret' });
    expect((await openRequest(house, other.token, 'rather secret')).data).toBeTruthy();
  });

  test('is tried once in a document', async () => {
    const { token } = await makeRequest(house, { password: 'rather secret' });
    const attempt = (name: string) => `${name}: openFileRequest(token: "${token}", password: "x") { uploadToken }`;
    const answer = await house.graphql(`mutation { ${attempt('a')} ${attempt('b')} }`, {}, null);
    expect(codeOf(answer)).toBe('TOO_COMPLEX');
  });
});

async function member(email: string): Promise<{ id: string; token: string }> {
  const { data } = await house.graphql(
    'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } } }',
    { input: { name: email, email, role: 'MEMBER' } },
  );
  const { id } = data.createUser.user;
  return { id, token: await tokenOf(house.rooms, sessionOf(id, 'MEMBER')) };
}

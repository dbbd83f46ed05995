import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createUser } from '../../../server/domain/accounts.ts';
import { disableUser, enableUser, transferFiles } from '../../../server/domain/accounts-changes.ts';
import { sessionOf, startHouse, type TestHouse, tokenOf } from '../../support/house.ts';
import { askOpenly, makeShare, makeShareCode, opened, openShare, ownView } from '../../support/shares.ts';
import { bytesOf, upload } from '../../support/transfers.ts';
import { get } from '../../support/wire.ts';

let house: TestHouse;
let now = Date.now();
beforeAll(async () => {
  house = await startHouse({ clock: () => now, env: { STRONGROOM_TRUST_PROXY: '1' } });
});
afterAll(() => house.remove());

const PASSWORD = 'a password of the link';
const INFO = `query ($token: String!) { shareInfo(token: $token) { needsPassword needsCode expiresAt label kind sender } }`;

async function member() {
  const input = { name: 'Mo', email: `${randomBytes(6).toString('hex')}@example.org`, role: 'MEMBER' } as const;
  const { user } = await createUser(house.rooms, house.admin, input);
  const token = await tokenOf(house.rooms, sessionOf(user.id, 'MEMBER'));
  return { user, token };
}

async function shareOf(input: object = {}, as?: string) {
  const options = { name: 'report.bin', ...(as === undefined ? {} : { token: as }) };
  const file = await upload(house, bytesOf(1000), options);
  return { file, ...(await makeShare(house, { fileIds: [file.id], ...input }, as)) };
}

const update = (input: object, as?: string) =>
  house.graphql('mutation ($input: UpdateShareInput!) { updateShare(input: $input) { id } }', { input }, as);
const revoke = (id: string, as?: string) => house.graphql('mutation ($id: ID!) { revokeShare(id: $id) }', { id }, as);

describe('before it is opened a link', () => {
  test('tells what it needs, and nothing of what is in it', async () => {
    const expiresAt = new Date(now + 60_000).toISOString();
    const { token } = await shareOf({ label: 'Quarter', expiresAt });
    const { data } = await askOpenly(house, INFO, { token });
    expect(data.shareInfo).toEqual({
      needsPassword: false,
      needsCode: false,
      expiresAt,
      label: 'Quarter',
      kind: 'FILE',
      sender: 'Ada Admin',
    });
    expect(JSON.stringify(data)).not.toContain('report');
    const guarded = await shareOf({ label: 'Quarter', password: PASSWORD });
    const told = await askOpenly(house, INFO, { token: guarded.token });
    expect(told.data.shareInfo).toMatchObject({ needsPassword: true, label: '' });
  });
});

describe('a password', () => {
  test('guards the list and the bytes alike; whoever has a grant needs it no more', async () => {
    const { token, file } = await shareOf({ password: PASSWORD });
    expect((await openShare(house, token)).code).toBe('WRONG_PASSPHRASE');
    expect((await openShare(house, token, { password: 'another password' })).code).toBe('WRONG_PASSPHRASE');
    expect((await get(`${house.url}/download/${file.id}`)).status).toBe(403);
    const { first, cookie } = await opened(house, token, { password: PASSWORD });
    expect((await get(first)).status).toBe(200);
    expect((await opened(house, token, { cookie })).first).toBe(first);
    expect((await askOpenly(house, INFO, { token }, { cookie })).data.shareInfo.needsPassword).toBe(false);
    expect((await openShare(house, token, { cookie: 'sr_visitor=guess' })).code).toBe('WRONG_PASSPHRASE');
  });

  test('that is wrong five times locks the link for that address, and for no other', async () => {
    const { token } = await shareOf({ password: PASSWORD });
    const from = '10.1.2.3';
    for (let i = 0; i < 5; i += 1) {
      expect((await openShare(house, token, { password: `wrong number ${i}`, from })).code).toBe('WRONG_PASSPHRASE');
    }
    expect((await openShare(house, token, { password: PASSWORD, from })).code).toBe('RATE_LIMITED');
    expect((await openShare(house, token, { password: PASSWORD, from: '10.1.2.4' })).code).toBeUndefined();
    const other = await shareOf({ password: PASSWORD });
    expect((await openShare(house, other.token, { password: PASSWORD, from })).code).toBeUndefined();
  });

  test('that is right any number of times locks nothing, also for many at one address at once', async () => {
    const { token } = await shareOf({ password: PASSWORD });
    const from = '10.1.2.5';
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => openShare(house, token, { password: PASSWORD, from })),
    );
    expect(answers.map(({ code }) => code)).toEqual(Array(12).fill(undefined));
  });

  test('that is guessed from many addresses slows the link for all', async () => {
    const { token } = await shareOf({ password: PASSWORD });
    const codes = await Promise.all(
      Array.from(
        { length: 40 },
        async (_, i) => (await openShare(house, token, { password: `wrong ${i} wrong` })).code,
      ),
    );
    expect(codes.filter((code) => code === 'WRONG_PASSPHRASE').length).toBe(30);
    expect(codes.filter((code) => code === 'RATE_LIMITED').length).toBe(10);
  });

  test('that is new ends what was opened by the old one', async () => {
    const { token, id } = await shareOf({ password: PASSWORD });
    const { first, cookie } = await opened(house, token, { password: PASSWORD });
    await update({ id, password: 'another password' });
    expect((await get(first)).status).toBe(404);
    expect((await openShare(house, token, { cookie, password: PASSWORD })).code).toBe('WRONG_PASSPHRASE');
    await update({ id, password: null });
    expect((await openShare(house, token)).code).toBeUndefined();
  });
});

test('a token that never was and one that was revoked get one same answer, in content and in time', async () => {
  const unknown = randomBytes(32).toString('base64url');
  const { token, id } = await shareOf({ password: PASSWORD });
  await revoke(id);
  const took = async (of: string, password?: string) => {
    const began = performance.now();
    const answer = await openShare(house, of, password === undefined ? {} : { password });
    return { ms: performance.now() - began, answer: { code: answer.code, message: answer.message } };
  };
  for (const password of [undefined, PASSWORD]) {
    expect((await took(token, password)).answer).toEqual((await took(unknown, password)).answer);
  }
  const infos = [token, unknown].map(async (of) => (await askOpenly(house, INFO, { token: of })).errors);
  expect(await infos[0]).toEqual(await infos[1]);
  expect((await infos[0])?.[0]?.extensions.code).toBe('NOT_FOUND');
  // Both pay for a derivation where a password is given, as a link that lives would.
  const times = async (of: string, password?: string) => {
    const all: number[] = [];
    for (let i = 0; i < 9; i += 1) all.push((await took(of, password)).ms);
    return all.sort((a, b) => a - b)[4] ?? 0;
  };
  const [never, revoked, plain] = [await times(unknown, PASSWORD), await times(token, PASSWORD), await times(unknown)];
  expect(never).toBeGreaterThan(plain);
  expect(revoked / never).toBeGreaterThan(0.3);
  expect(revoked / never).toBeLessThan(3);
});

describe('the next byte request is refused', () => {
  test('when the link is revoked', async () => {
    const { token, id } = await shareOf();
    const { first, cookie } = await opened(house, token);
    expect((await get(first)).status).toBe(200);
    expect((await revoke(id)).data.revokeShare).toBe(id);
    expect(await get(first)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect((await openShare(house, token, { cookie })).code).toBe('NOT_FOUND');
    expect(await ownView(house, id)).toMatchObject({ endReason: 'REVOKED', url: null, label: '' });
  });

  test('when its time is over, and no clock that is set back revives it', async () => {
    const { token, id } = await shareOf({ expiresAt: new Date(now + 1000).toISOString() });
    const { first } = await opened(house, token);
    now += 1000;
    expect(await get(first)).toMatchObject({ status: 410, code: 'EXPIRED' });
    expect((await openShare(house, token)).code).toBe('EXPIRED');
    now -= 1000;
    expect((await get(first)).code).toBe('EXPIRED');
    expect((await openShare(house, token)).code).toBe('EXPIRED');
    expect(await ownView(house, id)).toMatchObject({ endReason: 'EXPIRED' });
    now += 1000;
  });

  test('when its end is moved, and served again when that is taken away', async () => {
    const { token, id } = await shareOf();
    const { first } = await opened(house, token);
    await update({ id, expiresAt: new Date(now + 500).toISOString() });
    await update({ id, expiresAt: null });
    now += 500;
    expect((await get(first)).status).toBe(200);
    await update({ id, expiresAt: new Date(now + 500).toISOString() });
    now += 500;
    expect((await get(first)).status).toBe(410);
  });

  test('when its owner is disabled', async () => {
    const { user, token: as } = await member();
    const { token } = await shareOf({}, as);
    const { first } = await opened(house, token);
    expect((await get(first)).status).toBe(200);
    await disableUser(house.rooms, house.admin, user.id);
    expect((await get(first)).status).toBe(404);
    expect((await openShare(house, token)).code).toBe('NOT_FOUND');
    await enableUser(house.rooms, house.admin, user.id);
    expect((await get(first)).status).toBe(200);
  });

  test('when the file is deleted, or someone else’s; the rest still opens', async () => {
    const [from, to] = [await member(), await member()];
    const files = [1, 2].map((seed) => upload(house, bytesOf(100, seed), { token: from.token }));
    const [one, two] = await Promise.all(files);
    const { token } = await makeShare(house, { fileIds: [one?.id, two?.id] }, from.token);
    const share = await opened(house, token);
    await house.graphql('mutation ($id: ID!) { deleteFile(id: $id) }', { id: one?.id }, from.token);
    const urlOf = (id?: string) => share.files.find((file) => file.id === id)?.downloadUrl ?? '';
    expect((await get(urlOf(one?.id))).status).toBe(404);
    expect((await get(urlOf(two?.id))).status).toBe(200);
    expect((await opened(house, token)).files.map(({ id }) => id)).toEqual([two?.id]);
    await transferFiles(house.rooms, house.admin, from.user.id, to.user.id);
    expect((await get(urlOf(two?.id))).status).toBe(404);
    expect(await openShare(house, token)).toMatchObject({ code: 'EXPIRED' });
  });

  test('when the limit is lowered to what was taken, which ends the link', async () => {
    const { token, id } = await shareOf({ maxDownloads: 3 });
    expect((await get((await opened(house, token)).first)).status).toBe(200);
    const { first } = await opened(house, token);
    await update({ id, maxDownloads: 5 });
    expect((await get(first)).status).toBe(200);
    await update({ id, maxDownloads: 2 });
    expect((await openShare(house, token)).code).toBe('USED_UP');
    expect(await ownView(house, id)).toMatchObject({ downloads: 2, endReason: 'USED_UP' });
    expect((await update({ id, maxDownloads: 9 })).errors?.[0]?.extensions.code).toBe('USED_UP');
  });
});

describe('a link to a folder', () => {
  const make = async (name: string, parentId: string | null) =>
    (
      await house.graphql(
        'mutation ($name: String!, $parentId: ID) { createFolder(name: $name, parentId: $parentId) { id } }',
        {
          name,
          parentId,
        },
      )
    ).data.createFolder.id as string;

  test('opens what is in it at the time, at any depth; what is moved out is refused at the next byte request', async () => {
    const top = await make(`top ${now}`, null);
    const deep = await make('deep', top);
    const one = await upload(house, bytesOf(10, 1), { name: 'one', input: { folderId: top } });
    const { token, id } = await makeShare(house, { folderIds: [top] });
    const before = await opened(house, token);
    expect(before.files.map(({ name, folder }) => [name, folder])).toEqual([['one', '']]);
    const two = await upload(house, bytesOf(10, 2), { name: 'two', input: { folderId: deep } });
    const { files, zipUrl } = await opened(house, token);
    expect(files.map(({ name, folder }) => [name, folder])).toEqual([
      ['one', ''],
      ['two', 'deep'],
    ]);
    expect(zipUrl).not.toBeNull();
    const url = files[1]?.downloadUrl ?? '';
    expect((await get(url)).status).toBe(200);
    await house.graphql('mutation ($id: ID!) { moveFile(id: $id, folderId: null) { id } }', { id: two.id });
    expect((await get(url)).status).toBe(404);
    await house.graphql('mutation ($id: ID!) { deleteFolder(id: $id) }', { id: top });
    expect((await get(files[0]?.downloadUrl ?? '')).status).toBe(404);
    expect((await openShare(house, token)).code).toBe('EXPIRED');
    expect(one.size).toBe(10);
    expect((await ownView(house, id)).files).toEqual([]);
  });

  test('counts per file in it, and ends when all are spent', async () => {
    const top = await make(`counted ${now}`, null);
    for (const seed of [1, 2]) await upload(house, bytesOf(10, seed), { name: `f${seed}`, input: { folderId: top } });
    const { token, id } = await makeShare(house, { folderIds: [top], maxDownloads: 1 });
    const { files } = await opened(house, token);
    expect((await get(files[0]?.downloadUrl ?? '')).status).toBe(200);
    expect((await ownView(house, id)).endedAt).toBeNull();
    expect((await get(files[1]?.downloadUrl ?? '')).status).toBe(200);
    expect(await ownView(house, id)).toMatchObject({ downloads: 2, endReason: 'USED_UP' });
  });
});

test('a visitor’s cookie is kept from scripts and other sites, and is no key to another’s grant', async () => {
  const { token } = await shareOf();
  const { setCookie, cookie, opened: share } = await openShare(house, token);
  expect(setCookie).toMatch(/^sr_visitor=[\w-]{43}; Path=\/; Max-Age=86400; HttpOnly; SameSite=Lax$/);
  expect((await opened(house, token, { cookie })).first).toBe(share?.files[0]?.downloadUrl);
  expect((await opened(house, token)).first).not.toBe(share?.files[0]?.downloadUrl);
});

describe('a link that cannot be', () => {
  test.each([
    ['nothing', { fileIds: [] }],
    ['a time that is over', { expiresAt: '2001-01-01T00:00:00.000Z' }],
    ['no downloads', { maxDownloads: 0 }],
    ['a short password', { password: 'short' }],
    ['a long label', { label: 'x'.repeat(201) }],
    ['a recipient who is none', { recipients: ['nobody'] }],
    ['too many recipients', { recipients: Array.from({ length: 51 }, (_, i) => `p${i}@example.org`) }],
    ['a code without recipients', { requireCode: true }],
    ['a code on a server without mail', { requireCode: true, recipients: ['ann@example.org'] }],
    ['notices on a server without mail', { notify: true }],
  ])('%s is BAD_INPUT', async (_, input) => {
    const { id } = await upload(house, bytesOf(1));
    expect(await makeShareCode(house, { fileIds: [id], ...input })).toBe('BAD_INPUT');
  });

  test('to what is not one’s own is NOT_FOUND, as are changes by another', async () => {
    const { token: as } = await member();
    const { file, id } = await shareOf();
    expect(await makeShareCode(house, { fileIds: [file.id] }, as)).toBe('NOT_FOUND');
    expect(await makeShareCode(house, { folderIds: [file.id] })).toBe('NOT_FOUND');
    expect((await update({ id, label: 'mine' }, as)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await revoke(id, as)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await ownView(house, id, as)).toBeUndefined();
  });
});

test('a document holds one attempt at a link', async () => {
  const query = 'mutation { a: openShare(token: "x") { label } b: openShare(token: "y") { label } }';
  expect((await askOpenly(house, query, {})).errors?.[0]?.extensions.code).toBe('TOO_COMPLEX');
});

test('what administrators demand holds for new links and for changes', async () => {
  const { token: as } = await member();
  const set = (input: object, who?: string) =>
    house.graphql(
      'mutation ($input: SharePolicyInput!) { setSharePolicy(input: $input) { maxDays requirePassword requireExpiry } }',
      { input },
      who,
    );
  const { id } = await upload(house, bytesOf(1));
  const older = await makeShare(house, { fileIds: [id] });
  const policy = { maxDays: 7, requirePassword: true, requireExpiry: true };
  expect((await set(policy, as)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await set({ ...policy, maxDays: 0 })).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  expect((await set(policy)).data.setSharePolicy).toEqual(policy);
  const { data } = await house.graphql('{ sharePolicy { maxDays requirePassword requireExpiry } }', {}, as);
  expect(data.sharePolicy).toEqual(policy);
  const soon = new Date(now + 6 * 86_400_000).toISOString();
  const late = new Date(now + 8 * 86_400_000).toISOString();
  expect(await makeShareCode(house, { fileIds: [id], expiresAt: soon })).toBe('BAD_INPUT');
  expect(await makeShareCode(house, { fileIds: [id], password: PASSWORD })).toBe('BAD_INPUT');
  expect(await makeShareCode(house, { fileIds: [id], password: PASSWORD, expiresAt: late })).toBe('BAD_INPUT');
  const kept = await makeShare(house, { fileIds: [id], password: PASSWORD, expiresAt: soon });
  expect((await update({ id: kept.id, password: null })).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  expect((await openShare(house, older.token)).code).toBeUndefined();
  await set({ maxDays: null, requirePassword: false, requireExpiry: false });
  expect(await makeShareCode(house, { fileIds: [id] })).toBeUndefined();
});

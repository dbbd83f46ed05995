import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endSessions } from '../../../server/catalog/sessions.ts';
import { createUser } from '../../../server/domain/accounts.ts';
import { disableUser, transferFiles } from '../../../server/domain/accounts-changes.ts';
import { signDownload } from '../../../server/domain/download-links.ts';
import { sessionOf, startHouse, type TestHouse, tokenOf } from '../../support/house.ts';
import { bytesOf, downloadUrl, upload } from '../../support/transfers.ts';
import { get } from '../../support/wire.ts';

let house: TestHouse;
let now = Date.now();
beforeAll(async () => {
  house = await startHouse({ clock: () => now });
});
afterAll(() => house.remove());

/** A member of their own, with a token and one file. */
async function member() {
  const email = `${randomUUID()}@example.org`;
  const { user } = await createUser(house.rooms, house.admin, { name: 'Mo', email, role: 'MEMBER' });
  const token = await tokenOf(house.rooms, sessionOf(user.id, 'MEMBER'));
  const file = await upload(house, bytesOf(100), { token });
  return { user, token, file, url: await downloadUrl(house, file.id, 'ATTACHMENT', token) };
}

describe('a signed address', () => {
  test('works for whoever has it until its time is over, then is 410', async () => {
    const { file, token } = await member();
    const query = 'query ($id: ID!) { downloadUrl(fileId: $id, expiresIn: 60) { url expiresAt } }';
    const { data } = await house.graphql(query, { id: file.id }, token);
    expect(data.downloadUrl.expiresAt).toBe(new Date(now + 60_000).toISOString());
    now += 59_999;
    expect((await get(data.downloadUrl.url)).bytes.equals(bytesOf(100))).toBe(true);
    now += 1;
    expect(await get(data.downloadUrl.url)).toMatchObject({ status: 410, code: 'EXPIRED' });
  });

  test('holds no name', async () => {
    const file = await upload(house, bytesOf(1), { input: { name: 'very-secret-name.txt' } });
    expect(decodeURIComponent(await downloadUrl(house, file.id))).not.toContain('secret');
  });

  test('that was altered anywhere is 403', async () => {
    const { url, file } = await member();
    const other = await member();
    const edit = (name: string, change: (value: string) => string) => {
      const edited = new URL(url);
      edited.searchParams.set(name, change(edited.searchParams.get(name) ?? ''));
      return edited.href;
    };
    const altered = [
      url.replace(file.id, other.file.id),
      edit('until', (until) => String(Number(until) + 86_400_000)),
      edit('until', () => '9'.repeat(15)),
      edit('until', () => 'never'),
      edit('as', () => 'inline'),
      edit('by', () => new URL(other.url).searchParams.get('by') ?? ''),
      edit('by', (by) => by.replace('token.', 'session.')),
      edit('sig', (sig) => (sig.startsWith('A') ? 'B' : 'A') + sig.slice(1)),
      edit('sig', (sig) => sig.slice(0, -2)),
      edit('sig', () => new URL(other.url).searchParams.get('sig') ?? ''),
      edit('sig', () => ''),
      url.split('?')[0] ?? '',
    ];
    for (const address of altered) {
      expect(await get(address)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    }
    expect((await get(url)).status).toBe(200);
  });
});

describe('the next request is refused', () => {
  test('when the token is revoked', async () => {
    const { url, token } = await member();
    const { data } = await house.graphql('{ apiTokens { id } }', {}, token);
    expect((await get(url)).status).toBe(200);
    await house.graphql('mutation ($id: ID!) { revokeApiToken(id: $id) }', { id: data.apiTokens[0].id }, token);
    expect(await get(url)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect((await house.graphql('{ files { totalCount } }', {}, token)).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
  });

  test('when the account is disabled', async () => {
    const { url, token, user } = await member();
    await disableUser(house.rooms, house.admin, user.id);
    expect(await get(url)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect((await house.graphql('{ files { totalCount } }', {}, token)).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
  });

  test('when the session is ended, or over', async () => {
    const { file, user } = await member();
    const sessions = [];
    for (const [i, lifetime] of [3_600_000, 1_000].entries()) {
      const id = randomUUID();
      const moment = new Date(now).toISOString();
      await house.rooms.catalog
        .insertInto('sessions')
        .values({
          id,
          user_id: user.id,
          token: `${id} ${i}`,
          expires_at: new Date(now + lifetime).toISOString(),
          ip_address: null,
          user_agent: null,
          created_at: moment,
          updated_at: moment,
        })
        .execute();
      const request = { fileId: file.id, disposition: 'ATTACHMENT', expiresIn: 3600 } as const;
      sessions.push(await signDownload(house.rooms, { ...sessionOf(user.id, 'MEMBER'), id }, request, house.url));
    }
    const [ended, over] = sessions.map(({ url }) => url);
    expect((await get(over ?? '')).status).toBe(200);
    now += 1_000;
    expect(await get(over ?? '')).toMatchObject({ status: 401 });
    expect((await get(ended ?? '')).status).toBe(200);
    await endSessions(house.rooms.catalog, user.id);
    expect(await get(ended ?? '')).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  test('when the file is deleted, or is someone else’s now', async () => {
    const { url, token, file } = await member();
    await house.graphql('mutation ($id: ID!) { deleteFile(id: $id) }', { id: file.id }, token);
    expect(await get(url)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    const [from, to] = [await member(), await member()];
    await transferFiles(house.rooms, house.admin, from.user.id, to.user.id);
    expect(await get(from.url)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    const moved = await downloadUrl(house, from.file.id, 'ATTACHMENT', to.token);
    expect((await get(moved)).bytes.equals(bytesOf(100))).toBe(true);
  });
});

test('the entity tag is the beginning of the digest over the file’s parts, as the format says it', async () => {
  const { url, file } = await member();
  const query = sql<{
    part: number;
    length: number;
    commitment: Buffer;
  }>`select * from parts where file_id = ${file.id}`;
  const hash = createHash('sha256');
  for (const { part, length, commitment } of (await query.execute(house.rooms.catalog)).rows) {
    const placed = Buffer.alloc(12);
    placed.writeUInt32BE(part);
    placed.writeBigUInt64BE(BigInt(length), 4);
    hash.update(placed).update(commitment);
  }
  expect((await get(url)).headers.etag).toBe(`"${hash.digest().subarray(0, 16).toString('base64url')}"`);
});

test('a rename leaves the entity tag as it is, so that a broken download can go on', async () => {
  const { url, token, file } = await member();
  const before = await get(url);
  await house.graphql('mutation ($id: ID!) { renameFile(id: $id, name: "new.bin") { id } }', { id: file.id }, token);
  const after = await get(url, { Range: 'bytes=50-', 'If-Range': String(before.headers.etag) });
  expect(after.status).toBe(206);
  expect(after.headers['content-disposition']).toContain('new.bin');
  expect(after.bytes.equals(bytesOf(100).subarray(50))).toBe(true);
});

test('an administrator sees neither names nor contents of others', async () => {
  const { file } = await member();
  const { data } = await house.graphql('query ($id: ID!) { file(id: $id) { name } }', { id: file.id });
  expect(data.file).toBeNull();
  await expect(downloadUrl(house, file.id)).rejects.toThrow('NOT_FOUND');
});

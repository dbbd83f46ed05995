import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { makeShare, opened, openShare, ownView } from '../../support/shares.ts';
import { bytesOf, sha256, upload } from '../../support/transfers.ts';
import { get } from '../../support/wire.ts';
import { listed } from '../../support/zips.ts';
import { objectPath } from './refusals.ts';

const has = (program: string) =>
  ['/usr/bin', '/usr/local/bin', '/bin'].some((folder) => existsSync(join(folder, program)));
const MISSING = ['unzip', '7z', 'python3'].filter((program) => !has(program));
if (MISSING.length > 0) console.warn(`ZIPs are not opened by ${MISSING.join(', ')}: not installed.`);

let house: TestHouse;
let folder: string;
beforeAll(async () => {
  house = await startHouse();
  folder = await mkdtemp(join(tmpdir(), 'strongroom-zip-'));
});
afterAll(async () => {
  await house.remove();
  await rm(folder, { recursive: true });
});

async function makeFolder(name: string, parentId: string | null = null): Promise<string> {
  const query = 'mutation ($name: String!, $parentId: ID) { createFolder(name: $name, parentId: $parentId) { id } }';
  return (await house.graphql(query, { name, parentId })).data.createFolder.id;
}

async function saved(url: string): Promise<string> {
  const answer = await get(url);
  expect(answer.status).toBe(200);
  expect(answer.headers['content-length']).toBe(String(answer.bytes.length));
  expect(answer.headers['content-type']).toBe('application/zip');
  const path = join(folder, `${createHash('sha256').update(url).digest('hex')}.zip`);
  await writeFile(path, answer.bytes);
  return path;
}

describe.skipIf(MISSING.length > 0)('the ZIP of a link', () => {
  test('holds its folders and files, and unzip, 7z and Python open it', async () => {
    const top = await makeFolder('Projekt 報告');
    const deep = await makeFolder('Anlagen', top);
    const sizes = [0, 1, 300_000, 16_384];
    for (const [i, size] of sizes.entries()) {
      const cipher = i % 2 === 0 ? 'AES_256_CBC_HMAC' : 'AES_256_GCM';
      const input = { folderId: i < 2 ? top : deep, cipher };
      await upload(house, bytesOf(size, i + 1), { name: `ü file ${i}.bin`, input });
    }
    const { token } = await makeShare(house, { folderIds: [top], label: 'All of it' });
    const { zipUrl } = await opened(house, token);
    const path = await saved(zipUrl ?? '');
    expect(listed(path).sort()).toEqual(
      sizes.map((size, i) => [`${i < 2 ? '' : 'Anlagen/'}ü file ${i}.bin`, size, sha256(bytesOf(size, i + 1))]).sort(),
    );
    expect(execFileSync('unzip', ['-t', path], { encoding: 'utf8' })).toContain('No errors detected');
    expect(execFileSync('7z', ['t', path], { encoding: 'utf8' })).toContain('Everything is Ok');
    const head = await fetch(zipUrl ?? '', { method: 'HEAD' });
    expect(head.headers.get('content-disposition')).toContain('All of it.zip');
    expect(head.headers.get('accept-ranges')).toBe('none');
  });

  test('names files so that they can be unpacked anywhere, and numbers those that collide', async () => {
    const names = ['a.txt', 'A.TXT', 'con.txt', 'what? "this": <that>|*.txt', 'dots...', '\u202egpj.exe', 'a.txt'];
    const files = [];
    for (const [i, name] of names.entries()) files.push(await upload(house, bytesOf(10, i + 1), { input: { name } }));
    const { token } = await makeShare(house, { fileIds: files.map(({ id }) => id) });
    const paths = listed(await saved((await opened(house, token)).zipUrl ?? '')).map(([path]) => path);
    expect(paths.length).toBe(names.length);
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(names.length);
    expect(paths).toEqual(
      expect.arrayContaining(['_con.txt', 'what_ _this__ _that___.txt', 'dots', '_gpj.exe', 'a (3).txt']),
    );
  });

  test('takes one allowance of each file, all or none', async () => {
    const files = [await upload(house, bytesOf(10, 1)), await upload(house, bytesOf(10, 2))];
    const { token, id } = await makeShare(house, { fileIds: files.map((file) => file.id), maxDownloads: 1 });
    const [one, other, third] = [await opened(house, token), await opened(house, token), await opened(house, token)];
    const head = async ({ zipUrl }: typeof one) => (await fetch(zipUrl ?? '', { method: 'HEAD' })).status;
    expect(await head(other)).toBe(200);
    expect((await get(one.first)).status).toBe(200);
    expect([await head(one), await head(other)]).toEqual([200, 410]);
    expect(await get(other.zipUrl ?? '')).toMatchObject({ status: 410, code: 'USED_UP' });
    expect(await ownView(house, id)).toMatchObject({ downloads: 1, endedAt: null });
    expect((await get(one.zipUrl ?? '')).status).toBe(200);
    await eventually('all is spent', async () => (await ownView(house, id)).endReason === 'USED_UP');
    expect(await ownView(house, id)).toMatchObject({ downloads: 2 });
    expect((await get(third.zipUrl ?? '')).code).toBe('USED_UP');
    expect((await openShare(house, token)).code).toBe('USED_UP');
  });

  test('counts with single files towards twice the bytes of each, one after the other and all at once', async () => {
    const files = [await upload(house, bytesOf(5000, 1)), await upload(house, bytesOf(5000, 2))];
    const { token } = await makeShare(house, { fileIds: files.map((file) => file.id), maxDownloads: 2 });
    const one = await opened(house, token);
    const [first = '', second = ''] = one.files.map(({ downloadUrl }) => downloadUrl);
    const statusOf = async (url: string) => (await get(url)).status;
    const asked = [first, one.zipUrl ?? '', first, one.zipUrl ?? '', second, second];
    const statuses: number[] = [];
    for (const url of asked) statuses.push(await statusOf(url));
    expect(statuses).toEqual([200, 200, 410, 410, 200, 410]);

    const all = await opened(house, token);
    const ways = [all.zipUrl ?? '', ...all.files.map(({ downloadUrl }) => downloadUrl)];
    const served = await Promise.all(
      ways.map(async (url) => {
        const answers = await Promise.all(Array.from({ length: 10 }, () => statusOf(url)));
        return answers.filter((status) => status === 200).length;
      }),
    );
    const [zips = 0, ...singles] = served;
    expect(singles.map((single) => zips + single)).toEqual([2, 2]);
  });

  test('of fifty at once against a limit of one is served once', async () => {
    const files = [await upload(house, bytesOf(10, 1)), await upload(house, bytesOf(10, 2))];
    const { token } = await makeShare(house, { fileIds: files.map((file) => file.id), maxDownloads: 1 });
    const grants = await Promise.all(Array.from({ length: 50 }, () => opened(house, token)));
    const statuses = await Promise.all(grants.map(async ({ zipUrl }) => (await get(zipUrl ?? '')).status));
    expect(statuses.filter((status) => status === 200).length).toBe(1);
  });

  test('is broken off where a file is damaged, never ended in order; what was not delivered is given back', async () => {
    const files = [await upload(house, bytesOf(600_000, 1)), await upload(house, bytesOf(600_000, 2))];
    const { token } = await makeShare(house, { fileIds: files.map((file) => file.id), maxDownloads: 1 });
    const { zipUrl } = await opened(house, token);
    const [first] = files;
    const path = objectPath(house, first?.id ?? '');
    const whole = await readFile(path);
    const damaged = Buffer.from(whole);
    damaged.writeUInt8(damaged.readUInt8(500_000) ^ 1, 500_000);
    await writeFile(path, damaged);
    const answer = await get(zipUrl ?? '');
    expect(answer).toMatchObject({ status: 200, broken: true });
    expect(answer.bytes.length).toBeLessThan(Number(answer.headers['content-length']));
    await writeFile(path, whole);
    expect(listed(await saved(zipUrl ?? '')).length).toBe(2);
  });

  test('is refused to whoever alters its address, and gone when the link is revoked', async () => {
    const files = [await upload(house, bytesOf(10, 1)), await upload(house, bytesOf(10, 2))];
    const { token, id } = await makeShare(house, { fileIds: files.map((file) => file.id) });
    const { zipUrl, first } = await opened(house, token);
    expect((await get(first.replace(files[1]?.id ?? '', 'zip').replace(files[0]?.id ?? '', 'zip'))).status).toBe(403);
    expect((await get((zipUrl ?? '').replace('grant.', 'session.'))).status).toBe(403);
    await house.graphql('mutation ($id: ID!) { revokeShare(id: $id) }', { id });
    expect((await get(zipUrl ?? '')).status).toBe(404);
  });
});

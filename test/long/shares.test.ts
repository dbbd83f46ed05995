import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type NewUpload, storeFile } from '../../server/domain/uploads.ts';
import { startHouse, type TestHouse } from '../support/house.ts';
import { type ServerProcess, startProcess } from '../support/server-process.ts';
import { makeShare, opened } from '../support/shares.ts';
import { bytesOf, sha256, upload } from '../support/transfers.ts';

const MIB = 2 ** 20;
const LARGE = 2_200 * MIB;
const MANY = 10_000;
const AT_ONCE = 20;
const ZEROS = Buffer.alloc(MIB);

const MISSING = ['unzip', '7z', 'python3', 'curl', 'aria2c'].filter((program) => !existsSync(`/usr/bin/${program}`));
if (MISSING.length > 0) console.warn(`Large shares are skipped: ${MISSING.join(', ')} cannot be found.`);

describe.skipIf(MISSING.length > 0)('a share', () => {
  let folder: string;
  let server: ServerProcess;
  const tokens: Record<string, string> = {};
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'strongroom-shares-'));
    const dataDir = join(folder, 'data');
    await mkdir(dataDir);
    const house = await startHouse({ dataDir });
    const large = [await store(house, { name: 'one.bin' }, LARGE), await store(house, { name: 'two.bin' }, LARGE)];
    tokens['large'] = (await makeShare(house, { fileIds: large })).token;
    const made = await house.graphql('mutation { createFolder(name: "many") { id } }');
    const folderId: string = made.data.createFolder.id;
    for (let i = 0; i < MANY; i += AT_ONCE) {
      await Promise.all(
        Array.from({ length: AT_ONCE }, (_, j) => store(house, { name: `file ${i + j}`, folderId }, 100)),
      );
    }
    tokens['many'] = (await makeShare(house, { folderIds: [folderId] })).token;
    const shared = await upload(house, bytesOf(20 * MIB, 7), { name: 'shared.bin' });
    tokens['shared'] = (await makeShare(house, { fileIds: [shared.id], maxDownloads: 500 })).token;
    const once = await upload(house, bytesOf(60 * MIB, 8), { name: 'once.bin' });
    tokens['once'] = (await makeShare(house, { fileIds: [once.id], maxDownloads: 1 })).token;
    await house.stop();
    server = await startProcess(dataDir, join(folder, 'log'), {
      STRONGROOM_TRUST_PROXY: '1',
      STRONGROOM_TRANSFERS: '500',
    });
  }, 600_000);
  afterAll(async () => {
    await server?.end();
    await rm(folder, { recursive: true, force: true });
  });

  test('of more than 4 GiB, as a ZIP, is opened by unzip, 7z and Python, and memory stays flat', async () => {
    const { zipUrl } = await opened(server, tokens['large'] ?? '');
    const before = await server.memory();
    const path = join(folder, 'large.zip');
    fetched(zipUrl ?? '', path);
    expect((await server.memory()) - before).toBeLessThan(150 * MIB);
    expect((await stat(path)).size).toBeGreaterThan(4 * 1024 * MIB);
    expect(execFileSync('unzip', ['-t', path], { encoding: 'utf8' })).toContain('No errors detected');
    expect(execFileSync('7z', ['t', path], { encoding: 'utf8' })).toContain('Everything is Ok');
    execFileSync('python3', ['-c', 'import sys, zipfile; assert zipfile.ZipFile(sys.argv[1]).testzip() is None', path]);
    await rm(path);
  }, 300_000);

  test('of 10,000 files, as a ZIP, is opened by them too', async () => {
    const { zipUrl, files } = await opened(server, tokens['many'] ?? '');
    expect(files.length).toBe(MANY);
    const path = join(folder, 'many.zip');
    fetched(zipUrl ?? '', path);
    expect(execFileSync('unzip', ['-tqq', path], { encoding: 'utf8' })).toBe('');
    expect(execFileSync('7z', ['t', path], { encoding: 'utf8' })).toContain('Everything is Ok');
    const count =
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(len(z.infolist()))';
    expect(execFileSync('python3', ['-c', count, path], { encoding: 'utf8' }).trim()).toBe(String(MANY));
  }, 300_000);

  test('of two hundred recipients at once serves them all, and others after them take no more memory', async () => {
    const round = async () => {
      let most = 0;
      const watch = setInterval(() => void server.memory().then((now) => (most = Math.max(most, now))), 200);
      const grants = await Promise.all(Array.from({ length: 200 }, () => opened(server, tokens['shared'] ?? '')));
      const lengths = await Promise.all(
        grants.map(async ({ first }) => {
          let length = 0;
          for await (const chunk of (await fetch(first)).body ?? []) length += (chunk as Uint8Array).length;
          return length;
        }),
      );
      clearInterval(watch);
      expect(lengths).toEqual(Array(200).fill(20 * MIB));
      return most;
    };
    const first = await round();
    expect((await round()) - first).toBeLessThan(100 * MIB);
  }, 600_000);

  test('that allows one download gives it to aria2c by eight connections', async () => {
    const { first } = await opened(server, tokens['once'] ?? '');
    execFileSync('aria2c', ['-x8', '-s8', '-k1M', '-q', '-d', folder, '-o', 'once.bin', first]);
    expect(sha256(await readFile(join(folder, 'once.bin')))).toBe(sha256(bytesOf(60 * MIB, 8)));
  }, 120_000);
});

/** Stores so many zeros past the edges: a person may send six hundred files a minute. */
async function store({ rooms, admin }: TestHouse, file: NewUpload, size: number): Promise<string> {
  async function* zeros() {
    for (let sent = 0; sent < size; sent += ZEROS.length) yield [ZEROS.subarray(0, size - sent)];
  }
  return (await storeFile(rooms, admin, file, zeros(), new AbortController().signal)).id;
}

function fetched(url: string, path: string): void {
  execFileSync('curl', ['-sS', '--fail', '-o', path, url]);
}

import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type NewUpload, storeFile } from '../../server/domain/uploads.ts';
import { startHouse, type TestHouse } from '../support/house.ts';
import { type ServerProcess, startProcess } from '../support/server-process.ts';
import { makeShare, opened } from '../support/shares.ts';
import { bytesOf, sha256, upload } from '../support/transfers.ts';

const MIB = 2 ** 20;
/** More than the 32 bits of a plain ZIP can say, of a size as of a place. */
const LARGE = 4_100 * MIB;
const MANY = 10_000;
const AT_ONCE = 20;

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
    // The newest comes first in a ZIP.
    const large = [await store(house, { name: 'two.bin' }, MIB), await store(house, { name: 'one.bin' }, LARGE)];
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

  /** The most memory that the server has while something goes on. */
  async function mostMemory(work: () => Promise<unknown>): Promise<number> {
    let most = 0;
    const look = async () => {
      most = Math.max(most, await server.memory());
    };
    const watch = setInterval(() => void look(), 100);
    await work().finally(() => clearInterval(watch));
    await look();
    return most;
  }

  test('of a file of more than 4 GiB and one behind it, as a ZIP, is opened by unzip, 7z and Python, and memory stays flat', async () => {
    const { zipUrl } = await opened(server, tokens['large'] ?? '');
    const before = await server.memory();
    const path = join(folder, 'large.zip');
    const most = await mostMemory(() => fetched(zipUrl ?? '', path));
    expect(most - before).toBeLessThan(150 * MIB);
    expect(execFileSync('unzip', ['-t', path], { encoding: 'utf8' })).toContain('No errors detected');
    expect(execFileSync('7z', ['t', path], { encoding: 'utf8' })).toContain('Everything is Ok');
    const read = `
import sys, json, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
print(json.dumps([[i.filename, i.file_size, i.compress_type, i.header_offset > 2**32] for i in z.infolist()]))`;
    expect(JSON.parse(execFileSync('python3', ['-c', read, path], { encoding: 'utf8' }))).toEqual([
      ['one.bin', LARGE, 0, false],
      ['two.bin', MIB, 0, true],
    ]);
    await rm(path);
  }, 300_000);

  test('of 10,000 files, as a ZIP, is opened by them too', async () => {
    const { zipUrl, files } = await opened(server, tokens['many'] ?? '');
    expect(files.length).toBe(MANY);
    const path = join(folder, 'many.zip');
    await fetched(zipUrl ?? '', path);
    expect(execFileSync('unzip', ['-tqq', path], { encoding: 'utf8' })).toBe('');
    expect(execFileSync('7z', ['t', path], { encoding: 'utf8' })).toContain('Everything is Ok');
    const count =
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(len(z.infolist()))';
    expect(execFileSync('python3', ['-c', count, path], { encoding: 'utf8' }).trim()).toBe(String(MANY));
  }, 300_000);

  test('of two hundred recipients at once serves them all, and others after them take no more memory', async () => {
    const bytes = bytesOf(20 * MIB, 7);
    const round = () =>
      mostMemory(async () => {
        const grants = await Promise.all(Array.from({ length: 200 }, () => opened(server, tokens['shared'] ?? '')));
        const whole = await Promise.all(grants.map(({ first }) => isWhole(first, bytes)));
        expect(whole).toEqual(Array(200).fill(true));
      });
    const idle = await server.memory();
    const first = await round();
    // All of the file for each of them would be 4 GiB.
    expect(first - idle).toBeLessThan(600 * MIB);
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
    for (let sent = 0; sent < size; sent += MIB) yield [Buffer.alloc(Math.min(MIB, size - sent))];
  }
  return (await storeFile(rooms, admin, file, zeros(), new AbortController().signal)).id;
}

async function fetched(url: string, path: string): Promise<void> {
  await promisify(execFile)('curl', ['-sS', '--fail', '-o', path, url]);
}

/** Whether the address gives these bytes, all of them and no more. */
async function isWhole(url: string, bytes: Buffer): Promise<boolean> {
  let at = 0;
  for await (const chunk of (await fetch(url)).body ?? []) {
    const { length } = chunk as Uint8Array;
    if (!bytes.subarray(at, at + length).equals(chunk as Uint8Array)) return false;
    at += length;
  }
  return at === bytes.length;
}

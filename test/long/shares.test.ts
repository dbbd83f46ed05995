import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHouse } from '../support/house.ts';
import { type ServerProcess, startProcess } from '../support/server-process.ts';
import { makeShare, opened } from '../support/shares.ts';
import { bytesOf, sha256, upload } from '../support/transfers.ts';

const MIB = 2 ** 20;
const LARGE = 2_200 * MIB;
const MANY = 10_000;

const WANTED = process.env['LONG'] === '1';
if (!WANTED) console.warn('ZIPs of 4 GiB and 10,000 files and 200 recipients at once are skipped: LONG=1 runs them.');

let folder: string;
let server: ServerProcess;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  if (!WANTED) return;
  folder = await mkdtemp(join(tmpdir(), 'strongroom-shares-'));
  const dataDir = join(folder, 'data');
  await mkdir(dataDir);
  const house = await startHouse({ dataDir });
  const [one, two] = [await store(house, LARGE, 'one.bin'), await store(house, LARGE, 'two.bin')];
  tokens['large'] = (await makeShare(house, { fileIds: [one, two] })).token;
  const made = await house.graphql('mutation { createFolder(name: "many") { id } }');
  const folderId = made.data.createFolder.id;
  for (let i = 0; i < MANY; i += 20) {
    await Promise.all(
      Array.from({ length: 20 }, (_, j) =>
        upload(house, bytesOf(100, 1), { name: `file ${i + j}`, input: { folderId } }),
      ),
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
}, 1_800_000);
afterAll(async () => {
  if (!WANTED) return;
  await server.end();
  await rm(folder, { recursive: true, force: true });
});

/** Sends so many zeros in one request, held nowhere; gives the file's id. */
async function store(house: { url: string; token: string }, size: number, name: string): Promise<string> {
  const boundary = 'x-boundary-x';
  const operations = {
    query: 'mutation ($file: Upload!) { uploadFile(file: $file) { id } }',
    variables: { file: null },
  };
  const part = (field: string, text: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${text}\r\n`;
  const head = `${part('operations', JSON.stringify(operations))}${part('map', '{"0":["variables.file"]}')}--${boundary}\r\nContent-Disposition: form-data; name="0"; filename="${name}"\r\n\r\n`;
  const req = request(`${house.url}/graphql`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${house.token}`,
      'Apollo-Require-Preflight': 'true',
      'Content-Type': `multipart/form-data; boundary=${boundary}`,
    },
  });
  const answer = new Promise<string>((resolve, reject) => {
    req.once('error', reject);
    req.once('response', (res) => {
      let text = '';
      res.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      res.once('end', () => resolve(text));
    });
  });
  req.write(head);
  const zeros = Buffer.alloc(MIB);
  for (let sent = 0; sent < size; sent += MIB) {
    if (!req.write(zeros)) await new Promise((resolve) => req.once('drain', resolve));
  }
  req.end(`\r\n--${boundary}--\r\n`);
  await finished(req, { readable: false }).catch(() => {});
  return JSON.parse(await answer).data.uploadFile.id;
}

const fetched = (url: string, path: string) => execFileSync('curl', ['-sS', '--fail', '-o', path, url]);

describe.skipIf(!WANTED)('a ZIP', () => {
  test('of more than 4 GiB is opened by unzip, 7z and Python, and memory stays flat', async () => {
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
  }, 1_200_000);

  test('of 10,000 files is opened by them too', async () => {
    const { zipUrl, files } = await opened(server, tokens['many'] ?? '');
    expect(files.length).toBe(MANY);
    const path = join(folder, 'many.zip');
    fetched(zipUrl ?? '', path);
    expect(execFileSync('unzip', ['-tqq', path], { encoding: 'utf8' })).toBe('');
    expect(execFileSync('7z', ['t', path], { encoding: 'utf8' })).toContain('Everything is Ok');
    const count =
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(len(z.infolist()))';
    expect(execFileSync('python3', ['-c', count, path], { encoding: 'utf8' }).trim()).toBe(String(MANY));
  }, 1_200_000);
});

test.skipIf(!WANTED)(
  'two hundred recipients of one link at once are all served, and others after them take no more memory',
  async () => {
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
  },
  600_000,
);

test.skipIf(!WANTED || !existsSync('/usr/bin/aria2c'))(
  'aria2c fetches a link that allows one download by eight connections',
  async () => {
    const { first } = await opened(server, tokens['once'] ?? '');
    execFileSync('aria2c', ['-x8', '-s8', '-k1M', '-q', '-d', folder, '-o', 'once.bin', first]);
    expect(sha256(await readFile(join(folder, 'once.bin')))).toBe(sha256(bytesOf(60 * MIB, 8)));
  },
  120_000,
);

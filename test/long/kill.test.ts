import { randomBytes, randomInt } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { objectKey } from '../../server/crypto/objects.ts';
import { findOrphans } from '../../server/domain/orphans.ts';
import { sweep } from '../../server/domain/sweeper.ts';
import { startHouse, type TestHouse } from '../support/house.ts';
import { startProcess } from '../support/server-process.ts';
import { download, sha256, uploadRaw } from '../support/transfers.ts';

const KILLS = 50;
const WRITERS = 4;
const MiB = 1024 * 1024;
const DAY = 86_400_000;

let folder: string;
let token: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strongroom-kill-'));
  await mkdir(join(folder, 'data'));
  const house = await startHouse({ dataDir: join(folder, 'data') });
  token = house.token;
  await house.stop();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const dataDir = () => join(folder, 'data');

/** Mostly small files, some of two parts; both suites. */
function randomFile(): { bytes: Buffer; cipher: string } {
  const size = randomInt(6) === 0 ? 16 * MiB + randomInt(2 * MiB) : randomInt(600_000);
  return { bytes: randomBytes(size), cipher: randomInt(2) ? 'AES_256_GCM' : 'AES_256_CBC_HMAC' };
}

/** Uploads one file after the other until the server is gone; notes each that was acknowledged. */
async function write(url: string, acknowledged: Map<string, string>): Promise<void> {
  for (;;) {
    const { bytes, cipher } = randomFile();
    const answer = await uploadRaw({ url, token }, bytes, { input: { cipher } }).catch(() => null);
    if (answer === null) return;
    const id = answer.body.data?.uploadFile.id;
    if (id === undefined) throw new Error(`refused: ${JSON.stringify(answer.body.errors)}`);
    acknowledged.set(id, sha256(bytes));
  }
}

async function wrongOnes(house: TestHouse, files: Map<string, string>): Promise<string[]> {
  const wrong: string[] = [];
  for (const [id, hash] of files) {
    const { bytes } = await download(house, id);
    if (sha256(bytes) !== hash) wrong.push(id);
  }
  return wrong;
}

async function objectsOnDisk(): Promise<string[]> {
  const root = join(dataDir(), 'objects');
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1)).sort();
}

test(`kill -9 at ${KILLS} random moments loses no acknowledged file, and a sweep leaves the objects of rows alone`, async () => {
  const all = new Map<string, string>();
  for (let round = 0; round < KILLS; round += 1) {
    const server = await startProcess(dataDir(), join(folder, 'server.log'));
    const writers = Array.from({ length: WRITERS }, () => write(server.url, all));
    await sleep(randomInt(30, 1500));
    await server.kill();
    await Promise.all(writers);
  }
  expect(all.size).toBeGreaterThan(KILLS / 2);

  const house = await startHouse({ dataDir: dataDir() });
  const { rooms } = house;
  const broken = await rooms.catalog.selectFrom('files').select('id').where('state', '<>', 'stored').execute();
  expect(broken.length).toBeGreaterThan(0);
  expect(await wrongOnes(house, all)).toEqual([]);

  await sweep({ ...rooms, clock: () => Date.now() + 8 * DAY });
  await rooms.store.removeDebris(Date.now());
  const states = await rooms.catalog.selectFrom('files').select('state').distinct().execute();
  expect(states).toEqual([{ state: 'stored' }]);
  const rows = await rooms.catalog.selectFrom('parts').select(['file_id', 'part']).execute();
  const named = rows.map(({ file_id, part }) => objectKey(file_id, part));
  expect(await objectsOnDisk()).toEqual([...named, 'vault.id'].sort());
  expect((await findOrphans(rooms)).orphans).toEqual([]);
  expect(await wrongOnes(house, all)).toEqual([]);
  await house.stop();
});

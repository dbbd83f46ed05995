import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { startHouse } from '../../support/house.ts';
import { type ServerProcess, startProcess } from '../../support/server-process.ts';
import { bytesOf, downloadUrl, sha256, upload } from '../../support/transfers.ts';

const MiB = 1024 * 1024;
const SIZE = 96 * MiB;
const READERS = 6;
const SLOW = 100_000;

let folder: string;
let server: ServerProcess;
/** Of one file in each suite. */
let paths: string[];
const bytes = bytesOf(SIZE);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strongroom-slow-'));
  await mkdir(join(folder, 'data'));
  const house = await startHouse({ dataDir: join(folder, 'data') });
  paths = [];
  for (const cipher of ['AES_256_GCM', 'AES_256_CBC_HMAC']) {
    const { id } = await upload(house, bytes, { input: { cipher } });
    paths.push((await downloadUrl(house, id)).slice(house.url.length));
  }
  await house.stop();
  server = await startProcess(join(folder, 'data'), join(folder, 'server.log'));
});
afterAll(async () => {
  await server.kill();
  await rm(folder, { recursive: true });
});

/** Reads 100 kB in a second, until it is ended. */
async function slowReader(path: string) {
  const [response] = (await once(get(server.url + path, { agent: false }), 'response')) as [IncomingMessage];
  const reader = { read: 0, end: () => void response.destroy() };
  response.on('error', () => {});
  void (async () => {
    while (!response.destroyed) {
      const chunk: Buffer | null = response.read(SLOW / 10) ?? response.read();
      reader.read += chunk?.length ?? 0;
      await sleep(100);
    }
  })();
  return reader;
}

async function readWhole(path: string): Promise<string> {
  const [response] = (await once(get(server.url + path, { agent: false }), 'response')) as [IncomingMessage];
  const hash = createHash('sha256');
  for await (const chunk of response) hash.update(chunk);
  return hash.digest('hex');
}

test('readers at 100 kB/s hold neither the file nor others: a fast one has all of it before they have a tenth', async () => {
  // What a first download takes for itself is not theirs.
  for (const path of paths) expect(await readWhole(path)).toBe(sha256(bytes));
  const before = await server.memory();
  const readers = await Promise.all(Array.from({ length: READERS }, (_, i) => slowReader(paths[i % 2] ?? '')));
  await sleep(1000);
  const early = await server.memory();
  for (const path of paths) expect(await readWhole(path)).toBe(sha256(bytes));
  for (const { read } of readers) {
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(SIZE / 10);
  }
  await sleep(3000);
  const late = await server.memory();
  for (const reader of readers) reader.end();
  // In all they ask for 576 MiB; a few batches each are under way.
  expect(late - before).toBeLessThan(100 * MiB);
  expect(late - early).toBeLessThan(64 * MiB);
});

/** Takes the head of the answer, and then nothing. */
async function stalledReader(url: string): Promise<IncomingMessage> {
  const [response] = (await once(get(url, { agent: false }), 'response')) as [IncomingMessage];
  response.on('error', () => {});
  return response;
}

test('readers that take nothing hold neither the file nor others', async () => {
  for (const path of paths) expect(await readWhole(path)).toBe(sha256(bytes));
  const before = await server.memory();
  const readers = await Promise.all(
    Array.from({ length: READERS }, (_, i) => stalledReader(server.url + paths[i % 2])),
  );
  // Time enough to read all of it ahead, if it were.
  for (const path of paths) expect(await readWhole(path)).toBe(sha256(bytes));
  await sleep(1000);
  const late = await server.memory();
  for (const reader of readers) reader.destroy();
  expect(late - before).toBeLessThan(100 * MiB);
});

test('a reader that takes nothing is cut by the whole server after its time, and its place is free again', async () => {
  const house = await startHouse({ limits: { stalledReader: 500 } });
  onTestFinished(house.remove);
  const { id } = await upload(house, bytes.subarray(0, 32 * MiB));
  const response = await stalledReader(await downloadUrl(house, id));
  await eventually('it is cut', () => house.rooms.transfers.running === 0);
  const received = await buffer(response).catch(() => null);
  expect(received).toBeNull();
  expect(response.complete).toBe(false);
});

import { createHash, randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PART_MAX } from '../../server/crypto/sizes.ts';
import { startHouse } from '../support/house.ts';
import { type ServerProcess, startProcess } from '../support/server-process.ts';
import { BODY, idOf, type RawTus, rawTus, VERSION } from '../support/tus.ts';

const SIZE = 2 * 2 ** 30;
const CUTS = 20;
const KILLS = 5;
const CHUNK = 2 ** 20;

let folder: string;
let server: ServerProcess;
let token: string;
let tus: RawTus;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strongroom-resume-'));
  await mkdir(join(folder, 'data'));
  const house = await startHouse({ dataDir: join(folder, 'data') });
  token = house.token;
  await house.stop();
  await start();
});
afterAll(async () => {
  await server.kill();
  await rm(folder, { recursive: true });
});

async function start(): Promise<void> {
  server = await startProcess(join(folder, 'data'), join(folder, 'server.log'));
  tus = rawTus({ url: server.url, token });
}

const base = randomBytes(CHUNK);

/** The file's bytes from `offset` to the end of their MiB; each MiB is another. */
function chunkAt(offset: number): Buffer {
  const chunk = Buffer.from(base);
  chunk.writeUInt32BE(Math.floor(offset / CHUNK));
  return chunk.subarray(offset % CHUNK);
}

/** Sends from `offset` until the end, or until `cutAt` was handed to the network; gives how far that came. */
async function send(path: string, offset: number, cutAt: number, cut: () => Promise<void>): Promise<number> {
  const headers = { ...VERSION, ...BODY, 'Upload-Offset': offset, 'Content-Length': SIZE - offset };
  const { port } = new URL(server.url);
  const req = httpRequest({ port, path, method: 'PATCH', headers: { ...headers, Authorization: `Bearer ${token}` } });
  let failed = false;
  req.on('error', () => {
    failed = true;
  });
  // An error ends these two as well: as a rejection, which nothing need be waiting for.
  const closed = once(req, 'close').catch(() => []);
  const response = once(req, 'response').catch(() => []);
  let sent = offset;
  while (sent < SIZE && sent < cutAt && !failed) {
    const chunk = chunkAt(sent);
    sent += chunk.length;
    if (!req.write(chunk)) await Promise.race([once(req, 'drain'), closed]);
  }
  if (sent >= cutAt && cutAt < SIZE) {
    await cut();
    req.destroy();
    return sent;
  }
  req.end();
  const [answer] = await response;
  expect(answer?.statusCode).toBe(204);
  answer.resume();
  return sent;
}

async function offsetOf(path: string): Promise<number> {
  for (;;) {
    const response = await tus.head(path).catch(() => null);
    if (response?.status === 200) return Number(response.headers.get('upload-offset'));
    await sleep(200);
  }
}

test('an upload that is cut 20 times, and whose server is killed 5 times, ends as the right file', async () => {
  const events = Array.from({ length: CUTS + KILLS }, (_, i) => ({ at: randomInt(1, SIZE - CHUNK), kill: i < KILLS }));
  events.sort((a, b) => a.at - b.at);
  const path = await tus.create(SIZE, { filename: 'two gibibytes.bin' });
  let sentTwice = 0;
  let interruptions = 0;
  for (let offset = 0; offset < SIZE; ) {
    const event = events.shift();
    const cut = async () => {
      if (event?.kill) await server.kill();
    };
    const sent = await send(path, offset, Math.max(event?.at ?? SIZE, offset), cut);
    if (event?.kill) await start();
    if (event) interruptions += 1;
    const next = await offsetOf(path);
    expect(next).toBeGreaterThanOrEqual(offset);
    expect(sent - next).toBeLessThanOrEqual(2 * PART_MAX);
    sentTwice += sent - next;
    offset = next;
  }
  expect(interruptions).toBe(CUTS + KILLS);
  expect(sentTwice).toBeLessThanOrEqual((CUTS + KILLS) * 2 * PART_MAX);
  console.log(`sent twice: ${(sentTwice / 2 ** 20).toFixed(1)} MiB over ${interruptions} interruptions`);

  const hash = createHash('sha256');
  for (let at = 0; at < SIZE; at += CHUNK) hash.update(chunkAt(at));
  expect(await hashOfDownload(idOf(path))).toBe(hash.digest('hex'));

  const salts = await saltsOf(idOf(path));
  expect(salts.length).toBeGreaterThanOrEqual(SIZE / PART_MAX);
  expect(new Set(salts).size).toBe(salts.length);
});

async function hashOfDownload(id: string): Promise<string> {
  const query = '{ downloadUrl(fileId: "' + id + '") { url } }';
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  const { data } = (await answer.json()) as { data: { downloadUrl: { url: string } } };
  const response = await fetch(data.downloadUrl.url);
  const hash = createHash('sha256');
  for await (const chunk of response.body ?? []) hash.update(chunk);
  return hash.digest('hex');
}

/** Bytes 32 to 55 of every object: under one key, no two may share them (FORMAT.md section 1). */
async function saltsOf(id: string): Promise<string[]> {
  const objects = join(folder, 'data', 'objects', id.slice(0, 2), id);
  const salts: string[] = [];
  for (const name of await readdir(objects)) {
    const handle = await open(join(objects, name));
    const { buffer } = await handle.read(Buffer.alloc(24), 0, 24, 32);
    await handle.close();
    salts.push(buffer.toString('hex'));
  }
  return salts;
}

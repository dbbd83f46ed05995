import { createHash, randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PART_MAX } from '../../server/crypto/sizes.ts';
import { startHouse } from '../support/house.ts';
import { noteSalts, type SeenSalts } from '../support/salts.ts';
import { type ServerProcess, startProcess } from '../support/server-process.ts';
import { BODY, idOf, type RawTus, rawTus, VERSION } from '../support/tus.ts';

const GiB = 2 ** 30;
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
async function send(
  { path, size }: { path: string; size: number },
  offset: number,
  cutAt: number,
  cut: () => Promise<void>,
): Promise<number> {
  const headers = { ...VERSION, ...BODY, 'Upload-Offset': offset, 'Content-Length': size - offset };
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
  while (sent < size && sent < cutAt && !failed) {
    const chunk = chunkAt(sent);
    sent += chunk.length;
    if (!req.write(chunk)) await Promise.race([once(req, 'drain'), closed]);
  }
  if (sent >= cutAt && cutAt < size) {
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

test.each([
  { cipher: 'AES_256_GCM', size: 2 * GiB, cuts: 20, kills: 5 },
  { cipher: 'AES_256_CBC_HMAC', size: GiB / 2, cuts: 10, kills: 5 },
])(
  'an upload of $size bytes that is cut $cuts times, and whose server is killed $kills times, ends as the right file: $cipher',
  async ({ cipher, size, cuts, kills }) => {
    const events = Array.from({ length: cuts + kills }, (_, i) => ({
      at: randomInt(1, size - CHUNK),
      kill: i < kills,
    }));
    events.sort((a, b) => a.at - b.at);
    const path = await tus.create(size, { filename: 'large.bin', cipher });
    const salts: SeenSalts = new Map();
    let sentTwice = 0;
    let interruptions = 0;
    for (let offset = 0; offset < size; ) {
      const event = events.shift();
      const cut = async () => {
        if (event?.kill) await server.kill();
      };
      const sent = await send({ path, size }, offset, Math.max(event?.at ?? size, offset), cut);
      // Also of what no part names and the next writer removes.
      if (event?.kill) await noteSalts(join(folder, 'data', 'objects'), salts);
      if (event?.kill) await start();
      if (event) interruptions += 1;
      const next = await offsetOf(path);
      expect(next).toBeGreaterThanOrEqual(offset);
      // A server that lives keeps what arrived; one that is killed loses the part it seals and the one being written.
      expect(sent - next).toBeLessThanOrEqual(event?.kill ? 2 * PART_MAX : PART_MAX);
      sentTwice += sent - next;
      offset = next;
    }
    expect(interruptions).toBe(cuts + kills);
    console.log(`sent twice: ${(sentTwice / 2 ** 20).toFixed(1)} MiB over ${interruptions} interruptions`);

    const hash = createHash('sha256');
    for (let at = 0; at < size; at += CHUNK) hash.update(chunkAt(at));
    expect(await hashOfDownload(idOf(path))).toBe(hash.digest('hex'));

    await noteSalts(join(folder, 'data', 'objects'), salts);
    expect(salts.size).toBeGreaterThanOrEqual(size / PART_MAX);
  },
);

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

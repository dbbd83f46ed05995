import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse } from '../support/house.ts';
import { type ServerProcess, startProcess } from '../support/server-process.ts';
import { sha256, uploadRaw } from '../support/transfers.ts';
import { idOf, rawTus } from '../support/tus.ts';

const MiB = 1024 * 1024;
const PLACES = 20;
const CLIENTS = 100;
const SIZE = 12 * MiB;
const PATCH = 6 * MiB;

let folder: string;
let server: ServerProcess;
let token: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strongroom-crowd-'));
  const data = join(folder, 'data');
  await mkdir(data);
  const house = await startHouse({ dataDir: data });
  token = house.token;
  await house.stop();
  server = await startProcess(data, join(folder, 'server.log'), { STRONGROOM_TRANSFERS: String(PLACES) });
});
afterAll(async () => {
  await server.end();
  await rm(folder, { recursive: true });
});

/** Each client's file is another. */
const base = randomBytes(SIZE);
function fileOf(client: number): Buffer {
  const bytes = Buffer.from(base);
  bytes.writeUInt32BE(client);
  return bytes;
}

let refusals = 0;
let broken = 0;

/**
 * Asks again, when the server says so, for as long as it says that it has too many. A connection that was cut while
 * this process was too busy to read the answer counts as such an answer.
 */
async function patiently<T extends { status: number; headers: Headers }>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    const answer = await ask().catch(() => null);
    if (answer && answer.status !== 503) return answer;
    if (answer) refusals += 1;
    else broken += 1;
    await sleep(Number(answer?.headers.get('retry-after') ?? 1) * 1000);
  }
}

/** Sends a file by tus in two PATCHes, or by a form. */
async function send(client: number): Promise<string> {
  const bytes = fileOf(client);
  if (client % 4 === 0) {
    const { status, body } = await patiently(() => uploadRaw({ url: server.url, token }, bytes));
    expect(status).toBe(200);
    return body.data?.uploadFile.id ?? '';
  }
  const tus = rawTus({ url: server.url, token });
  const path = await tus.create(SIZE);
  for (let offset = 0; offset < SIZE; ) {
    const answer = await patiently(async () => {
      offset = Number((await tus.head(path)).headers.get('upload-offset'));
      return tus.patch(path, offset, bytes.subarray(offset, offset + PATCH));
    });
    expect(answer.status).toBe(204);
    offset = Number(answer.headers.get('upload-offset'));
  }
  return idOf(path);
}

async function fetchHash(id: string): Promise<string> {
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: 'query ($id: ID!) { downloadUrl(fileId: $id) { url } }', variables: { id } }),
  });
  const { data } = (await answer.json()) as { data: { downloadUrl: { url: string } } };
  const response = await patiently(() => fetch(data.downloadUrl.url));
  expect(response.status).toBe(200);
  const hash = createHash('sha256');
  for await (const chunk of response.body ?? []) hash.update(chunk);
  return hash.digest('hex');
}

test(`of ${CLIENTS} clients at once, with room for ${PLACES}, all get in and out what is right, and memory stays flat`, async () => {
  // What a first transfer takes for itself is nobody's.
  await fetchHash(await send(CLIENTS));
  const before = await server.memory();
  let peak = 0;
  const watch = setInterval(() => {
    void server.memory().then((bytes) => {
      peak = Math.max(peak, bytes);
    });
  }, 100);
  try {
    const came = await Promise.all(
      Array.from({ length: CLIENTS }, async (_, client) => ({ client, hash: await fetchHash(await send(client)) })),
    );
    for (const { client, hash } of came) expect(hash).toBe(sha256(fileOf(client)));
  } finally {
    clearInterval(watch);
  }
  console.log(
    `${refusals} were told to come back, ${broken} were cut; memory grew by ${((peak - before) / MiB).toFixed(0)} MiB at most`,
  );
  // More came than there is room for, or nothing was tried.
  expect(refusals).toBeGreaterThan(PLACES);
  // They bring 1.2 GiB and take as much.
  expect(peak - before).toBeLessThan(300 * MiB);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
});

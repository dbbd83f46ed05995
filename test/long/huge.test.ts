import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, open, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStrongroomClient } from '../../web/client/index.ts';
import { startHouse } from '../support/house.ts';
import { type ServerProcess, startProcess } from '../support/server-process.ts';

const MiB = 1024 * 1024;
const GiB = 1024 * MiB;
const SIZE = 50 * GiB;
const PART = 16 * MiB;
/** Of the server's memory. */
const GROWTH = 150 * MiB;
const wanted = process.env['LONG'] === '1';

let folder: string;
let token = '';
let server: ServerProcess | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strongroom-huge-'));
  await mkdir(join(folder, 'data'));
  const house = await startHouse({ dataDir: join(folder, 'data') });
  ({ token } = house);
  await house.stop();
});
afterAll(async () => {
  await server?.end();
  await rm(folder, { recursive: true, force: true });
});

/** A file of holes with some bytes in each part, so that no two are alike. Takes next to no room. */
async function sparseFile(): Promise<string> {
  const path = join(folder, 'sparse.bin');
  const file = await open(path, 'w');
  await file.truncate(SIZE);
  for (let at = 0; at < SIZE; at += PART - 1) await file.write(Buffer.from(String(at)), 0, null, at);
  await file.close();
  return path;
}

async function hashOf(chunks: AsyncIterable<Uint8Array>): Promise<{ length: number; hash: string }> {
  const hash = createHash('sha256');
  let length = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    length += chunk.length;
  }
  return { length, hash: hash.digest('hex') };
}

async function memoryDuring<T>({ memory }: ServerProcess, work: Promise<T>): Promise<{ result: T; most: number }> {
  let most = 0;
  const timer = setInterval(() => void memory().then((now) => void (most = Math.max(most, now))), 500);
  try {
    return { result: await work, most };
  } finally {
    clearInterval(timer);
  }
}

test('50 GiB of a sparse file go up by tus and come down again, in bounded memory', { timeout: 7_200_000 }, async ({
  skip,
}) => {
  const { bavail, bsize } = await statfs(folder);
  const room = bavail * bsize;
  if (!wanted || room < SIZE * 1.2) {
    console.log(
      wanted
        ? `skipped: the temp folder has ${Math.floor(room / GiB)} GiB of room; ${(SIZE * 1.2) / GiB} are needed`
        : 'skipped: 50 GiB take long; LONG=1 runs it',
    );
    return skip();
  }
  const path = await sparseFile();
  server = await startProcess(join(folder, 'data'), join(folder, 'server.log'));
  const client = createStrongroomClient({ url: server.url, token });
  const idle = await server.memory();

  let sent = 0;
  const up = await memoryDuring(
    server,
    client.upload(path, {
      onProgress(progress) {
        ({ sent } = progress);
      },
    }),
  );
  expect(up.result).toMatchObject({ size: SIZE, parts: SIZE / PART });
  expect(sent).toBe(SIZE);

  const { stream } = await client.download(up.result.id);
  const down = await memoryDuring(server, hashOf(stream));
  const file = await open(path);
  expect(down.result).toEqual(await hashOf(file.createReadStream({ highWaterMark: MiB })));
  expect(down.result.length).toBe(SIZE);
  const grew = Math.max(up.most, down.most) - idle;
  console.log(`the server's memory grew by ${Math.round(grew / MiB)} MiB`);
  expect(grew).toBeLessThan(GROWTH);
});

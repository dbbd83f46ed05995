import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStrongroomClient, type StrongroomClient } from '../../../web/client/index.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';

const MiB = 1024 * 1024;
const SIZE = 384 * MiB;
/** Of buffers, those of the server in this process among them. */
const GROWTH = 192 * MiB;

let house: TestHouse;
let client: StrongroomClient;
let folder: string;
let path: string;

beforeAll(async () => {
  house = await startHouse();
  client = createStrongroomClient({ url: house.url, token: house.token });
  folder = await mkdtemp(join(tmpdir(), 'strongroom-client-'));
  path = join(folder, 'sparse.bin');
  const file = await open(path, 'w');
  await file.truncate(SIZE);
  await file.close();
});
afterAll(async () => {
  await house.remove();
  await rm(folder, { recursive: true });
});

async function* mebibytes(count: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < count; i += 1) yield new Uint8Array(MiB);
}

/** By how many bytes the buffers of this process grow at most while the work is done. */
async function growthDuring(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }, 20);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return most;
}

describe('the client holds little of a large file in memory', () => {
  test.each([
    ['it sends by parts', async () => client.upload(path)],
    ['it sends as a stream', async () => client.upload(mebibytes(SIZE / MiB), { name: 'stream.bin' })],
  ])('that %s', async (_way, send) => {
    expect(await growthDuring(send)).toBeLessThan(GROWTH);
  });

  test('that it fetches', async () => {
    const { id } = await client.upload(path);
    const growth = await growthDuring(async () => {
      const { stream } = await client.download(id);
      for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) expect(chunk.length).toBeGreaterThan(0);
    });
    expect(growth).toBeLessThan(GROWTH);
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { sendGraphql, startHouse } from '../../support/house.ts';
import { type ServerProcess, startProcess } from '../../support/server-process.ts';
import { bytesOf, download, sha256 } from '../../support/transfers.ts';
import { idOf, rawTus } from '../../support/tus.ts';
import { openPatch } from '../../support/tus-parts.ts';

const bytes = bytesOf(1_000_000, 3);
let folder: string;
let token: string;
let first: ServerProcess;
let second: ServerProcess;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strongroom-two-'));
  const house = await startHouse({ dataDir: join(folder, 'data') });
  token = house.token;
  await house.stop();
  first = await startProcess(join(folder, 'data'), join(folder, 'first.log'));
  second = await startProcess(join(folder, 'data'), join(folder, 'second.log'));
});
afterAll(async () => {
  await first?.kill();
  await second?.kill();
  await rm(folder, { recursive: true, force: true });
});

const tusOf = (server: ServerProcess) => rawTus({ url: server.url, token });
const offsetAt = async (server: ServerProcess, path: string) =>
  Number((await tusOf(server).head(path)).headers.get('upload-offset'));

/** Until when a server writes it, in milliseconds since 1970. */
function leaseOf(path: string): number {
  const catalog = new Sqlite(join(folder, 'data', 'catalog.sqlite'), { readonly: true });
  try {
    return catalog.prepare('SELECT lease_until FROM files WHERE id = ?').pluck().get(idOf(path)) as number;
  } finally {
    catalog.close();
  }
}

async function expectWhole(path: string): Promise<void> {
  for (const { url } of [first, second]) {
    const graphql = (query: string, variables?: object) => sendGraphql(url, query, variables, token);
    expect(sha256((await download({ graphql }, idOf(path))).bytes)).toBe(sha256(bytes));
  }
}

test('of two servers on one catalog each hands an upload over to the other when it is asked, with what it has', async () => {
  const path = await tusOf(first).create(bytes.length);
  let offset = 0;
  for (const [writer, taker] of [
    [first, second],
    [second, first],
  ] as const) {
    const held = openPatch({ url: writer.url, token }, path, { offset, announced: bytes.length - offset });
    held.req.write(bytes.subarray(offset, offset + 300_000));
    await eventually('it is being written', () => leaseOf(path) > Date.now());
    await sleep(500);
    const began = performance.now();
    const reached = await offsetAt(taker, path);
    // Long before its lease ends, which it would renew.
    expect(performance.now() - began).toBeLessThan(4_000);
    expect((await held.answered).statusCode).toBe(409);
    expect(reached).toBeGreaterThan(offset);
    expect(reached).toBeLessThanOrEqual(offset + 300_000);
    offset = reached;
  }
  expect((await tusOf(first).patch(path, offset, bytes.subarray(offset))).status).toBe(204);
  await expectWhole(path);
});

test('two servers on one catalog that are sent one upload at once store the right file', async () => {
  const path = await tusOf(first).create(bytes.length);
  let replaced = 0;
  const send = async (server: ServerProcess, step: number) => {
    for (let offset = 0; offset < bytes.length; offset = await offsetAt(server, path)) {
      const { status } = await tusOf(server).patch(path, offset, bytes.subarray(offset, offset + step));
      expect([204, 409]).toContain(status);
      if (status === 409) replaced += 1;
    }
  };
  await Promise.all([send(first, 40_000), send(second, 70_000)]);
  expect(replaced).toBeGreaterThan(0);
  await expectWhole(path);
});

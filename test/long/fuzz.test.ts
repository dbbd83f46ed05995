import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fuzz } from '../support/fuzz.ts';
import { startHouse } from '../support/house.ts';
import { type ServerProcess, startProcess } from '../support/server-process.ts';
import { bytesOf, uploadRaw } from '../support/transfers.ts';

let folder: string;
let token: string;
let server: ServerProcess;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strongroom-fuzz-'));
  await mkdir(join(folder, 'data'));
  const house = await startHouse({ dataDir: join(folder, 'data') });
  token = house.token;
  await house.stop();
  server = await startProcess(join(folder, 'data'), join(folder, 'server.log'));
});
afterAll(async () => {
  await server.end();
  await rm(folder, { recursive: true, force: true });
});

test.each([
  ['form', 4_000],
  ['document', 1_000],
] as const)('mutated %ss, %i of them: each ends, none is a fault of ours, the server lives', async (kind, count) => {
  expect(await fuzz(kind, count, { url: server.url, token }, 1_000)).toEqual([]);
  const { body } = await uploadRaw({ url: server.url, token }, bytesOf(100));
  expect(body.data?.uploadFile.size).toBe(100);
});

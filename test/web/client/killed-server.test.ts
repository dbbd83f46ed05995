import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStrongroomClient, type Wait } from '../../../web/client/index.ts';
import { eventually } from '../../support/eventually.ts';
import { startHouse } from '../../support/house.ts';
import { type ServerProcess, startProcess } from '../../support/server-process.ts';
import { type SlowLine, slowLine } from '../../support/slow-line.ts';
import { bytesOf, sha256 } from '../../support/transfers.ts';

const MiB = 1024 * 1024;
const PART = 16 * MiB;
const SIZE = 48 * MiB;
/** Milliseconds until the lease of a writer that was killed has ended. */
const LEASE = 6_000;

let folder: string;
let token: string;
let server: ServerProcess;
let line: SlowLine;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strongroom-killed-'));
  await mkdir(join(folder, 'data'));
  await writeFile(join(folder, 'scan.bin'), bytesOf(SIZE));
  const house = await startHouse({ dataDir: join(folder, 'data') });
  token = house.token;
  await house.stop();
  server = await start();
  line = await slowLine(server.url, 10 * MiB);
});
afterAll(async () => {
  await line.close();
  await server.kill();
  await rm(folder, { recursive: true });
});

const start = (env: Record<string, string> = {}) => startProcess(join(folder, 'data'), join(folder, 'server.log'), env);

test('a server that is killed in the midst of a PATCH and started again has the client go on within six seconds', async () => {
  const client = createStrongroomClient({ url: line.url, token });
  let tried = 0;
  const onWait = ({ seconds }: Wait) => {
    tried = performance.now() + seconds * 1000;
  };
  const upload = client.upload(join(folder, 'scan.bin'), { onWait });
  await eventually('a part and a half are sent', () => line.up > 24 * MiB);
  await server.kill();
  await eventually('the client sees the connection break', () => tried > 0);
  server = await start({ PORT: new URL(server.url).port });
  const serves = performance.now();
  const { up } = line;
  await eventually('the client sends again', () => line.up > up + MiB, 40_000);
  const wentOn = performance.now();
  expect(wentOn - Math.max(serves, tried)).toBeLessThan(LEASE + 1_000);

  line.speed = Number.POSITIVE_INFINITY;
  const file = await upload;
  expect(file.size).toBe(SIZE);
  expect(line.up).toBeLessThan(SIZE + 2 * PART);
  const { stream } = await client.download(file.id);
  expect(sha256(new Uint8Array(await new Response(stream).arrayBuffer()))).toBe(sha256(bytesOf(SIZE)));
  expect((await client.page()).totalCount).toBe(1);
});

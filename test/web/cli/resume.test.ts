import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createStrongroomClient, type StrongroomClient } from '../../../web/client/index.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { type SlowLine, slowLine } from '../../support/slow-line.ts';
import { bytesOf, sha256 } from '../../support/transfers.ts';
import { start, strongroom } from './strongroom.ts';

vi.setConfig({ testTimeout: 90_000 });

const MiB = 1024 * 1024;
const PART = 16 * MiB;
const SIZE = 24 * MiB;
const SLOW = 8 * MiB;
const bytes = bytesOf(SIZE);

let house: TestHouse;
let line: SlowLine;
let client: StrongroomClient;
let config: string;
let cwd: string;

beforeAll(async () => {
  house = await startHouse();
  line = await slowLine(house.url, SLOW);
  client = createStrongroomClient({ url: house.url, token: house.token });
  config = await mkdtemp(join(tmpdir(), 'strongroom-cli-config-'));
  cwd = await mkdtemp(join(tmpdir(), 'strongroom-cli-'));
  await strongroom(['login', line.url, '--token-stdin'], { config, input: `${house.token}\n` });
});
afterAll(async () => {
  await line.close();
  await house.remove();
  await rm(config, { recursive: true });
  await rm(cwd, { recursive: true });
});

/** Runs a command and kills it, without a chance to tidy up, when `far` says so. */
async function killed(args: string[], far: () => boolean): Promise<void> {
  line.speed = SLOW;
  line.up = 0;
  line.down = 0;
  const child: ChildProcess = start(args, { config, cwd });
  await expect.poll(far, { timeout: 60_000, interval: 20 }).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(child.signalCode).toBe('SIGKILL');
  line.speed = Number.POSITIVE_INFINITY;
}

test('an upload that was killed goes on when the same command is run again', async () => {
  await writeFile(join(cwd, 'scan.bin'), bytes);
  const command = ['upload', 'scan.bin', '--expires', '7d', '--json'];
  await killed(command, () => line.up > 12 * MiB);
  const state = join(config, 'state', 'strongroom', 'uploads');
  const [kept] = await readdir(state);
  expect((await stat(join(state, kept ?? ''))).mode & 0o777).toBe(0o600);

  const sentBefore = line.up;
  const again = await strongroom(command, { config, cwd });
  expect(again).toMatchObject({ code: 0, stderr: '' });
  expect(line.up - sentBefore).toBeLessThan(SIZE - 4 * MiB);
  expect(line.up).toBeLessThan(SIZE + PART);
  const [file] = JSON.parse(again.stdout).uploaded;
  const { stream } = await client.download(file.id);
  expect(sha256(new Uint8Array(await new Response(stream).arrayBuffer()))).toBe(sha256(bytes));
  expect(await readdir(state)).toEqual([]);
});

test('a download that was killed goes on when the same command is run again', async () => {
  const { id } = await client.upload(new Blob([new Uint8Array(bytes)]), { name: 'film.bin' });
  await killed(['download', id], () => line.down > 12 * MiB);
  expect(await readdir(cwd)).toContain('film.bin.part');

  line.down = 0;
  const again = await strongroom(['download', id], { config, cwd });
  expect(again).toMatchObject({ code: 0, stderr: '', stdout: 'film.bin\n' });
  expect(line.down).toBeLessThan(SIZE - 8 * MiB);
  expect(sha256(await readFile(join(cwd, 'film.bin')))).toBe(sha256(bytes));
  expect((await readdir(cwd)).filter((name) => name.includes('.part'))).toEqual([]);
});

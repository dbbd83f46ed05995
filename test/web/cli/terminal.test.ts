import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { hasProgram } from '../../support/programs.ts';
import { type SlowLine, slowLine } from '../../support/slow-line.ts';
import { bytesOf, sha256 } from '../../support/transfers.ts';
import { startOnTerminal, strongroom } from './strongroom.ts';

vi.setConfig({ testTimeout: 90_000 });

const MiB = 1024 * 1024;
const COLUMNS = 72;
/** More than all buffers on the way hold, so that a slow line is seen. */
const bytes = bytesOf(40 * MiB);
const SLOW = 2 * MiB;
const FAST = Number.POSITIVE_INFINITY;

let house: TestHouse;
let line: SlowLine;
let config: string;
let cwd: string;

beforeAll(async () => {
  house = await startHouse();
  line = await slowLine(house.url, FAST);
  config = await mkdtemp(join(tmpdir(), 'strongroom-cli-config-'));
  cwd = await mkdtemp(join(tmpdir(), 'strongroom-cli-'));
  await strongroom(['login', line.url, '--token-stdin'], { config, input: house.token });
});
afterAll(async () => {
  await line.close();
  await house.remove();
  await rm(config, { recursive: true });
  await rm(cwd, { recursive: true });
});

/** What a terminal has been sent, as it grows. */
function screenOf(child: ChildProcess): { readonly text: string } {
  const screen = { text: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    screen.text += text;
  });
  return screen;
}

/** What the terminal was sent, cut where it wiped what stood below. */
const framesOf = (text: string) => text.split('\u001b[J');
const rowsOf = (frame: string) => frame.split('\r\n').filter((row) => row.includes('['));

/** The shares that a file's bar told, one after the other. */
function sharesOf(name: string, frames: string[]): number[] {
  const bars = frames.flatMap(rowsOf).filter((row) => row.startsWith(name));
  return bars.map((bar) => Number(/\] +(\d+) % {2}/.exec(bar)?.[1]));
}

/**
 * Runs a command whose results go to a file, on a slow line until each of `names` has told some shares of its way;
 * gives what the terminal was sent, and the results.
 */
async function watched(names: string[], ...args: string[]): Promise<{ frames: string[]; results: string }> {
  const out = join(cwd, 'results');
  line.speed = SLOW;
  const child = startOnTerminal(args, COLUMNS, { config, cwd }, out);
  const screen = screenOf(child);
  const told = () => Math.min(...names.map((name) => new Set(sharesOf(name, framesOf(screen.text))).size));
  await expect.poll(told, { timeout: 60_000 }).toBeGreaterThan(3);
  line.speed = FAST;
  await once(child, 'close');
  expect(child.exitCode).toBe(0);
  return { frames: framesOf(screen.text), results: await readFile(out, 'utf8') };
}

describe.skipIf(!hasProgram('script', 'bsdutils'))('on a terminal', () => {
  test('each running upload has a bar that grows in its place, and none stays behind', async () => {
    await writeFile(join(cwd, 'one.bin'), bytes);
    await writeFile(join(cwd, 'two.bin'), bytes);
    const names = ['one.bin', 'two.bin'];
    const { frames, results } = await watched(names, 'upload', ...names, '--json');
    expect(JSON.parse(results).uploaded).toHaveLength(2);
    for (const name of names) {
      const shares = sharesOf(name, frames);
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      expect(shares.at(-1)).toBeLessThanOrEqual(100);
    }
    // Each frame goes up over the bars of the last one, wipes them and draws its own.
    const drawn = frames.map((frame) => frame.split('\r\n').length - 1);
    const climbed = frames.map((frame) => Number(/\u001b\[(\d+)A$/.exec(frame)?.[1] ?? 0));
    expect(climbed.slice(0, -1)).toEqual(drawn.slice(0, -1));
    expect(Math.max(...drawn)).toBe(2);
    expect(frames.at(-1)).toBe('');
    for (const row of frames.flatMap(rowsOf)) expect(row.length).toBeLessThan(COLUMNS);
  });

  test('a download has one too', async () => {
    const { frames, results } = await watched(['one.bin'], 'download', 'one.bin', '-o', 'back.bin', '--json');
    expect(JSON.parse(results)).toMatchObject({ path: 'back.bin', size: bytes.length, file: { name: 'one.bin' } });
    expect(frames.at(-1)).toBe('');
    expect(sha256(await readFile(join(cwd, 'back.bin')))).toBe(sha256(bytes));
  });

  test('login asks for the token, and does not show it', async () => {
    const other = await mkdtemp(join(tmpdir(), 'strongroom-cli-config-'));
    const child = startOnTerminal(['login', house.url], COLUMNS, { config: other });
    const screen = screenOf(child);
    await expect.poll(() => screen.text, { timeout: 30_000 }).toBe('Token: ');
    child.stdin?.write(`${house.token}\r`);
    await once(child, 'close');
    expect(child.exitCode).toBe(0);
    expect(screen.text).toBe(`Token: \r\nSigned in to ${house.url} as Ada Admin.\r\n`);
    expect(await readFile(join(other, 'strongroom', 'config.json'), 'utf8')).toContain(house.token);
    await rm(other, { recursive: true });
  });

  test('login that is interrupted while it asks ends with 130', async () => {
    const other = await mkdtemp(join(tmpdir(), 'strongroom-cli-config-'));
    const child = startOnTerminal(['login', house.url], COLUMNS, { config: other });
    const screen = screenOf(child);
    await expect.poll(() => screen.text, { timeout: 30_000 }).toBe('Token: ');
    child.stdin?.write('\u0003');
    await once(child, 'close');
    expect(child.exitCode).toBe(130);
    expect(screen.text).toContain('Interrupted.');
    await rm(other, { recursive: true });
  });
});

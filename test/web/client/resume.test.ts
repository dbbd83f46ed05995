import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '../../../server/domain/principal.ts';
import { createStrongroomClient, type Progress, type StrongroomClient } from '../../../web/client/index.ts';
import { startHouse, type TestHouse, tokenOf } from '../../support/house.ts';
import { type SlowLine, slowLine } from '../../support/slow-line.ts';
import { bytesOf, sha256 } from '../../support/transfers.ts';

const MiB = 1024 * 1024;
const PART = 16 * MiB;
const SIZE = 24 * MiB;
const FAST = Number.POSITIVE_INFINITY;
const SLOW = 30 * MiB;

let house: TestHouse;
let line: SlowLine;
let client: StrongroomClient;
let folder: string;
let bytes: Buffer;

beforeAll(async () => {
  house = await startHouse();
  line = await slowLine(house.url, SLOW);
  client = createStrongroomClient({ url: line.url, token: house.token });
  bytes = bytesOf(SIZE);
});
afterAll(async () => {
  await line.close();
  await house.remove();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strongroom-resume-'));
  await writeFile(join(folder, 'scan.bin'), bytes);
  line.speed = SLOW;
  line.up = 0;
  line.down = 0;
  return () => rm(folder, { recursive: true });
});

async function hashOf(id: string): Promise<string> {
  line.speed = FAST;
  const { stream } = await client.download(id);
  return sha256(new Uint8Array(await new Response(stream).arrayBuffer()));
}

const receiving = () => house.rooms.catalog.selectFrom('files').select('id').where('state', '=', 'receiving').execute();

/** Starts an upload and aborts it when `until` bytes have left. */
async function brokenOff(until: number, options: object): Promise<void> {
  const control = new AbortController();
  const onProgress = ({ sent }: Progress) => {
    if (sent >= until) control.abort(new Error('enough'));
  };
  const upload = client.upload(join(folder, 'scan.bin'), { ...options, onProgress, signal: control.signal });
  await expect(upload).rejects.toThrow('enough');
}

describe('an upload of a large file', () => {
  test.each(['AES_256_GCM', 'AES_256_CBC_HMAC'] as const)(
    'goes on by itself when the connection breaks, %s',
    async (cipher) => {
      let cuts = 0;
      const file = await client.upload(join(folder, 'scan.bin'), {
        cipher,
        onProgress({ sent }) {
          if (sent < (cuts + 1) * 8 * MiB || cuts >= 2) return;
          cuts += 1;
          line.cut();
        },
      });
      expect(cuts).toBe(2);
      expect(file).toMatchObject({ name: 'scan.bin', size: SIZE, cipher });
      expect(line.up).toBeLessThan(SIZE + 2 * PART);
      expect(await hashOf(file.id)).toBe(sha256(bytes));
    },
  );

  test('goes on in another run where the first one ended', async () => {
    const resume = join(folder, 'state');
    await brokenOff(16 * MiB, { resume });
    expect(await receiving()).toHaveLength(1);
    const [kept] = await readdir(resume);
    expect((await stat(join(resume, kept ?? ''))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(resume, kept ?? ''), 'utf8')).not.toContain('scan');

    const seen: number[] = [];
    const file = await client.upload(join(folder, 'scan.bin'), { resume, onProgress: ({ sent }) => seen.push(sent) });
    expect(seen[0]).toBeGreaterThan(2 * MiB);
    expect(line.up).toBeLessThan(SIZE + PART);
    expect(await readdir(resume)).toEqual([]);
    expect(await receiving()).toEqual([]);
    expect(await hashOf(file.id)).toBe(sha256(bytes));
  });

  test('starts over when the file, its options or its expiry are others', async () => {
    const resume = join(folder, 'state');
    const week = () => new Date(Date.now() + 7 * 86_400_000);
    await brokenOff(16 * MiB, { resume, expiresAt: week() });
    line.speed = FAST;
    const again = async (options: object) => {
      const seen: number[] = [];
      const file = await client.upload(join(folder, 'scan.bin'), {
        resume,
        ...options,
        onProgress: ({ sent }) => seen.push(sent),
      });
      return { file, from: seen[0] };
    };
    expect((await again({})).from).toBe(0);
    await brokenOff(16 * MiB, { resume, expiresAt: week() });
    expect((await again({ name: 'other', expiresAt: week() })).from).toBe(0);
    const same = await again({ expiresAt: week() });
    expect(same.from).toBeGreaterThan(0);
    expect(same.file.expiresAt).not.toBeNull();

    line.speed = SLOW;
    await brokenOff(16 * MiB, { resume });
    await utimes(join(folder, 'scan.bin'), 1, 1);
    line.speed = FAST;
    expect((await again({})).from).toBe(0);
  });

  test('leaves nothing on the server when it is aborted and nothing remembers it', async () => {
    const before = await receiving();
    await brokenOff(10 * MiB, {});
    await expect.poll(receiving, { timeout: 10_000 }).toEqual(before);
  });

  test('of a File in memory, and by a token that may only write, arrives too', async () => {
    line.speed = FAST;
    const file = await client.upload(new File([new Uint8Array(bytes)], 'from memory.bin'));
    expect(await hashOf(file.id)).toBe(sha256(bytes));
    const token = await tokenOf(house.rooms, house.admin as Principal, ['WRITE']);
    const writer = createStrongroomClient({ url: house.url, token });
    expect((await writer.upload(join(folder, 'scan.bin'))).size).toBe(SIZE);
  });

  test('that comes as a stream goes at once, by the form, and `resume` remembers nothing of it', async () => {
    line.speed = FAST;
    const resume = join(folder, 'state');
    await mkdir(resume);
    const asked: string[] = [];
    const watching = createStrongroomClient({
      url: house.url,
      token: house.token,
      async fetch(input, init) {
        const { url, method, headers } = new Request(input, { ...init, body: null });
        asked.push(`${method} ${new URL(url).pathname} ${headers.get('content-type')?.split(';')[0]}`);
        expect(await readdir(resume)).toEqual([]);
        return fetch(input, init);
      },
    });
    const file = await watching.upload(new Blob([new Uint8Array(bytes)]).stream(), { name: 'piped.bin', resume });
    expect(asked).toEqual(['POST /graphql multipart/form-data']);
    expect(await readdir(resume)).toEqual([]);
    expect(await hashOf(file.id)).toBe(sha256(bytes));
  });

  test('says why when the server refuses it, and why when the file is gone', async () => {
    await expect(client.upload(join(folder, 'scan.bin'), { name: '' })).rejects.toMatchObject({
      code: expect.any(String),
    });
    await expect(client.upload(join(folder, 'scan.bin'), { name: 'x'.repeat(5000) })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    await expect(client.upload(join(folder, 'absent.bin'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

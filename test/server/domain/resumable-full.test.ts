import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf, download, sha256 } from '../../support/transfers.ts';
import { idOf, rawTus } from '../../support/tus.ts';

let folder: string;
let mounted = false;
let house: TestHouse | undefined;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'strongroom-full-'));
  const objects = path.join(folder, 'objects');
  await mkdir(objects);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', objects], { stdio: 'pipe' });
    mounted = true;
  } catch (error) {
    console.log(`skipped: a small tmpfs cannot be mounted here (${String(error).split('\n')[0]})`);
  }
});
afterAll(async () => {
  await house?.stop();
  if (mounted) execFileSync('umount', [path.join(folder, 'objects')]);
  await rm(folder, { recursive: true });
});

test('an upload waits while the disk is full, and goes on when there is room', async ({ skip }) => {
  if (!mounted) skip();
  house = await startHouse({ dataDir: folder });
  const ballast = path.join(folder, 'objects', 'ballast');
  await writeFile(ballast, Buffer.alloc(24 * 2 ** 20));
  const bytes = bytesOf(48 * 2 ** 20);
  const tus = rawTus(house);
  const at = await tus.create(bytes.length);
  const refused = await tus.patch(at, 0, bytes);
  expect([refused.status, refused.headers.get('tus-resumable')]).toEqual([507, '1.0.0']);
  expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'STORAGE_FULL' } }] });
  const offset = Number((await tus.head(at)).headers.get('upload-offset'));
  expect(offset).toBe(32 * 2 ** 20);
  expect((await tus.patch(at, offset, bytes.subarray(offset))).status).toBe(507);
  await unlink(ballast);
  expect((await tus.patch(at, offset, bytes.subarray(offset))).status).toBe(204);
  expect(sha256((await download(house, idOf(at))).bytes)).toBe(sha256(bytes));
  const objects: string[] = [];
  for await (const { key } of house.rooms.store.list('')) if (key.includes(idOf(at))) objects.push(key);
  expect(objects.length).toBe(3);
}, 120_000);

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFsStore } from '../../../server/store/fs.ts';
import { leaves } from './fs-fixture.ts';
import { aKey, chunks, readAll } from './store-under-test.ts';

let folder: string;
let mounted = false;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'strongroom-full-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'pipe' });
    mounted = true;
  } catch (error) {
    console.log(`skipped: a small tmpfs cannot be mounted here (${String(error).split('\n')[0]})`);
  }
});
afterAll(async () => {
  if (mounted) execFileSync('umount', [folder]);
  await rm(folder, { recursive: true });
});

test('a full disk is FULL, leaves nothing, and what was there stays whole', async ({ skip }) => {
  if (!mounted) skip();
  const store = await openFsStore(path.join(folder, 'objects'));
  const kept = aKey();
  const bytes = randomBytes(1_000_000);
  await store.put(kept, chunks(bytes));
  async function* large(): AsyncGenerator<Uint8Array> {
    for (let n = 0; n < 32; n++) yield randomBytes(262_144);
  }
  for (let n = 0; n < 3; n++) {
    await expect(store.put(aKey(), large())).rejects.toMatchObject({ name: 'StoreError', code: 'FULL' });
  }
  expect(await leaves(path.join(folder, 'objects'))).toEqual([kept]);
  expect((await readAll(store.open(kept, { start: 0, end: bytes.length }))).equals(bytes)).toBe(true);
  await store.put(aKey(), chunks(bytes));
});

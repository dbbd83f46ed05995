import { randomUUID } from 'node:crypto';
import { existsSync, readlinkSync } from 'node:fs';
import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openTemporaryStore } from './fs-fixture.ts';
import { aKey, chunks, readAll } from './store-under-test.ts';

/** What all open files of this process inherit. */
async function handles(): Promise<FileHandle> {
  const handle = await open(import.meta.filename);
  await handle.close();
  return Object.getPrototypeOf(handle) as FileHandle;
}

test('an object is on the disk before it has its name, and its name is before it is acknowledged', async () => {
  const { store, root, close } = await openTemporaryStore();
  const key = aKey();
  const file = path.join(root, key);
  const prototype = await handles();
  const { sync } = prototype;
  /** What is made durable, and whether the object has its name when that begins and when it has ended. */
  const synced: [what: string, before: boolean, after: boolean][] = [];
  const spy = vi.spyOn(prototype, 'sync').mockImplementation(async function (this: FileHandle) {
    const target = readlinkSync(`/proc/self/fd/${this.fd}`);
    const before = existsSync(file);
    await sync.call(this);
    synced.push([path.relative(root, target), before, existsSync(file)]);
  });
  await store.put(key, chunks(Buffer.from('sealed')));
  spy.mockRestore();
  const folder = path.dirname(key);
  // The object under a temporary name; then, with the name, its folder and those above that are new.
  expect(synced[0]).toEqual([expect.stringMatching(new RegExp(`^${folder}/\\.[0-9a-f]{16}\\.tmp$`)), false, false]);
  expect(
    synced
      .slice(1)
      .map(([what]) => what)
      .sort(),
  ).toEqual(['', path.dirname(folder), folder]);
  for (const [, ...named] of synced.slice(1)) expect(named).toEqual([true, true]);
  expect(await readdir(path.dirname(file))).toEqual([path.basename(file)]);
  await close();
});

test('bytes that the disk refuses while more of them come are not acknowledged', async () => {
  const { store, leftovers, close } = await openTemporaryStore();
  const prototype = await handles();
  const eio = Object.assign(new Error('input/output error'), { code: 'EIO' });
  // The system tells a failed write once: a sync that comes later succeeds.
  const spy = vi.spyOn(prototype, 'datasync').mockRejectedValueOnce(eio);
  const bytes = Array.from({ length: 16 }, () => Buffer.alloc(1024 * 1024));
  await expect(store.put(aKey(), Readable.from(bytes))).rejects.toMatchObject({ code: 'UNAVAILABLE', cause: eio });
  expect(spy).toHaveBeenCalledOnce();
  spy.mockRestore();
  expect(await leftovers()).toEqual([]);
  await close();
});

test.each([
  ['of a file', 2],
  ['of the first two digits', 1],
])('a folder %s that another server removed is made again, and is durable again', async (_, depth) => {
  const { store, root, close } = await openTemporaryStore();
  const fileId = randomUUID();
  const folder = path.dirname(aKey(0, fileId));
  await store.put(aKey(0, fileId), chunks(Buffer.from('x')));
  await rm(path.join(root, ...folder.split('/').slice(0, depth)), { recursive: true });
  const prototype = await handles();
  const { sync } = prototype;
  const synced: string[] = [];
  const spy = vi.spyOn(prototype, 'sync');
  onTestFinished(() => spy.mockRestore());
  spy.mockImplementation(async function (this: FileHandle) {
    synced.push(path.relative(root, readlinkSync(`/proc/self/fd/${this.fd}`)));
    await sync.call(this);
  });
  await store.put(aKey(1, fileId), chunks(Buffer.from('y')));
  await store.put(aKey(2, fileId), chunks(Buffer.from('z')));
  expect(await readAll(store.open(aKey(1, fileId), { start: 0, end: 1 }))).toEqual(Buffer.from('y'));
  expect(synced.filter((name) => name === folder)).toHaveLength(2);
  expect(synced).toEqual(expect.arrayContaining([path.dirname(folder), ...(depth === 1 ? [''] : [])]));
  await close();
});

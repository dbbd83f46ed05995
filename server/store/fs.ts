import { lstat, mkdir, realpath, unlink } from 'node:fs/promises';
import path from 'node:path';
import { errno, fromErrno, translated, unless } from './fs-error.ts';
import { Folders, syncFolder } from './fs-folders.ts';
import { listObjects, removeOld } from './fs-list.ts';
import { readRange } from './fs-read.ts';
import { writeWhole } from './fs-write.ts';
import { checkObjectKey, checkPrefix } from './object-key.ts';
import { type CiphertextStore, StoreError } from './store.ts';

/**
 * Objects as files below `root`, made with its parents where it is not there (folders 0700, files 0600). The
 * file system must have hard links. Other methods throw TypeError for what is no object key.
 * @throws StoreError UNAVAILABLE when `root` cannot be used
 */
export async function openFsStore(root: string): Promise<CiphertextStore> {
  await translated(mkdir(root, { recursive: true, mode: 0o700 }));
  const real = await translated(realpath(root));
  await translated(syncFolder(path.dirname(real)));
  return new FsStore(new Folders(real));
}

class FsStore implements CiphertextStore {
  readonly #folders: Folders;

  constructor(folders: Folders) {
    this.#folders = folders;
  }

  async put(key: string, source: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<void> {
    const file = this.#file(key);
    signal?.throwIfAborted();
    await writeWhole(this.#folders, file, source, signal);
  }

  async *open(key: string, range: { start: number; end: number }, signal?: AbortSignal): AsyncGenerator<Buffer> {
    const file = this.#file(key);
    if (!(Number.isSafeInteger(range.start) && Number.isSafeInteger(range.end))) throw new RangeError('not a range');
    if (range.start < 0 || range.end < range.start) throw new RangeError('not a range');
    await translated(this.#folders.check(path.dirname(file)));
    yield* readRange(file, range, signal);
  }

  async stat(key: string): Promise<number | null> {
    const file = this.#file(key);
    try {
      await this.#folders.check(path.dirname(file));
      const stats = await lstat(file);
      if (stats.isFile()) return stats.size;
    } catch (error) {
      if (errno(error) === 'ENOENT') return null;
      throw fromErrno(error);
    }
    throw new StoreError('UNAVAILABLE', { cause: new Error('an object is no regular file') });
  }

  async remove(key: string): Promise<void> {
    const file = this.#file(key);
    await translated(this.#remove(file));
  }

  async *list(prefix: string): AsyncGenerator<{ key: string; size: number }> {
    checkPrefix(prefix);
    const folder = path.resolve(this.#folders.root, prefix);
    try {
      if (await unless(['ENOENT'], this.#folders.check(folder))) yield* listObjects(this.#folders.root, folder);
    } catch (error) {
      throw fromErrno(error);
    }
  }

  removeDebris(olderThan: number): Promise<number> {
    return translated(removeOld(this.#folders, olderThan));
  }

  async #remove(file: string): Promise<void> {
    const folder = path.dirname(file);
    const there = await unless(['ENOENT'], this.#folders.check(folder));
    if (!there) return;
    await unless(['ENOENT'], unlink(file));
    await unless(['ENOENT'], syncFolder(await this.#folders.prune(folder)));
  }

  #file(key: string): string {
    checkObjectKey(key);
    return path.join(this.#folders.root, key);
  }
}

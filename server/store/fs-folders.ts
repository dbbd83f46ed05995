import { constants } from 'node:fs';
import { lstat, mkdir, open, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { unless } from './fs-error.ts';
import { StoreError } from './store.ts';

/** Folders that are known to be there, and durable in their parent; forgetting one costs a call and an fsync. */
const REMEMBERED = 10_000;

/**
 * The folders between the root and an object. Symbolic links on the way are refused: they may lead out of
 * the root. Only stores may remove folders while it is in use: this one, or another server's.
 */
export class Folders {
  readonly root: string;
  readonly #durable = new Set<string>();
  /** How often some folder was forgotten. */
  #forgotten = 0;

  constructor(root: string) {
    this.root = root;
  }

  /** Makes the folder of an object, mode 0700. @throws ENOENT when it was removed, and not by us: `forget` it then */
  async make(folder: string): Promise<void> {
    for (const step of this.#between(folder).reverse()) {
      if (this.#durable.has(step)) continue;
      if (await unless(['EEXIST'], mkdir(step, { mode: 0o700 }))) this.#durable.delete(step);
    }
    await this.check(folder);
  }

  /** Knows no more of a folder and its parents: whatever is not there is made again. */
  forget(folder: string): void {
    this.#forgotten += 1;
    for (const step of this.#between(folder)) this.#durable.delete(step);
  }

  /** @throws StoreError UNAVAILABLE when a folder on the way is none; ENOENT when there is none */
  async check(folder: string): Promise<void> {
    for (const step of this.#between(folder)) {
      if (!(await lstat(step)).isDirectory()) {
        throw new StoreError('UNAVAILABLE', { cause: new Error('a folder of the store is a link or no folder') });
      }
    }
  }

  /** Makes an entry of `folder`, and the folder's own place under the root, survive a power cut. */
  async settle(folder: string): Promise<void> {
    const steps = this.#between(folder).filter((step) => !this.#durable.has(step));
    const forgotten = this.#forgotten;
    // At once: a file system with a journal then waits for the disk once.
    await Promise.all([folder, ...steps.map((step) => path.dirname(step))].map(syncFolder));
    // What was removed meanwhile may be there again under its name, and not durable.
    if (this.#forgotten !== forgotten) return;
    if (this.#durable.size >= REMEMBERED) this.#durable.clear();
    for (const step of steps) this.#durable.add(step);
  }

  /** Removes `folder` and its parents up to the root as far as they are empty; gives the lowest one that is left. */
  async prune(folder: string): Promise<string> {
    for (const step of this.#between(folder)) {
      if (!(await this.removeEmpty(step))) return step;
    }
    return this.root;
  }

  /** Removes one folder if it is there and empty; says whether it was. */
  removeEmpty(folder: string): Promise<boolean> {
    this.#forgotten += 1;
    this.#durable.delete(folder);
    return unless(['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'], rmdir(folder));
  }

  /** `folder` and its parents, the deepest first, without the root. */
  #between(folder: string): string[] {
    const steps: string[] = [];
    for (let step = folder; step !== this.root; step = path.dirname(step)) steps.push(step);
    return steps;
  }
}

/** Makes what was added to or removed from a folder survive a power cut; a folder that is gone needs none. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

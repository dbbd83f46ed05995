import { type FileHandle, open } from 'node:fs/promises';
import { CatalogError } from './catalog-error.ts';

/**
 * Makes what was written to SQLite's write-ahead journal survive a power cut, by an fsync beside the main thread.
 * Whoever comes while one runs shares the next one, so many transactions at once wait for the disk once.
 */
export class JournalSync {
  readonly #file: string;
  readonly #sync: (handle: FileHandle) => Promise<void>;
  #handle: FileHandle | null = null;
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  /** @param file the journal; it must be there when `settle` is called for the first time */
  constructor(file: string, sync = (handle: FileHandle) => handle.datasync()) {
    this.#file = file;
    this.#sync = sync;
  }

  /**
   * Resolves once all that was in the journal before the call is on the disk.
   * @throws CatalogError UNAVAILABLE when it cannot be had there, then and ever after: the kernel may have dropped what
   * it could not write, and would say nothing of it the next time
   */
  settle(): Promise<void> {
    this.#next ??= this.#running = this.#running.then(() => {
      this.#next = null;
      return this.#flush();
    });
    return this.#next;
  }

  /** Waits for what is under way and releases the file. */
  async close(): Promise<void> {
    await this.#running.catch(() => {});
    await this.#handle?.close();
  }

  async #flush(): Promise<void> {
    try {
      this.#handle ??= await open(this.#file, 'r+');
      await this.#sync(this.#handle);
    } catch (error) {
      throw new CatalogError('UNAVAILABLE', { cause: error });
    }
  }
}

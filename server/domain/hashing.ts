import { createHash } from 'node:crypto';
import { findFile, type KeyedFileRow, replaceMeta } from '../catalog/files.ts';
import { clearHashDue, listHashDue } from '../catalog/hash-due.ts';
import { metadataContext } from '../crypto/contexts.ts';
import { encodeMetadata } from '../crypto/metadata.ts';
import { wrap } from '../crypto/wrap.ts';
import { CoalescedTask } from './coalesced-task.ts';
import { readFile, verifiedParts } from './file-reader.ts';
import type { Rooms } from './rooms.ts';
import { listenToSealing } from './sealing.ts';
import { openRow } from './stored-files.ts';

const SLICE = 20;
/** How often a hash is put beside a name that changes at the same time. */
const TRIES = 5;

/**
 * Makes the hashes that receipts need of files that came in pieces: one pass over what is stored, one file after the
 * other, in the background. What a restart or a seal breaks off is found again by its row.
 */
export class Hashing {
  #rooms: Rooms | null = null;
  readonly #task = new CoalescedTask(async () => {
    if (this.#rooms) await this.#run(this.#rooms);
  });
  readonly #closing = new AbortController();
  /** Damaged files: tried once in a process. */
  readonly #failed = new Set<string>();

  /** Starts, or has what runs look once more. Does not wait and does not throw. */
  wake(rooms: Rooms): void {
    this.#rooms = rooms;
    this.#task.wake();
  }

  /** Resolves when nothing runs. */
  settled(): Promise<void> {
    return this.#task.settled();
  }

  /** Breaks off what runs, and waits for its end. */
  close(): Promise<void> {
    this.#closing.abort();
    return this.#task.close();
  }

  async #run(rooms: Rooms): Promise<void> {
    if (rooms.vault.state !== 'UNSEALED') return;
    const sealing = listenToSealing(rooms.vault);
    const signal = AbortSignal.any([sealing.signal, this.#closing.signal]);
    try {
      let after = '';
      for (;;) {
        const slice = await listHashDue(rooms.catalog, after, SLICE);
        for (const row of slice) {
          if (signal.aborted) return;
          await this.#hash(rooms, row, signal);
        }
        if (slice.length < SLICE) return;
        after = slice.at(-1)?.id ?? '';
      }
    } catch (error) {
      if (!signal.aborted) rooms.log.error({ err: error }, 'hashes for receipts could not be made; it is tried again');
    } finally {
      sealing.release();
    }
  }

  async #hash(rooms: Rooms, row: KeyedFileRow, signal: AbortSignal): Promise<void> {
    if (this.#failed.has(row.id)) return;
    try {
      await keepHash(rooms, row.id, await hashOf(rooms, row, signal));
    } catch (error) {
      if (signal.aborted) return;
      this.#failed.add(row.id);
      rooms.log.error({ err: error, fileId: row.id }, 'the hash for a receipt could not be made');
    }
  }
}

async function hashOf(rooms: Rooms, row: KeyedFileRow, signal: AbortSignal): Promise<string> {
  const file = openRow(rooms, row);
  try {
    const parts = await verifiedParts(rooms, file);
    const hash = createHash('sha256');
    const batches = await readFile(rooms.store, file, parts, { start: 0, end: file.metadata.size }, signal);
    for await (const batch of batches) for (const bytes of batch) hash.update(bytes);
    return hash.digest('hex');
  } finally {
    file.dek.fill(0);
  }
}

/** Puts the hash into the file's metadata, whatever else changes there meanwhile. */
async function keepHash(rooms: Rooms, id: string, sha256: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const row = await findFile(rooms.catalog, id);
    if (row?.state !== 'stored' || !row.key) return;
    const { dek, metadata } = openRow(rooms, { ...row, key: row.key });
    const sealed = wrap(dek, metadataContext(id, row.metaRev + 1), encodeMetadata({ ...metadata, sha256 }));
    dek.fill(0);
    const kept = await rooms.catalog.transaction().execute(async (trx) => {
      if (!(await replaceMeta(trx, id, row.metaRev, sealed))) return false;
      await clearHashDue(trx, id);
      return true;
    });
    if (kept) return;
  }
  throw new Error('the metadata of a file changed too often to add its hash');
}

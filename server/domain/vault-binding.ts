import { listByState } from '../catalog/deletion.ts';
import { readSeals } from '../catalog/vault-rows.ts';
import type { CiphertextStore } from '../store/store.ts';
import type { Rooms } from './rooms.ts';

/** The object that says whose store this is: the mkId as text. */
const KEY = 'vault.id';

/** A catalog and a store that do not belong together, or a catalog of a newer program. Nothing was changed. */
export class Mismatch extends Error {
  override readonly name = 'Mismatch';
}

/** Writes whose store this is, where that is not said yet. Done before the keys are let in, so before any file. */
export async function ensureMark(store: CiphertextStore, mkId: string): Promise<void> {
  if ((await store.stat(KEY)) === null) await store.put(KEY, bytesOf(mkId));
}

/**
 * Looks at the start whether catalog and store belong together, and tells the vault whether there is one.
 * A vault whose store could not be marked when it was made passes while it has no file; `ensureMark` is next.
 * @throws Mismatch
 */
export async function checkBinding(rooms: Pick<Rooms, 'catalog' | 'store' | 'vault'>): Promise<void> {
  const mkId = (await readSeals(rooms.catalog))[0]?.mkId ?? null;
  const mark = await readMark(rooms.store);
  if (mkId === null) {
    if (mark !== null || (await holdsObjects(rooms.store))) {
      throw new Mismatch(
        'The store holds sealed files, but the catalog is empty: it would be a new vault that cannot open them. ' +
          'Put the catalog that belongs to it back, or choose an empty data folder.',
      );
    }
    return;
  }
  if (mark !== null ? mark !== mkId : (await listByState(rooms.catalog, 'stored', null, 1)).length > 0) {
    throw new Mismatch(
      `The catalog and the store do not belong together: the store is ${mark === null ? 'not marked' : 'another vault’s'}. ` +
        'Check STRONGROOM_DATA_DIR; nothing was changed.',
    );
  }
  rooms.vault.markInitialized();
}

async function readMark(store: CiphertextStore): Promise<string | null> {
  const size = await store.stat(KEY);
  if (size === null) return null;
  const chunks: Buffer[] = [];
  for await (const chunk of store.open(KEY, { start: 0, end: size })) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

async function holdsObjects(store: CiphertextStore): Promise<boolean> {
  for await (const _ of store.list('')) return true;
  return false;
}

async function* bytesOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

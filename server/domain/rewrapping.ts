import { setImmediate as nextTurn } from 'node:timers/promises';
import { type FileKeyRow, listKeysOlderThan, rewrapFileKey } from '../catalog/file-keys.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import type { Rooms } from './rooms.ts';

const SLICE = 50;

/**
 * Moves all wraps to the active KEK, in slices that block nobody, each row by compare-and-set; objects stay as
 * they are. It may be broken off at any moment and run again. A wrap that cannot be opened stays, and is logged.
 * Gives how many were moved.
 */
export async function rewrapKeys(rooms: Rooms): Promise<number> {
  const { keyring, sealing } = rooms.vault;
  let moved = 0;
  let after: FileKeyRow | null = null;
  while (!sealing.aborted) {
    const slice = await listKeysOlderThan(rooms.catalog, keyring.activeKekId, after, SLICE);
    if (slice.length === 0) break;
    for (const row of slice) {
      if (sealing.aborted) break;
      if (await rewrapOne(rooms, row)) moved += 1;
    }
    after = slice.at(-1) ?? null;
    await nextTurn();
  }
  if (moved > 0) rooms.log.info({ moved, kekId: keyring.activeKekId }, 'key wraps were moved to the active version');
  return moved;
}

async function rewrapOne(rooms: Rooms, { fileId, kekId, wrappedDek }: FileKeyRow): Promise<boolean> {
  try {
    const next = rooms.vault.keyring.rewrapDek(fileId, kekId, wrappedDek);
    return await rewrapFileKey(rooms.catalog, fileId, kekId, { kekId: next.kekId, wrappedDek: next.wrapped });
  } catch (error) {
    if (!(error instanceof IntegrityError)) throw error;
    rooms.log.error({ err: error, fileId, kekId }, 'a key wrap cannot be opened and stays under its version');
    return false;
  }
}

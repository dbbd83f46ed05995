import { setImmediate as nextTurn } from 'node:timers/promises';
import { listTokensOlderThan } from '../catalog/api-tokens.ts';
import { listNamesOlderThan } from '../catalog/audit.ts';
import { type FileKeyRow, listKeysOlderThan, rewrapFileKey } from '../catalog/file-keys.ts';
import { listRequestsOlderThan } from '../catalog/file-requests.ts';
import { listFoldersOlderThan } from '../catalog/folders.ts';
import { listSendersOlderThan } from '../catalog/request-senders.ts';
import { listSharesOlderThan } from '../catalog/shares.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { resealTokenName } from './api-tokens.ts';
import { resealNames } from './audit-names.ts';
import { resealFolderName } from './folder-names.ts';
import { resealSender } from './receipts.ts';
import { resealRequest } from './request-texts.ts';
import type { Rooms } from './rooms.ts';
import { resealShareTexts } from './share-texts.ts';

const SLICE = 50;

/**
 * Moves all that rests under older KEKs to the active one: files' data keys, and every sealed text, in slices that
 * block nobody, each row by compare-and-set; objects stay as they are. It may be broken off at any moment and run
 * again. What cannot be opened stays, and is logged. Gives how many rows were moved.
 */
export async function rewrapKeys(rooms: Rooms): Promise<number> {
  const counts = {
    files: await moveAll(rooms, listKeysOlderThan, rewrapFile),
    tokens: await moveAll(rooms, listTokensOlderThan, resealTokenName),
    folders: await moveAll(rooms, listFoldersOlderThan, resealFolderName),
    shares: await moveAll(rooms, listSharesOlderThan, resealShareTexts),
    requests: await moveAll(rooms, listRequestsOlderThan, resealRequest),
    senders: await moveAll(rooms, listSendersOlderThan, resealSender),
    events: await moveAll(rooms, listNamesOlderThan, resealNames),
  };
  const moved = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (moved > 0) rooms.log.info(counts, 'key wraps were moved to the active version');
  return moved;
}

type List<Row> = (catalog: Rooms['catalog'], kekId: number, after: Row | null, limit: number) => Promise<Row[]>;

async function moveAll<Row extends { kekId: number; fileId?: string; id?: string }>(
  rooms: Rooms,
  list: List<Row>,
  move: (rooms: Rooms, row: Row) => Promise<boolean>,
): Promise<number> {
  if (rooms.vault.state !== 'UNSEALED') return 0;
  const { keyring, sealing } = rooms.vault;
  let moved = 0;
  let after: Row | null = null;
  while (!sealing.aborted) {
    const slice: Row[] = await list(rooms.catalog, keyring.activeKekId, after, SLICE);
    for (const row of slice) {
      if (sealing.aborted) break;
      try {
        if (await move(rooms, row)) moved += 1;
      } catch (error) {
        if (!(error instanceof IntegrityError)) throw error;
        const { fileId, id, kekId } = row;
        rooms.log.error(
          { err: error, fileId, rowId: id, kekId },
          'a wrap cannot be opened and stays under its version',
        );
      }
    }
    after = slice.at(-1) ?? null;
    if (slice.length < SLICE) break;
    await nextTurn();
  }
  return moved;
}

async function rewrapFile(rooms: Rooms, { fileId, kekId, wrappedDek }: FileKeyRow): Promise<boolean> {
  const next = rooms.vault.keyring.rewrapDek(fileId, kekId, wrappedDek);
  return rewrapFileKey(rooms.catalog, fileId, kekId, { kekId: next.kekId, wrappedDek: next.wrapped });
}

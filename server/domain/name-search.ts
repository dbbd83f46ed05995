import { setImmediate as nextTurn } from 'node:timers/promises';
import { type FilePosition, findFiles, type InFolder, listSealedNames, type SealedName } from '../catalog/file-list.ts';
import type { KeyedFileRow } from '../catalog/files.ts';
import { metadataContext } from '../crypto/contexts.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { decodeMetadata } from '../crypto/metadata.ts';
import { unwrap } from '../crypto/wrap.ts';
import type { Keyring } from '../vault/keyring.ts';
import type { Vault } from '../vault/vault.ts';
import type { Rooms } from './rooms.ts';

/** Names opened before others get their turn: a few milliseconds of work. */
const SLICE = 50;
/** Most names in memory, over all users: about 300 MB at the worst, 60 MB as names usually are. */
const NAMES_MAX = 500_000;

/** What is kept of a file: its place, its time, its name. */
export interface Named extends FilePosition {
  /** Milliseconds since 1970; null for never. */
  expiresAt: number | null;
  /** Null in the root. */
  folderId: string | null;
}

interface Entry extends Named {
  folded: string;
}

interface Index {
  entries: Map<string, Entry>;
  /** Files that went away while the index was being built; null afterwards. */
  gone: Set<string> | null;
  ready: Promise<void>;
}

/**
 * Finds names by a part of them: a per-user index in memory, built at the first search in slices that block
 * nobody, kept up by `put` and `remove`, the least recently used dropped first, all dropped at seal.
 */
export class NameSearch {
  /** In the order of their last use. */
  readonly #indexes = new Map<string, Index>();

  constructor(vault: Vault) {
    vault.onSeal(() => this.#indexes.clear());
  }

  /** A file is stored, has another name or is in another folder. */
  put(userId: string, { id, createdAt, expiresAt, folderId }: Named, name: string): void {
    this.#indexes.get(userId)?.entries.set(id, { id, createdAt, expiresAt, folderId, folded: fold(name) });
  }

  /** A file is gone. */
  remove(userId: string, fileId: string): void {
    const index = this.#indexes.get(userId);
    index?.entries.delete(fileId);
    index?.gone?.add(fileId);
  }

  /** Many files came or went at once; the next search begins anew. */
  drop(userId: string): void {
    this.#indexes.delete(userId);
  }

  /** The user's files whose name holds `text`, upper and lower case alike, newest first; in one folder or in all. */
  async page(
    rooms: Rooms,
    userId: string,
    text: string,
    { first, after, now, folderId }: { first: number; after: FilePosition | null; now: number } & InFolder,
  ): Promise<{ rows: KeyedFileRow[]; hasNext: boolean }> {
    const hits = await this.#find(rooms, userId, text, now, folderId);
    const rest = after === null ? hits : hits.filter((hit) => newestFirst(after, hit) < 0);
    const wanted = rest.sort(newestFirst).slice(0, first);
    const ids = wanted.map(({ id }) => id);
    const rows = await findFiles(rooms.catalog, userId, ids, now);
    return { rows: rows.sort(newestFirst), hasNext: rest.length > first };
  }

  /** How many of the user's names hold `text`, in one folder or in all. */
  async count(rooms: Rooms, userId: string, text: string, { folderId }: InFolder = {}): Promise<number> {
    return (await this.#find(rooms, userId, text, rooms.clock(), folderId)).length;
  }

  async #find(
    rooms: Rooms,
    userId: string,
    text: string,
    now: number,
    folderId: InFolder['folderId'],
  ): Promise<Entry[]> {
    const index = this.#indexes.get(userId) ?? this.#build(rooms, userId);
    this.#indexes.delete(userId);
    this.#indexes.set(userId, index);
    await index.ready;
    const wanted = fold(text);
    return [...index.entries.values()].filter(
      (entry) =>
        (folderId === undefined || entry.folderId === folderId) &&
        entry.folded.includes(wanted) &&
        (entry.expiresAt === null || entry.expiresAt > now),
    );
  }

  #build(rooms: Rooms, userId: string): Index {
    const index: Index = { entries: new Map(), gone: new Set(), ready: Promise.resolve() };
    index.ready = this.#fill(rooms, userId, index);
    index.ready.catch(() => this.#indexes.delete(userId));
    return index;
  }

  async #fill(rooms: Rooms, userId: string, index: Index): Promise<void> {
    const { keyring } = rooms.vault;
    let after: FilePosition | null = null;
    for (;;) {
      const slice = await listSealedNames(rooms.catalog, userId, { limit: SLICE, after, now: rooms.clock() });
      for (const row of slice) {
        if (index.entries.has(row.id) || index.gone?.has(row.id)) continue;
        try {
          const { id, createdAt, expiresAt, folderId } = row;
          index.entries.set(id, { id, createdAt, expiresAt, folderId, folded: fold(nameOf(keyring, row)) });
        } catch (error) {
          if (!(error instanceof IntegrityError)) throw error;
          rooms.log.error({ err: error, fileId: row.id }, 'a name cannot be opened and is left out of the search');
        }
      }
      after = slice.at(-1) ?? null;
      if (slice.length < SLICE) break;
      this.#makeRoom(index);
      await nextTurn();
    }
    index.gone = null;
  }

  /** Drops the indexes that were not used for longest, never the one that is being built. */
  #makeRoom(keep: Index): void {
    let names = 0;
    for (const { entries } of this.#indexes.values()) names += entries.size;
    for (const [userId, index] of this.#indexes) {
      if (names <= NAMES_MAX) return;
      if (index === keep) continue;
      this.#indexes.delete(userId);
      names -= index.entries.size;
    }
  }
}

function nameOf(keyring: Keyring, { id, key, metaRev, sealedMeta }: SealedName): string {
  const dek = keyring.openDek(id, key.kekId, key.wrappedDek);
  try {
    return decodeMetadata(unwrap(dek, metadataContext(id, metaRev), sealedMeta)).name;
  } finally {
    dek.fill(0);
  }
}

/** Compatibility forms and cases are alike: ﬁ and FI, Ａ and a, ß and SS, and all three sigmas. */
export const fold = (text: string) => text.normalize('NFKC').toUpperCase().toLowerCase().replaceAll('ς', 'σ');

const newestFirst = (a: FilePosition, b: FilePosition) =>
  b.createdAt - a.createdAt || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

import { listParts, type PartRow } from '../catalog/parts.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { verifyParts } from '../crypto/metadata.ts';
import { filePrefix, objectKey } from '../crypto/objects.ts';
import { containerSize } from '../crypto/sizes.ts';
import type { CiphertextStore } from '../store/store.ts';
import { untilAborted } from '../store/until-aborted.ts';
import { PartReader } from './part-reader.ts';
import type { Rooms } from './rooms.ts';
import type { OpenedRow } from './stored-files.ts';

/** Plaintext bytes `start … end - 1`. */
export interface ByteRange {
  start: number;
  end: number;
}

/** A part and where its first byte stands in the file. */
export interface PlacedPart extends PartRow {
  offset: number;
}

/**
 * The file's parts, held against its authentic metadata (FORMAT.md section 5, step 1).
 * @throws IntegrityError when rows were changed, dropped, doubled or reordered
 */
export async function verifiedParts(rooms: Rooms, { row, metadata }: OpenedRow): Promise<PlacedPart[]> {
  return rooms.partLists.get(`${row.id} ${row.metaRev}`, async () => {
    const parts = await listParts(rooms.catalog, row.id);
    verifyParts(metadata, parts);
    let offset = 0;
    return parts.map((part) => {
      const placed = { ...part, offset };
      offset += part.length;
      return placed;
    });
  });
}

/**
 * Opens a range of a file: batches of plaintext, each authenticated before it is given, and each gone (of length 0) once
 * the next is asked for. It resolves once the touched parts have the right sizes, the first header is verified and the
 * first segment is open, so that most damage shows before anything is sent (FORMAT.md section 5, steps 2 to 5).
 * An abort ends it at once, also while the store is silent.
 * @throws IntegrityError, StoreError, the reason of `signal`; from the iteration too
 */
export async function readFile(
  store: CiphertextStore,
  file: OpenedRow,
  parts: PlacedPart[],
  range: ByteRange,
  signal: AbortSignal,
): Promise<AsyncGenerator<Buffer[]>> {
  const touched = parts.filter(
    ({ offset, length }) => (offset < range.end && offset + length > range.start) || file.metadata.size === 0,
  );
  const batches = untilAborted(readParts(store, file, touched, range, signal), signal);
  const first = await batches.next();
  return (async function* () {
    if (first.done) return;
    try {
      yield first.value;
      yield* batches;
    } finally {
      await batches.return(undefined);
    }
  })();
}

/** Up to this many parts are asked for one by one; more, by listing the file's folder. */
const STATS_MAX = 4;

async function checkSizes(store: CiphertextStore, { row, suite }: OpenedRow, parts: PlacedPart[]): Promise<void> {
  const sizes = new Map<string, number | null>();
  if (parts.length > STATS_MAX) {
    for await (const { key, size } of store.list(filePrefix(row.id))) sizes.set(key, size);
  } else {
    const keys = parts.map(({ part }) => objectKey(row.id, part));
    const found = await Promise.all(keys.map((key) => store.stat(key)));
    keys.forEach((key, i) => {
      sizes.set(key, found[i] ?? null);
    });
  }
  for (const { part, length } of parts) {
    if (sizes.get(objectKey(row.id, part)) !== containerSize(suite, length)) throw new IntegrityError('size');
  }
}

async function* readParts(
  store: CiphertextStore,
  file: OpenedRow,
  parts: PlacedPart[],
  range: ByteRange,
  signal: AbortSignal,
): AsyncGenerator<Buffer[]> {
  await checkSizes(store, file, parts);
  const reader = new PartReader(store, file, signal);
  for (const part of parts) {
    const start = Math.max(range.start - part.offset, 0);
    const end = Math.min(range.end - part.offset, part.length);
    yield* reader.read(part, { start, end });
  }
}

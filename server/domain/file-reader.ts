import { listParts, type PartRow } from '../catalog/parts.ts';
import { ContainerOpener } from '../crypto/container.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { verifyParts } from '../crypto/metadata.ts';
import { filePrefix, objectKey } from '../crypto/objects.ts';
import { containerSize, HEADER_LENGTH, SEGMENT, segmentLength, segmentSpan } from '../crypto/sizes.ts';
import { type CiphertextStore, StoreError } from '../store/store.ts';
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
 * Opens a range of a file: batches of plaintext, each authenticated before it is given. It resolves once the
 * touched parts have the right sizes, the first header is verified and the first segment is open, so that
 * most damage shows before anything is sent (FORMAT.md section 5, steps 2 to 5).
 * @throws IntegrityError, StoreError; from the iteration too
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
  await checkSizes(store, file, touched);
  const batches = readParts(store, file, touched, range, signal);
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
  for (const part of parts) {
    const start = Math.max(range.start - part.offset, 0);
    const end = Math.min(range.end - part.offset, part.length);
    yield* readPart(store, file, part, { start, end }, signal);
  }
}

async function* readPart(
  store: CiphertextStore,
  { row, suite, dek }: OpenedRow,
  part: PlacedPart,
  range: ByteRange,
  signal: AbortSignal,
): AsyncGenerator<Buffer[]> {
  const key = objectKey(row.id, part.part);
  const span = segmentSpan(suite, range.start, range.end, part.length);
  const open = (header: Buffer) =>
    new ContainerOpener(suite, dek, { fileId: row.id, part: part.part }, header, part.commitment);
  // A read from the first segment takes the header along; any other needs a read of its own for it.
  let opener =
    span.first === 0 ? null : open(await readWhole(store.open(key, { start: 0, end: HEADER_LENGTH }, signal)));
  const source = store.open(key, { start: opener ? span.start : 0, end: span.end }, signal);

  const step = segmentLength(suite);
  let index = span.first;
  let rest: Buffer = Buffer.alloc(0);
  let left = span.end - (opener ? span.start : 0);
  for await (const chunk of exactly(source)) {
    left -= chunk.length;
    let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (opener === null) {
      if (bytes.length < HEADER_LENGTH) {
        rest = bytes;
        continue;
      }
      opener = open(bytes.subarray(0, HEADER_LENGTH));
      bytes = bytes.subarray(HEADER_LENGTH);
    }
    const batch: Buffer[] = [];
    let used = 0;
    while (bytes.length - used >= step || (left === 0 && index <= span.last)) {
      const isLast = span.reachesEnd && index === span.last;
      const sealed = bytes.subarray(used, used + step);
      batch.push(trim(opener.openSegment(index, sealed, isLast), index, range, isLast ? part.length : null));
      used += sealed.length;
      index += 1;
    }
    rest = bytes.subarray(used);
    signal.throwIfAborted();
    if (batch.length > 0) yield batch;
  }
  if (index !== span.last + 1 || left !== 0) throw new IntegrityError('size');
}

/** What of a segment lies in the range; the container's last one must end where the part does. */
function trim(plain: Buffer, index: number, range: ByteRange, partLength: number | null): Buffer {
  const start = index * SEGMENT;
  if (partLength !== null && start + plain.length !== partLength) throw new IntegrityError('size');
  return plain.subarray(Math.max(range.start - start, 0), Math.min(range.end - start, plain.length));
}

/** An object that ends early, or is gone since its size was checked, was altered. */
async function* exactly(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* source;
  } catch (error) {
    if (error instanceof StoreError && (error.code === 'SHORT' || error.code === 'MISSING')) {
      throw new IntegrityError('size');
    }
    throw error;
  }
}

async function readWhole(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of exactly(source)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

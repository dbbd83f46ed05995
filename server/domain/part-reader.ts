import type { PartRow } from '../catalog/parts.ts';
import { ContainerOpener } from '../crypto/container.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { objectKey } from '../crypto/objects.ts';
import { HEADER_LENGTH, SEGMENT, segmentLength, segmentSpan } from '../crypto/sizes.ts';
import { release } from '../memory/release.ts';
import { type CiphertextStore, StoreError } from '../store/store.ts';
import type { OpenedRow } from './stored-files.ts';

/**
 * Opens ranges of the parts of one file, one after the other (FORMAT.md section 5, steps 3 to 5). All plaintext passes
 * through one buffer: what the cipher gives dies young, and memory does not wait for V8 to collect it.
 */
export class PartReader {
  readonly #store: CiphertextStore;
  readonly #file: OpenedRow;
  readonly #signal: AbortSignal;
  readonly #cutter: Cutter;
  #plain: Buffer = Buffer.alloc(0);

  constructor(store: CiphertextStore, file: OpenedRow, signal: AbortSignal) {
    this.#store = store;
    this.#file = file;
    this.#signal = signal;
    this.#cutter = new Cutter(segmentLength(file.suite));
  }

  /**
   * The plaintext bytes `start … end - 1` of a part, each batch authenticated, and overwritten once the next is asked for.
   * @throws IntegrityError, StoreError
   */
  async *read(part: PartRow, range: { start: number; end: number }): AsyncGenerator<Buffer[]> {
    const { row, suite, dek } = this.#file;
    const key = objectKey(row.id, part.part);
    const step = segmentLength(suite);
    const span = segmentSpan(suite, range.start, range.end, part.length);
    const open = (header: Buffer) =>
      new ContainerOpener(suite, dek, { fileId: row.id, part: part.part }, header, part.commitment);
    const cutter = this.#cutter;
    // A read from the first segment takes the header along; any other needs a read of its own for it.
    let opener =
      span.first === 0
        ? null
        : open(await readWhole(this.#store.open(key, { start: 0, end: HEADER_LENGTH }, this.#signal)));
    let position = opener ? span.start : 0;
    let index = span.first;
    let last: Buffer | null = null;
    for await (const chunk of exactly(this.#store.open(key, { start: position, end: span.end }, this.#signal))) {
      position += chunk.length;
      if (position > span.end) throw new IntegrityError('size');
      if (chunk.length === 0) continue;
      cutter.push(chunk);
      if (opener === null) {
        const header = cutter.next(HEADER_LENGTH);
        if (header === null) continue;
        opener = open(header);
      }
      const begin = index * SEGMENT;
      this.#reserve(Math.ceil(chunk.length / step) + 1);
      let length = 0;
      while (index <= span.last) {
        const sealed = cutter.next(index < span.last ? step : span.end - HEADER_LENGTH - index * step);
        if (sealed === null) break;
        const opened = opener.openSegment(index, sealed, span.reachesEnd && index === span.last);
        this.#plain.set(opened, length);
        length += opened.length;
        release(opened);
        index += 1;
      }
      // The last segment's own length does not show outside in suite 2.
      if (index > span.last && span.reachesEnd && begin + length !== part.length) throw new IntegrityError('size');
      this.#signal.throwIfAborted();
      const batch = this.#plain.subarray(Math.max(range.start - begin, 0), Math.min(range.end - begin, length));
      // The last bytes leave once the object has no more than was asked for: with them the answer would look whole.
      if (index > span.last) last = batch;
      else if (batch.length > 0) yield [batch];
    }
    if (last === null || position !== span.end) throw new IntegrityError('size');
    if (last.length > 0) yield [last];
  }

  #reserve(segments: number): void {
    if (this.#plain.length < segments * SEGMENT) this.#plain = Buffer.allocUnsafeSlow(segments * SEGMENT);
  }
}

/** Cuts chunks into pieces. Only one that lies in several chunks is copied. */
class Cutter {
  #chunk: Buffer = Buffer.alloc(0);
  #at = 0;
  readonly #kept: Buffer;
  #keptLength = 0;

  /** @param most bytes of the longest piece */
  constructor(most: number) {
    this.#kept = Buffer.allocUnsafeSlow(most);
  }

  /** To be called when `next` has given null: what was left of the chunk before is kept. */
  push(chunk: Buffer): void {
    this.#chunk = chunk;
    this.#at = 0;
  }

  /** The next `length` bytes, until it is called again; null when they have not all come. */
  next(length: number): Buffer | null {
    const from = this.#at;
    const taken = Math.min(length - this.#keptLength, this.#chunk.length - from);
    this.#at += taken;
    if (taken === length) return this.#chunk.subarray(from, from + length);
    this.#keptLength += this.#chunk.copy(this.#kept, this.#keptLength, from, from + taken);
    if (this.#keptLength < length) return null;
    this.#keptLength = 0;
    return this.#kept.subarray(0, length);
  }
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

/** A header, however it is cut. */
async function readWhole(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of exactly(source)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

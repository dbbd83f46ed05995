import type { PartRow } from '../catalog/parts.ts';
import { ContainerOpener } from '../crypto/container.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { objectKey } from '../crypto/objects.ts';
import { HEADER_LENGTH, SEGMENT, type SegmentSpan, segmentLength, segmentSpan } from '../crypto/sizes.ts';
import { release } from '../memory/release.ts';
import { type CiphertextStore, StoreError } from '../store/store.ts';
import { openAside } from '../threads/cipher-threads.ts';
import { ahead, type Begun } from './ahead.ts';
import type { OpenedRow } from './stored-files.ts';

/** Chunks that are being opened, or are open, while the reader has the one before them. */
const AHEAD = 2;

/** Opens ranges of the parts of one file (FORMAT.md section 5, steps 3 to 5). */
export class PartReader {
  readonly #store: CiphertextStore;
  readonly #file: OpenedRow;
  readonly #signal: AbortSignal;

  constructor(store: CiphertextStore, file: OpenedRow, signal: AbortSignal) {
    this.#store = store;
    this.#file = file;
    this.#signal = signal;
  }

  /**
   * The plaintext bytes `start … end - 1` of a part, each batch authenticated, and gone (of length 0) once the next is asked
   * for.
   * @throws IntegrityError, StoreError
   */
  async *read(part: PartRow, range: { start: number; end: number }): AsyncGenerator<Buffer[]> {
    const span = segmentSpan(this.#file.suite, range.start, range.end, part.length);
    let begin = span.first * SEGMENT;
    for await (const plain of ahead(this.#open(part, span), AHEAD)) {
      this.#signal.throwIfAborted();
      const batch = plain.subarray(Math.max(range.start - begin, 0), Math.min(range.end - begin, plain.length));
      begin += plain.length;
      if (batch.length > 0) yield [batch];
      release(new Uint8Array(plain.buffer));
    }
  }

  /** Begins to open all segments of a span, a chunk of the object at a time. */
  async *#open(part: PartRow, span: SegmentSpan): AsyncGenerator<Begun<Buffer>> {
    const { row, suite, dek } = this.#file;
    const key = objectKey(row.id, part.part);
    const step = segmentLength(suite);
    const openerOf = (header: Buffer) =>
      new ContainerOpener(suite, dek, { fileId: row.id, part: part.part }, header, part.commitment);
    // A read from the first segment takes the header along; any other needs a read of its own for it.
    let opener =
      span.first === 0
        ? null
        : openerOf(await readWhole(this.#store.open(key, { start: 0, end: HEADER_LENGTH }, this.#signal)));
    let position = opener ? span.start : 0;
    let index = span.first;
    let bytes: Buffer = Buffer.alloc(0);
    for await (const chunk of exactly(this.#store.open(key, { start: position, end: span.end }, this.#signal))) {
      position += chunk.length;
      if (position > span.end) throw new IntegrityError('size');
      bytes = joined(bytes, chunk);
      if (opener === null) {
        if (bytes.length < HEADER_LENGTH) continue;
        opener = openerOf(bytes.subarray(0, HEADER_LENGTH));
        bytes = bytes.subarray(HEADER_LENGTH);
      }
      const whole = bytes.length - (bytes.length % step);
      // The last bytes leave once the object has no more than was asked for: with them the answer would look whole.
      if (whole === 0 || position === span.end) continue;
      const rest = Buffer.from(bytes.subarray(whole));
      yield { result: openAside(opener.segments(index, bytes.subarray(0, whole), false)) };
      bytes = rest;
      index += whole / step;
    }
    if (opener === null || position !== span.end) throw new IntegrityError('size');
    const last = openAside(opener.segments(index, bytes, span.reachesEnd));
    // The last segment's own length does not show outside in suite 2.
    const length = (span.reachesEnd ? part.length : (span.last + 1) * SEGMENT) - index * SEGMENT;
    yield { result: last.then((plain) => ofLength(plain, length)) };
  }
}

/** Both, in memory that can be given away. */
function joined(rest: Buffer, chunk: Buffer): Buffer {
  if (rest.length === 0 && chunk.length === chunk.buffer.byteLength) return chunk;
  const both = Buffer.allocUnsafeSlow(rest.length + chunk.length);
  both.set(rest, 0);
  both.set(chunk, rest.length);
  release(chunk);
  return both;
}

function ofLength(plain: Buffer, length: number): Buffer {
  if (plain.length !== length) throw new IntegrityError('size');
  return plain;
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

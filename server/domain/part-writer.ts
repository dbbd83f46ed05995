import { ContainerSealer } from '../crypto/container.ts';
import { objectKey } from '../crypto/objects.ts';
import type { SegmentBatch } from '../crypto/segment-batch.ts';
import { PART_MAX, SEGMENT } from '../crypto/sizes.ts';
import type { SuiteId } from '../crypto/suites.ts';
import { release } from '../memory/release.ts';
import { Share } from '../memory/share.ts';
import type { CiphertextStore } from '../store/store.ts';
import { sealAside } from '../threads/cipher-threads.ts';
import { ahead, type Begun } from './ahead.ts';

const MEBIBYTE = 1024 * 1024;
/**
 * Bytes that are sealed together, and a little more. All uploads share: large batches make fewer ways between threads,
 * small ones take less memory.
 */
const batches = new Share({ total: 4 * MEBIBYTE, most: MEBIBYTE, least: MEBIBYTE / 4 });
/**
 * Batches that are being sealed, or are sealed, while the one before them is written: a store takes its time now and
 * then, as a file system does that writes its journal. For few who share, and for many.
 */
const AHEAD = { few: 6, many: 3 };
/**
 * Bytes of a part that are sealed before the one in front of it is durable. With what is still on its way to us this
 * makes less than two parts, which is what a sender may have to repeat when the server is killed.
 */
const OVERLAP = 12 * MEBIBYTE;

/** A part whose object is durable. */
export interface DurablePart {
  part: number;
  /** Bytes of plaintext. */
  length: number;
  /** Bytes of the object. */
  storedSize: number;
  commitment: Buffer;
}

export interface PartTarget {
  store: CiphertextStore;
  fileId: string;
  suite: SuiteId;
  dek: Buffer;
  /** Whether a source without a byte makes a part: an empty file has one, of length 0. */
  emptyPart: boolean;
  /** A part number that was never used, committed in the catalog before it is given. */
  reserve(): Promise<number>;
  /** Called in the order of the parts, each once it would survive a power cut. */
  recorded(part: DurablePart): Promise<void>;
}

/**
 * Seals plaintext into parts of at most 16 MiB while it streams to the store. Memory is bounded by what the source
 * hands out at once and what is sealed ahead of the store. The next part is sealed while the one before it is made
 * durable, but for its end. The source gives its chunks away: large ones are empty once they were taken.
 * When `finish` aborts, what has come until then is closed as the last part, as if the source had ended.
 *
 * On failure, or when `signal` aborts, it rejects once no write is under way and the source is ended: parts
 * already recorded stay, without `signal` also each before the one that failed, and the object of an unrecorded number
 * may exist.
 */
export async function writeParts(
  target: PartTarget,
  source: AsyncIterable<Uint8Array[]>,
  signal: AbortSignal,
  finish?: AbortSignal,
): Promise<void> {
  const failure = new AbortController();
  const stop = AbortSignal.any([signal, failure.signal]);
  const input = new PartCutter(source, stop, finish);
  const leave = batches.enter();
  let writing: Promise<unknown> = Promise.resolve();
  let recording: Promise<void> = Promise.resolve();
  try {
    if (!target.emptyPart && !(await input.more())) return;
    do {
      const part = await target.reserve();
      const sealer = new ContainerSealer(target.suite, target.dek, { fileId: target.fileId, part });
      let storedSize = 0;
      const cut = input.cut(sealer, recording, (bytes) => {
        storedSize += bytes;
      });
      const durable = target.store.put(objectKey(target.fileId, part), cut.object, stop);
      writing = Promise.allSettled([durable]);
      await Promise.race([cut.consumed, durable]);
      await recording;
      recording = durable.then(() =>
        target.recorded({ part, length: sealer.length, storedSize, commitment: sealer.commitment }),
      );
      recording.catch(() => {});
    } while (await input.more());
    await recording;
  } catch (error) {
    // The part before the one that failed is whole: it is kept, unless all is to end.
    await Promise.allSettled([recording]);
    failure.abort(error);
    await Promise.allSettled([writing]);
    throw error;
  } finally {
    leave();
    await input.close();
  }
}

/** Hands out one source as the sealed bytes of one part after the other. */
class PartCutter {
  readonly #source: AsyncIterator<Uint8Array[]>;
  readonly #signal: AbortSignal;
  /** What came last, none of it empty, and how many chunks of it were taken. */
  #came: Uint8Array[] = [];
  #taken = 0;
  #ended = false;
  /** Nothing more is asked of the source, though it may have more. */
  #finished = false;
  #waiting: { resolve(result: IteratorResult<Uint8Array[]>): void; reject(reason: unknown): void } | null = null;

  constructor(source: AsyncIterable<Uint8Array[]>, signal: AbortSignal, finish?: AbortSignal) {
    this.#source = source[Symbol.asyncIterator]();
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#waiting?.reject(signal.reason), { once: true });
    const finished = () => {
      this.#finished = true;
      this.#waiting?.resolve({ done: true, value: undefined });
    };
    if (finish?.aborted) finished();
    else finish?.addEventListener('abort', finished, { once: true });
  }

  /** Whether plaintext is left for another part. */
  async more(): Promise<boolean> {
    while (this.#taken === this.#came.length && !this.#ended && !this.#finished) {
      const next = await this.#next();
      this.#came = next.done ? [] : next.value.filter(({ length }) => length > 0);
      this.#taken = 0;
    }
    return this.#taken < this.#came.length;
  }

  /**
   * The next part's sealed bytes; `consumed` resolves when it has taken all of its plaintext. The end of them waits
   * until the part `before` is recorded.
   */
  cut(sealer: ContainerSealer, before: Promise<void>, count: (bytes: number) => void) {
    let done = () => {};
    const consumed = new Promise<void>((resolve) => {
      done = resolve;
    });
    const most = batches.each === MEBIBYTE ? AHEAD.few : AHEAD.many;
    return { consumed, object: this.#written(ahead(this.#seal(sealer, before, done), most), count) };
  }

  /** Counts each batch, and gives its memory back once the store has asked for the next. */
  async *#written(batches: AsyncGenerator<Buffer>, count: (bytes: number) => void): AsyncGenerator<Buffer> {
    for await (const sealed of batches) {
      count(sealed.length);
      yield sealed;
      release(new Uint8Array(sealed.buffer));
    }
  }

  async *#seal(sealer: ContainerSealer, before: Promise<void>, done: () => void): AsyncGenerator<Begun<Buffer>> {
    for (let last = false; !last; ) {
      const room = PART_MAX - sealer.length;
      const wanted = Math.min(batches.each - (batches.each % SEGMENT), room);
      if (sealer.length + wanted > OVERLAP) await before;
      const batch = sealer.batch(wanted, sealer.length === 0 ? 0 : wanted);
      await this.#fill(batch, wanted);
      last = batch.length < wanted || wanted === room;
      const sealed = sealAside(sealer.next(batch, last));
      if (last) done();
      yield { result: sealed };
    }
  }

  /** Ends the source, whether or not it was read to its end. A source that is silent is not waited for. */
  async close(): Promise<void> {
    if (this.#ended) return;
    const ending = this.#source.return?.();
    if (this.#waiting === null) await ending;
    else ending?.catch(() => {});
  }

  /** Reads until the batch holds so many bytes, or the source is over. */
  async #fill(batch: SegmentBatch, wanted: number): Promise<void> {
    while (batch.length < wanted && (await this.more())) {
      for (; this.#taken < this.#came.length; this.#taken += 1) {
        const chunk = this.#came[this.#taken] as Uint8Array;
        const taken = batch.add(chunk);
        if (taken < chunk.length) {
          this.#came[this.#taken] = chunk.subarray(taken);
          break;
        }
        if (chunk.length >= SEGMENT) release(chunk);
      }
    }
  }

  /** One read that also ends when a signal aborts while the source is silent. */
  async #next(): Promise<IteratorResult<Uint8Array[]>> {
    this.#signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#source.next().then(
        (value) => {
          this.#waiting = null;
          if (value.done) this.#ended = true;
          resolve(value);
        },
        (error) => {
          this.#waiting = null;
          this.#ended = true;
          reject(error);
        },
      );
    });
  }
}

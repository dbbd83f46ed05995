import { ContainerSealer } from '../crypto/container.ts';
import { objectKey } from '../crypto/objects.ts';
import { PART_MAX } from '../crypto/sizes.ts';
import type { SuiteId } from '../crypto/suites.ts';
import { release } from '../memory/release.ts';
import type { CiphertextStore } from '../store/store.ts';

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
 * hands out at once and three sealed batches: one is sealed while another is written. The next part is sealed while
 * the one before it is made durable. The source gives its chunks away: once sealed they are empty, and their memory is
 * free.
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
  let writing: Promise<unknown> = Promise.resolve();
  let recording: Promise<void> = Promise.resolve();
  try {
    if (!target.emptyPart && !(await input.more())) return;
    do {
      const part = await target.reserve();
      const sealer = new ContainerSealer(target.suite, target.dek, { fileId: target.fileId, part });
      let storedSize = 0;
      const cut = input.cut(sealer, (bytes) => {
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
    await input.close();
  }
}

/** Hands out one source as the sealed bytes of one part after the other. */
class PartCutter {
  readonly #source: AsyncIterator<Uint8Array[]>;
  readonly #signal: AbortSignal;
  /** What was read and not yet sealed. */
  #rest: Uint8Array[] = [];
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
    while (!this.#ended && !this.#finished && this.#rest.length === 0) await this.#read();
    return this.#rest.length > 0;
  }

  /** The next part's sealed bytes; `consumed` resolves when it has taken all of its plaintext. */
  cut(sealer: ContainerSealer, count: (bytes: number) => void) {
    let done = () => {};
    const consumed = new Promise<void>((resolve) => {
      done = resolve;
    });
    return { consumed, object: oneAhead(this.#seal(sealer, count, done)) };
  }

  async *#seal(sealer: ContainerSealer, count: (bytes: number) => void, done: () => void): AsyncGenerator<Buffer> {
    let room = PART_MAX;
    let before: Buffer | null = null;
    while (room > 0 && (await this.more())) {
      const taken = this.#take(room);
      room -= taken.length;
      const batches = sealer.update(taken);
      release(taken);
      for (const sealed of batches) {
        count(sealed.length);
        yield sealed;
        // The store writes `sealed` now and has written the one before it. A new buffer each time would make V8
        // collect the whole heap every few MiB.
        if (before) sealer.recycle(before);
        before = sealed;
      }
    }
    const last = sealer.final();
    count(last.length);
    done();
    yield last;
  }

  /** The next bytes of what was read, at most `room`. */
  #take(room: number): Uint8Array {
    const chunk = this.#rest.shift() ?? new Uint8Array();
    if (chunk.length > room) this.#rest.unshift(chunk.subarray(room));
    return chunk.subarray(0, room);
  }

  /** Ends the source, whether or not it was read to its end. A source that is silent is not waited for. */
  async close(): Promise<void> {
    if (this.#ended) return;
    const ending = this.#source.return?.();
    if (this.#waiting === null) await ending;
    else ending?.catch(() => {});
  }

  /** One read that also ends when a signal aborts while the source is silent. */
  async #read(): Promise<void> {
    this.#signal.throwIfAborted();
    const result = await new Promise<IteratorResult<Uint8Array[]>>((resolve, reject) => {
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
    if (!result.done) this.#rest = result.value.filter((chunk) => chunk.length > 0);
  }
}

/** Asks for an item before the one ahead of it is done with. A source that is silent is not waited for at the end. */
async function* oneAhead(source: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let next = source.next();
  try {
    for (let item = await next; !item.done; item = await next) {
      next = source.next();
      // It may fail while the reader is busy; it is awaited at the next step.
      next.catch(() => {});
      yield item.value;
    }
  } finally {
    void source.return(undefined).catch(() => {});
  }
}

import { markDeleting } from '../catalog/deletion.ts';
import { truncateJournal } from '../catalog/journal.ts';
import { recordPart } from '../catalog/parts.ts';
import { PART_MAX } from '../crypto/sizes.ts';
import { destroyObjects } from './destruction.ts';
import { countedAs, type Principal } from './principal.ts';
import { Problem } from './problem.ts';
import { published, publishWith } from './publishing.ts';
import { lengthOf, PARTS_MAX, type Receiving, receiveParts, type SealedPart } from './receiving.ts';
import { RESUMABLE_FOR, type UploadState } from './resumable-rows.ts';
import type { Rooms } from './rooms.ts';
import { listenToSealing } from './sealing.ts';
import { type Hold, replaced } from './upload-lease.ts';

/** Milliseconds for which an upload that is handed over still takes what its connection has brought. */
const LAST_BYTES = 50;

/** An upload whose one writer we are, until it is closed. */
export class ResumableUpload {
  readonly state: UploadState;
  readonly #rooms: Rooms;
  readonly #sender: Principal;
  /** Null for one that was finished already. */
  readonly #writing: { file: Receiving; hold: Hold; parts: number } | null;
  #discarded = false;

  constructor(
    rooms: Rooms,
    sender: Principal,
    state: UploadState,
    writing: { file: Receiving; hold: Hold; parts: number } | null,
  ) {
    this.#rooms = rooms;
    this.#sender = sender;
    this.state = state;
    this.#writing = writing;
  }

  /**
   * Adds what the source brings, and gives the offset; all before it is durable. The last byte's part and the
   * stored file are one transaction. A source that ends early has what it brought kept,
   * unless that is so little that the parts left would not do for the rest.
   * @param length what the source will bring, in bytes; null when it is not known
   * @throws Problem FILE_TOO_LARGE for more bytes than announced, BAD_INPUT when it is cut into too many parts,
   * RATE_LIMITED, UNAVAILABLE, CONFLICT when someone else goes on with it, UNAUTHENTICATED; StoreError. What was
   * durable before stays, and the upload can be continued
   */
  async append(source: AsyncIterable<Uint8Array[]>, length: number | null): Promise<number> {
    const { state } = this;
    if (this.#writing === null || state.finished) return state.offset;
    const { file, hold, parts } = this.#writing;
    const left = state.size - state.offset;
    if (length !== null && length > left) throw tooMuch();
    checkParts(parts, left, length);
    const sealing = listenToSealing(this.#rooms.vault);
    const finish = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const handOver = () => {
      timer = setTimeout(() => finish.abort(), LAST_BYTES);
    };
    if (hold.wanted.aborted) handOver();
    else hold.wanted.addEventListener('abort', handOver, { once: true });
    let leave = () => {};
    try {
      leave = this.#rooms.transfers.enter(countedAs(this.#sender));
      await receiveParts(this.#rooms, file, atMost(source, left), {
        stop: AbortSignal.any([hold.lost, sealing.signal]),
        finish: finish.signal,
        emptyPart: state.size === 0,
        record: (part) => this.#record(part),
      });
    } finally {
      clearTimeout(timer);
      hold.wanted.removeEventListener('abort', handOver);
      sealing.release();
      leave();
    }
    if (hold.wanted.aborted && !state.finished) throw replaced();
    return state.offset;
  }

  /**
   * Destroys an unfinished upload.
   * @throws Problem BAD_INPUT for a finished one, which is a file
   */
  async discard(): Promise<void> {
    if (this.state.finished) throw new Problem('BAD_INPUT', 'The upload is finished. Delete its file instead.');
    const marked = await markDeleting(this.#rooms.catalog, this.state.id, 'receiving');
    if (!marked) throw replaced();
    this.#discarded = true;
    await destroyObjects(this.#rooms, marked);
    await truncateJournal(this.#rooms.catalog);
  }

  /** Lets the next writer in. */
  async close(): Promise<void> {
    if (this.#writing === null) return;
    await this.#writing.hold.letGo({ ended: this.state.finished || this.#discarded });
    this.#writing.file.dek.fill(0);
  }

  async #record(part: SealedPart): Promise<boolean> {
    if (this.#writing === null) return false;
    const { file, parts } = this.#writing;
    // What came may be less than was announced, or nothing was announced.
    if (!suffices(PARTS_MAX - parts - 1, this.state.size - this.state.offset - part.length)) throw tooSmall();
    const { catalog } = this.#rooms;
    const last = this.state.offset + part.length === this.state.size;
    const recorded = last
      ? await publishWith(this.#rooms, this.#sender, file, part)
      : await recordPart(catalog, file.id, file.fence, part);
    if (!recorded) return false;
    this.#writing.parts += 1;
    this.state.offset += part.length;
    this.state.expiresAt = Math.min(part.now + RESUMABLE_FOR, this.state.fileExpiresAt ?? Number.POSITIVE_INFINITY);
    if (last) {
      this.state.finished = true;
      this.state.expiresAt = null;
      await published(this.#rooms, file);
    }
    return true;
  }
}

/** Whether so many more parts hold what is left of a file. */
const suffices = (parts: number, left: number) => Math.ceil(left / PART_MAX) <= parts;

/** Refuses as soon as what remains needs more parts than a file may still have. */
function checkParts(parts: number, left: number, length: number | null): void {
  const free = PARTS_MAX - parts;
  if (!suffices(free, left)) {
    throw new Problem(
      'BAD_INPUT',
      'This upload came in too many small chunks to be finished. Send the file again, in chunks of 16 MiB or more.',
    );
  }
  if (length === null || length === 0) return;
  if (!suffices(free - Math.ceil(length / PART_MAX), left - length)) throw tooSmall();
}

/** Passes the last announced byte on only when the source is known to bring no more. */
async function* atMost(source: AsyncIterable<Uint8Array[]>, most: number): AsyncGenerator<Uint8Array[]> {
  let left = most;
  let last: Uint8Array[] | null = null;
  for await (const batch of source) {
    const length = lengthOf(batch);
    left -= length;
    if (left < 0) throw tooMuch();
    if (left > 0) yield batch;
    else if (length > 0) last = batch;
  }
  if (last) yield last;
}

const tooSmall = () =>
  new Problem('BAD_INPUT', 'The chunks are too small for what is left of this file. Send larger ones.');
const tooMuch = () => new Problem('FILE_TOO_LARGE', 'More bytes came than the upload was announced to have.');

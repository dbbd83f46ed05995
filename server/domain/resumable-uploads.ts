import { markDeleting } from '../catalog/deletion.ts';
import { truncateJournal } from '../catalog/journal.ts';
import { listParts, recordPart } from '../catalog/parts.ts';
import { filePrefix } from '../crypto/objects.ts';
import { PART_MAX } from '../crypto/sizes.ts';
import { destroyObjects } from './destruction.ts';
import { countedAs, type Principal, requireSender } from './principal.ts';
import { Problem } from './problem.ts';
import { published, publishWith } from './publishing.ts';
import {
  beginReceiving,
  hashFor,
  lengthOf,
  type NewUpload,
  PARTS_MAX,
  type Receiving,
  receiveParts,
  type SealedPart,
} from './receiving.ts';
import {
  describeUpload,
  RESUMABLE_FOR,
  type ResumableRow,
  resumableRow,
  type UploadState,
  uploadKey,
} from './resumable-rows.ts';
import type { Rooms } from './rooms.ts';
import { listenToSealing } from './sealing.ts';
import { checkFileSize } from './sending.ts';
import { Hold, replaced, takeHold } from './upload-lease.ts';

/**
 * Begins an upload of a known size; the whole of it is counted against the quotas at once. An empty file is stored
 * right away. Close what it gives.
 * @throws Problem BAD_INPUT, NOT_FOUND for a folder that is not the sender's, FILE_TOO_LARGE, QUOTA_EXCEEDED
 */
export async function createUpload(
  rooms: Rooms,
  principal: Principal | null,
  upload: NewUpload & { id: string; size: number },
): Promise<ResumableUpload> {
  const sender = requireSender(principal);
  const { size } = upload;
  const most = PARTS_MAX * PART_MAX;
  checkFileSize(rooms, sender, size);
  if (size > most) throw new Problem('FILE_TOO_LARGE', `The file is larger than this server takes: ${most} bytes.`);
  const file = await beginReceiving(rooms, sender, { ...upload, declaredSize: size, resumable: true });
  const hold = new Hold(rooms, file.id, file.fence, true);
  const state: UploadState = {
    id: file.id,
    size,
    offset: 0,
    finished: false,
    expiresAt: rooms.clock() + RESUMABLE_FOR,
    name: file.name,
    contentType: file.contentType,
    suite: file.suite,
    fileExpiresAt: upload.expiresAt ?? null,
    folderId: upload.folderId ?? null,
  };
  const created = new ResumableUpload(rooms, sender, state, { file, hold, parts: 0 });
  if (size === 0) {
    try {
      await created.append((async function* () {})(), 0);
    } catch (error) {
      await created.close();
      throw error;
    }
  }
  return created;
}

/**
 * Goes on with an upload as its one writer; whoever writes it at the moment closes what they have and lets go.
 * Of a finished one only the state can be had. Close what it gives.
 * @throws Problem NOT_FOUND, EXPIRED, CONFLICT
 */
export async function continueUpload(rooms: Rooms, principal: Principal | null, id: string): Promise<ResumableUpload> {
  const sender = requireSender(principal);
  let row = await resumableRow(rooms, sender, id);
  const hold = await takeHold(rooms, id, async () => {
    row = await resumableRow(rooms, sender, id);
    return row.state === 'receiving';
  });
  if (hold === null) return new ResumableUpload(rooms, sender, describeUpload(rooms, row), null);
  try {
    const died = row.leaseUntil !== 0;
    row = await resumableRow(rooms, sender, id);
    if (died) await removeLeftovers(rooms, row);
    const state = describeUpload(rooms, row);
    const { name, contentType, suite } = state;
    // What came before went past us: its hash is made once all is stored.
    const hash = state.offset === 0 ? hashFor(row.requestSenderId) : null;
    const file = { id, suite, dek: uploadKey(rooms, row), fence: hold.fence, reserved: 0, name, contentType, hash };
    return new ResumableUpload(rooms, sender, state, { file, hold, parts: row.partCount });
  } catch (error) {
    await hold.letGo({ ended: false });
    throw error;
  }
}

/**
 * How far an upload is; a living writer is asked to let go first, so that the offset stays what it is.
 * @throws Problem NOT_FOUND, EXPIRED, CONFLICT
 */
export async function lookAtUpload(rooms: Rooms, principal: Principal | null, id: string): Promise<UploadState> {
  const row = await resumableRow(rooms, requireSender(principal), id);
  if (row.state === 'stored' || row.leaseUntil === 0) return describeUpload(rooms, row);
  const upload = await continueUpload(rooms, principal, id);
  await upload.close();
  return upload.state;
}

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
   * stored file are one transaction. A source that ends early has what it brought kept.
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
    let leave = () => {};
    try {
      leave = this.#rooms.transfers.enter(countedAs(this.#sender));
      await receiveParts(this.#rooms, file, atMost(source, left), {
        stop: AbortSignal.any([hold.lost, sealing.signal]),
        finish: hold.wanted,
        emptyPart: state.size === 0,
        record: (part) => this.#record(part),
      });
    } finally {
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
    const { file } = this.#writing;
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

/** Refuses as soon as what remains needs more parts than a file may still have. */
function checkParts(parts: number, left: number, length: number | null): void {
  const free = PARTS_MAX - parts;
  if (Math.ceil(left / PART_MAX) > free) {
    throw new Problem(
      'BAD_INPUT',
      'This upload came in too many small chunks to be finished. Send the file again, in chunks of 16 MiB or more.',
    );
  }
  if (length === null || length === 0) return;
  if (Math.ceil(length / PART_MAX) + Math.ceil((left - length) / PART_MAX) > free) {
    throw new Problem('BAD_INPUT', 'The chunks are too small for what is left of this file. Send larger ones.');
  }
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

/**
 * Removes objects that a writer before us, which was killed, made durable and did not come to write down. Their
 * numbers lie below `nextPart` as it was when we became the writer: what a later one reserves is out of reach.
 */
async function removeLeftovers(rooms: Rooms, { id, nextPart }: ResumableRow): Promise<void> {
  const recorded = new Set((await listParts(rooms.catalog, id)).map(({ part }) => part));
  for await (const { key } of rooms.store.list(filePrefix(id))) {
    const part = Number(/(\d+)\.enc$/.exec(key)?.[1] ?? nextPart);
    if (part < nextPart && !recorded.has(part)) await rooms.store.remove(key);
  }
}

const tooMuch = () => new Problem('FILE_TOO_LARGE', 'More bytes came than the upload was announced to have.');

import type { Readable } from 'node:stream';
import { DataStore, type Lock, type Locker, Upload } from '@tus/server';
import type { Principal } from '../domain/principal.ts';
import { Problem } from '../domain/problem.ts';
import type { UploadState } from '../domain/resumable-rows.ts';
import type { ResumableUpload } from '../domain/resumable-upload.ts';
import { continueUpload, createUpload, lookAtUpload } from '../domain/resumable-uploads.ts';
import type { Rooms } from '../domain/rooms.ts';
import type { Body } from './body.ts';
import { echoMetadata, readMetadata } from './uploads-metadata.ts';

/** What a request brings. */
interface SentBody {
  body: Body;
  /** Bytes, as announced; null when nothing was. */
  length: number | null;
}

/**
 * What @tus/server works on, for one request of one principal: it knows no upload but the one that this request is
 * about. Sealing, parts and rights are the domain's. It has no `read`, which tus would serve contents by. Its lock
 * is the upload's lease.
 */
export class SealingStore extends DataStore implements Locker {
  override extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];
  readonly #rooms: Rooms;
  readonly #sender: Principal;
  readonly #sent: SentBody;
  readonly #method: string;
  #upload: ResumableUpload | null = null;
  #state: UploadState | null = null;

  constructor(rooms: Rooms, sender: Principal, sent: SentBody, method: string) {
    super();
    this.#rooms = rooms;
    this.#sender = sender;
    this.#sent = sent;
    this.#method = method;
  }

  /** How far the upload is that the request is about; null before it was found or made. */
  get state(): UploadState | null {
    return this.#state;
  }

  newLock(id: string): Lock {
    return {
      lock: async () => {
        if (this.#method === 'POST') return;
        if (this.#method === 'HEAD') {
          this.#state = await lookAtUpload(this.#rooms, this.#sender, id);
          return;
        }
        this.#hold(await continueUpload(this.#rooms, this.#sender, id));
      },
      unlock: async () => {
        await this.#upload?.close();
        this.#upload = null;
      },
    };
  }

  override async create(upload: Upload): Promise<Upload> {
    const { id, size = 0 } = upload;
    this.#hold(await createUpload(this.#rooms, this.#sender, { ...readMetadata(upload.metadata), id, size }));
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    if (this.#state === null) throw new Problem('NOT_FOUND', 'There is no such upload.');
    const { size, offset } = this.#state;
    return new Upload({ id, size, offset, metadata: echoMetadata(this.#state) });
  }

  /** Takes the body from the request itself: through the library it would be copied four times. */
  override async write(nothing: Readable): Promise<number> {
    nothing.resume();
    if (this.#upload === null) throw new Problem('NOT_FOUND', 'There is no such upload.');
    return this.#upload.append(this.#sent.body, this.#sent.length);
  }

  override async remove(): Promise<void> {
    await this.#upload?.discard();
  }

  /** Forgets an upload whose address nobody was told. */
  async forget(): Promise<void> {
    if (this.#state === null || this.#state.finished) return;
    const upload = await continueUpload(this.#rooms, this.#sender, this.#state.id);
    try {
      await upload.discard();
    } finally {
      await upload.close();
    }
  }

  #hold(upload: ResumableUpload): void {
    this.#upload = upload;
    this.#state = upload.state;
  }
}

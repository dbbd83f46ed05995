/**
 * Where ciphertext rests. A store never sees a key or a name: only keys of the form
 * `<aa>/<fileId>/<part>.enc` (FORMAT.md section 2) and `vault.id`, and bytes that are sealed already.
 * Every implementation passes the same suite.
 */
export interface CiphertextStore {
  /**
   * Writes one object. Resolves once it would survive a power cut; until then no reader sees any of it.
   * When `source` throws or `signal` aborts it rejects with that reason and leaves nothing behind.
   * A chunk of the source is its own again, and may be overwritten, once the next one is asked for.
   * @throws StoreError FULL when there is no room, EXISTS when the key is taken
   */
  put(key: string, source: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<void>;
  /**
   * The bytes `start … end - 1` of an object, in chunks of any size, at most about 1 MiB each (64 full
   * segments of FORMAT.md). Each is the reader's own. Ending the iteration early releases what it holds.
   * @throws StoreError MISSING when there is no such object, SHORT when it ends before `end`
   */
  open(key: string, range: { start: number; end: number }, signal?: AbortSignal): AsyncIterable<Buffer>;
  /** The object's length in bytes, or null where there is none. */
  stat(key: string): Promise<number | null>;
  /** Removes an object; also resolves when there was none. */
  remove(key: string): Promise<void>;
  /** All objects whose key begins with `prefix` (whole path segments, ending in `/`, or empty), in no promised order. */
  list(prefix: string): AsyncIterable<StoredObject>;
  /** Removes what an interrupted `put` left before `olderThan` (milliseconds since 1970); gives how many. */
  removeDebris(olderThan: number): Promise<number>;
}

export interface StoredObject {
  key: string;
  /** Bytes. */
  size: number;
}

export type StoreErrorCode = 'MISSING' | 'SHORT' | 'EXISTS' | 'FULL' | 'UNAVAILABLE';

/** What drivers make of ENOENT, NoSuchKey and their kin. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, options?: ErrorOptions) {
    super(`store: ${code}`, options);
    this.code = code;
  }
}

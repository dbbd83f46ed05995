import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { translated } from './fs-error.ts';
import { StoreError } from './store.ts';

/** Bytes of a full segment of suite 01 (FORMAT.md section 1): chunks that hold whole ones are opened without a copy. */
const SEGMENT = 16_400;
const CHUNK_MAX = 64 * SEGMENT;
const CHUNK_MIN = 4 * SEGMENT;
/** Bytes that the chunks of all readers share, so that memory does not grow with their number. */
const SHARED = 8 * CHUNK_MAX;

let readers = 0;

/** Bytes of a chunk: large for few readers, small for many. */
function chunkLength(): number {
  const share = Math.floor(SHARED / readers / SEGMENT) * SEGMENT;
  return Math.min(CHUNK_MAX, Math.max(CHUNK_MIN, share));
}

/**
 * Bytes `start … end - 1` of a file, one chunk read ahead; each chunk is overwritten once the next is asked for. The
 * descriptor is opened at the first step and closed at the end, at an early end, and at once when `signal` aborts,
 * whatever the reader does.
 */
export async function* readRange(
  file: string,
  { start, end }: { start: number; end: number },
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  signal?.throwIfAborted();
  // Without O_NONBLOCK a named pipe under the object's name would block for ever.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const handle = await translated(open(file, flags));
  const close = () => void handle.close().catch(() => {});
  signal?.addEventListener('abort', close, { once: true });
  const buffers = new Buffers();
  let ahead: Promise<Buffer> | undefined;
  readers += 1;
  try {
    signal?.throwIfAborted();
    const stats = await translated(handle.stat());
    if (!stats.isFile()) throw new StoreError('UNAVAILABLE', { cause: new Error('an object is no regular file') });
    if (stats.size < end) throw new StoreError('SHORT');
    const next = (position: number) => {
      const room = () => buffers.next(Math.min(chunkLength(), end - start)).subarray(0, end - position);
      ahead = position < end ? readFully(handle, position, room()) : undefined;
      // It may fail while the reader is busy; it is awaited at the next step.
      ahead?.catch(() => {});
    };
    next(start);
    for (let position = start; ahead; ) {
      const chunk = await translated(ahead);
      position += chunk.length;
      next(position);
      yield chunk;
      signal?.throwIfAborted();
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    readers -= 1;
    signal?.removeEventListener('abort', close);
    await ahead?.catch(() => {});
    await handle.close();
  }
}

/** Two in turn: one is read into while the other is worked on. */
class Buffers {
  #buffer: Buffer = Buffer.alloc(0);
  #other: Buffer = Buffer.alloc(0);

  next(length: number): Buffer {
    const buffer = this.#other.length === length ? this.#other : Buffer.allocUnsafeSlow(length);
    this.#other = this.#buffer;
    this.#buffer = buffer;
    return buffer;
  }
}

async function readFully(handle: FileHandle, position: number, buffer: Buffer): Promise<Buffer> {
  for (let filled = 0; filled < buffer.length; ) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) throw new StoreError('SHORT');
    filled += bytesRead;
  }
  return buffer;
}

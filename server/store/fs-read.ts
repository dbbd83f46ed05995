import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Share } from '../memory/share.ts';
import { translated } from './fs-error.ts';
import { StoreError } from './store.ts';

/** FORMAT.md section 1: bytes of a header and of a full segment of suite 1. Chunks hold whole segments of it. */
const HEADER = 88;
const SEGMENT = 16_400;
const chunks = new Share({ total: 512 * SEGMENT, most: 64 * SEGMENT, least: 8 * SEGMENT });

/** Bytes of the chunk at `position`. */
function chunkLength(position: number): number {
  return Math.floor(chunks.each / SEGMENT) * SEGMENT + (position === 0 ? HEADER : 0);
}

/**
 * Bytes `start … end - 1` of a file, one chunk read ahead, each in memory of its own. The descriptor is opened at the
 * first step and closed at the end, at an early end, and at once when `signal` aborts,
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
  let ahead: Promise<Buffer> | undefined;
  const leave = chunks.enter();
  try {
    signal?.throwIfAborted();
    const stats = await translated(handle.stat());
    if (!stats.isFile()) throw new StoreError('UNAVAILABLE', { cause: new Error('an object is no regular file') });
    if (stats.size < end) throw new StoreError('SHORT');
    const next = (position: number) => {
      const length = Math.min(chunkLength(position), end - position);
      ahead = length > 0 ? readFully(handle, position, Buffer.allocUnsafeSlow(length)) : undefined;
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
    leave();
    signal?.removeEventListener('abort', close);
    await ahead?.catch(() => {});
    await handle.close();
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

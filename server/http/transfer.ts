import { once } from 'node:events';
import type { Response } from 'express';

/**
 * Sends exactly `length` bytes as the reader takes them, a batch at a time, then ends the answer and waits until its
 * last byte is on the way. The next batch is asked for once the one before is with the system: its memory may be gone
 * then. `onSent` hears of each batch, in bytes. It rejects when the source fails, gives another number of bytes, or `signal`
 * aborts before the system has all of them; the caller must then destroy the answer, since an ended one would look
 * like a complete file. A reader that has all bytes may go at once: that is no failure.
 */
export async function sendBatches(
  res: Response,
  batches: AsyncIterable<Buffer[]>,
  length: number,
  signal: AbortSignal,
  onSent: (bytes: number) => void,
): Promise<void> {
  let left = length;
  let handedOver = false;
  try {
    for await (const batch of batches) {
      signal.throwIfAborted();
      const before = left;
      const written = write(res, batch, signal);
      for (const buffer of batch) left -= buffer.length;
      onSent(before - left);
      await written;
      handedOver = left === 0;
    }
    if (left !== 0) throw new Error(`the source differs from its length by ${left} bytes`);
    res.end();
    if (!res.writableFinished) await once(res, 'finish', { signal });
  } catch (error) {
    if (!handedOver || !signal.aborted) throw error;
    res.end();
  }
}

/** Resolves when the system has all bytes of the buffers. */
function write(res: Response, buffers: Buffer[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(signal.reason);
    signal.addEventListener('abort', aborted, { once: true });
    const settled = (error?: Error | null) => {
      signal.removeEventListener('abort', aborted);
      if (error) reject(error);
      else resolve();
    };
    res.cork();
    const last = buffers.length - 1;
    buffers.forEach((buffer, i) => {
      if (i === last) res.write(buffer, settled);
      else res.write(buffer);
    });
    res.uncork();
    if (last < 0) settled();
  });
}

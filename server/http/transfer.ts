import { once } from 'node:events';
import type { Response } from 'express';

/**
 * Sends exactly `length` bytes as the reader takes them, a batch at a time, then ends the answer and waits until its
 * last byte is on the way. `onSent` hears of each batch, in bytes. It rejects when the source fails, gives another number of bytes, or `signal` aborts; the caller must then destroy the answer,
 * since an ended one would look like a complete file.
 */
export async function sendBatches(
  res: Response,
  batches: AsyncIterable<Buffer[]>,
  length: number,
  signal: AbortSignal,
  onSent: (bytes: number) => void,
): Promise<void> {
  let left = length;
  for await (const batch of batches) {
    signal.throwIfAborted();
    const before = left;
    res.cork();
    for (const buffer of batch) {
      left -= buffer.length;
      res.write(buffer);
    }
    res.uncork();
    onSent(before - left);
    signal.throwIfAborted();
    if (res.writableNeedDrain) await once(res, 'drain', { signal });
  }
  if (left !== 0) throw new Error(`the source differs from its length by ${left} bytes`);
  res.end();
  if (!res.writableFinished) await once(res, 'finish', { signal });
}

import { parentPort } from 'node:worker_threads';
import { IntegrityError } from '../crypto/integrity.ts';
import { openSegments, sealSegments } from '../crypto/segments.ts';
import { release } from '../memory/release.ts';
import type { Answer, Task } from './cipher-threads.ts';

parentPort?.on('message', (task: Task) => {
  try {
    const bytes = done(task);
    parentPort?.postMessage({ bytes } satisfies Answer, [bytes.buffer as ArrayBuffer]);
  } catch (error) {
    // Structured clone makes a plain Error of it.
    const reason = error instanceof IntegrityError ? error.reason : null;
    parentPort?.postMessage({ error, reason } satisfies Answer);
  }
});
// Answers have no number: one that is lost would give another's to who waits.
parentPort?.on('messageerror', (error) => {
  throw error;
});

function done(task: Task): Uint8Array {
  if ('seal' in task) {
    const sealed = sealSegments(task.seal);
    for (const { buffer } of task.seal.plain) release(new Uint8Array(buffer));
    return sealed;
  }
  const { buffer, byteOffset, length } = task.open.sealed;
  return openSegments({ ...task.open, sealed: Buffer.from(buffer, byteOffset, length) });
}

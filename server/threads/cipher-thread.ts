import { parentPort } from 'node:worker_threads';
import { IntegrityError } from '../crypto/integrity.ts';
import { openSegments, sealSegments } from '../crypto/segments.ts';
import { release } from '../memory/release.ts';
import type { Answer, Task } from './cipher-threads.ts';

// What fails otherwise than by IntegrityError ends the thread.
parentPort?.on('message', (task: Task) => {
  const bytes = done(task);
  if (bytes instanceof IntegrityError) parentPort?.postMessage({ reason: bytes.reason } satisfies Answer);
  else parentPort?.postMessage({ bytes } satisfies Answer, [bytes.buffer as ArrayBuffer]);
});

function done(task: Task): Uint8Array | IntegrityError {
  if ('seal' in task) {
    const sealed = sealSegments(task.seal);
    for (const { buffer } of task.seal.plain) release(new Uint8Array(buffer));
    return sealed;
  }
  const { buffer, byteOffset, length } = task.open.sealed;
  try {
    return openSegments({ ...task.open, sealed: Buffer.from(buffer, byteOffset, length) });
  } catch (error) {
    if (error instanceof IntegrityError) return error;
    throw error;
  }
}

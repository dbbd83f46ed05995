import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { IntegrityError } from '../crypto/integrity.ts';
import { openSegments, sealSegments } from '../crypto/segments.ts';
import type { Answer, Task } from './cipher-threads.ts';

// All who wait for the main thread wait for what it waits for. Only Linux has a priority for each thread (setpriority(2)).
if (process.platform === 'linux') setPriority(0, 5);

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
  return 'seal' in task
    ? sealSegments({ ...task.seal, memory: bufferOf(task.seal.memory) })
    : openSegments({ ...task.open, sealed: bufferOf(task.open.sealed) });
}

/** A Buffer comes as the Uint8Array that it is. */
const bufferOf = ({ buffer, byteOffset, length }: Uint8Array) => Buffer.from(buffer, byteOffset, length);

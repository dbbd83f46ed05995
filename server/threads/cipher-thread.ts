import { getPriority, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { IntegrityError } from '../crypto/integrity.ts';
import { openSegments, sealSegments } from '../crypto/segments.ts';
import type { Answer, Task } from './cipher-threads.ts';

/** Gives the main thread, which all wait for, the first turn. Only Linux has a priority for each thread (setpriority(2)). */
function stepBack(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(0, Math.min(getPriority(0) + 5, 19));
  } catch {
    // Where that is forbidden the turns are as they are.
  }
}

stepBack();

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

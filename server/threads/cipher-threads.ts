import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { IntegrityError, type IntegrityReason } from '../crypto/integrity.ts';
import { openSegments, type SegmentsToOpen, type SegmentsToSeal, sealSegments } from '../crypto/segments.ts';
import type { SuiteId } from '../crypto/suites.ts';

export type Task = { seal: SegmentsToSeal } | { open: SegmentsToOpen };
export type Answer = { bytes: Uint8Array } | { error: unknown; reason: IntegrityReason | null };

/** Bytes from which on work is worth the way to another thread: less is done before it would have arrived. */
const ASIDE_MIN = 128 * 1024;
/**
 * Most threads for a suite. Suite 1 is done in less time than the main thread takes to move the bytes, and one
 * processor is left to that; suite 2 takes several times as long, and the main thread waits.
 */
const THREADS_MAX = { 1: Math.min(availableParallelism() - 1, 4), 2: Math.min(availableParallelism(), 4) };

const threads: CipherThread[] = [];

/** Header and sealed segments, in the memory of the batch, which is given away. */
export async function sealAside(work: SegmentsToSeal): Promise<Buffer> {
  const thread = threadFor(work, work.length);
  return thread ? thread.run({ seal: work }, work.memory.buffer as ArrayBuffer) : sealSegments(work);
}

/**
 * Opened segments, in the memory that `sealed` lay in, all of which is given away.
 * @throws IntegrityError as `openSegments`
 */
export async function openAside(work: SegmentsToOpen): Promise<Buffer> {
  const thread = threadFor(work, work.sealed.length);
  return thread ? thread.run({ open: work }, work.sealed.buffer as ArrayBuffer) : openSegments(work);
}

/** A thread with nothing to do, or with the least; null for what is better done here. */
function threadFor({ suite }: { suite: SuiteId }, bytes: number): CipherThread | null {
  const most = THREADS_MAX[suite];
  if (bytes < ASIDE_MIN || most < 1) return null;
  const some = threads.slice(0, most);
  const idle = some.find(({ waiting }) => waiting === 0);
  if (idle) return idle;
  if (some.length < most) return started();
  return some.reduce((least, thread) => (thread.waiting < least.waiting ? thread : least));
}

function started(): CipherThread {
  const thread = new CipherThread();
  threads.push(thread);
  return thread;
}

/** A thread that seals and opens, one piece of work after the other. */
class CipherThread {
  readonly #worker: Worker;
  readonly #waiting: { resolve(bytes: Buffer): void; reject(reason: unknown): void }[] = [];

  constructor() {
    const entry = import.meta.url.endsWith('.ts') ? './cipher-thread-source.mjs' : './cipher-thread.js';
    this.#worker = new Worker(new URL(entry, import.meta.url), { name: 'cipher', env: {} });
    this.#worker.unref();
    this.#worker.on('message', (answer: Answer) => this.#answered(answer));
    this.#worker.on('error', (error) => this.#ended(error));
    this.#worker.on('messageerror', () => void this.#worker.terminate());
    this.#worker.on('exit', () => this.#ended(new Error('a cipher thread has ended')));
  }

  /** Pieces of work that it was given and has not done. */
  get waiting(): number {
    return this.#waiting.length;
  }

  run(task: Task, memory: ArrayBuffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.#worker.postMessage(task, [memory]);
      // The process must not end while someone waits.
      if (this.#waiting.push({ resolve, reject }) === 1) this.#worker.ref();
    });
  }

  #answered(answer: Answer): void {
    const asked = this.#waiting.shift();
    if (this.#waiting.length === 0) this.#worker.unref();
    if ('error' in answer) asked?.reject(answer.reason ? new IntegrityError(answer.reason) : answer.error);
    else asked?.resolve(Buffer.from(answer.bytes.buffer, answer.bytes.byteOffset, answer.bytes.length));
  }

  /** Fails those who wait; the next work gets another thread. */
  #ended(error: Error): void {
    const at = threads.indexOf(this);
    if (at >= 0) threads.splice(at, 1);
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}

import { type BreakReason, nextToStart, type Queue, queueReducer, type Trouble, type UploadEvent } from './queue.ts';
import { retryDelay } from './retry.ts';

/** How one attempt to send a file ended. */
export type Outcome =
  | { kind: 'stored'; fileId: string }
  /** A passing fault: worth another attempt without asking. */
  | { kind: 'broke'; reason: BreakReason; retryAfterSeconds?: number; trouble: Trouble }
  | { kind: 'refused'; trouble: Trouble; retryable: boolean };

/** Sends one file. Reports sent bytes of the file; ends early, with any outcome, when the signal fires. */
export type Send = (file: File, onProgress: (sent: number) => void, signal: AbortSignal) => Promise<Outcome>;

export interface EngineParts {
  send: Send;
  /** Why a file is not even tried; null for go ahead. */
  refuse: (file: File) => Trouble | null;
  clock: () => number;
  /** Has the server forget what it has of a file that was cancelled. */
  discard: (file: File) => void;
  /** Called with a file that is not sent any more, unless someone asks for it again. */
  release: (file: File) => void;
  onStored: (fileId: string) => void;
}

/** Listeners are told of many changes at once rather than of each; milliseconds between. */
const TELL_EVERY = 100;

/** Runs the queue: starts uploads, a few at a time, repeats broken ones and tells listeners of changes. */
export interface UploadEngine {
  queue(): Queue;
  subscribe(listener: () => void): () => void;
  add(files: readonly File[]): void;
  cancel(id: string): void;
  /** Stops an upload; `retry` goes on with what had arrived of a large file, and begins a small one anew. */
  pause(id: string): void;
  retry(id: string): void;
  /** Takes finished, failed and cancelled uploads off the list. */
  dismiss(): void;
  /** Starts broken uploads at once, as when the network came back. */
  hurry(): void;
  /** Ends everything; for when the person signs out. */
  stop(): void;
}

export function createUploadEngine(parts: EngineParts): UploadEngine {
  let queue: Queue = [];
  let serial = 0;
  const files = new Map<string, File>();
  const attempts = new Map<string, AbortController>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const listeners = new Set<() => void>();
  let telling: ReturnType<typeof setTimeout> | null = null;

  function dispatch(event: UploadEvent): void {
    queue = queueReducer(queue, event);
    for (const upload of nextToStart(queue)) void attempt(upload.id);
    if (event.type === 'dismissed' || event.type === 'added') forgetFiles();
    tell();
  }

  /** Lets go of the files whose lines are gone. */
  function forgetFiles(): void {
    const listed = new Set(queue.map((upload) => upload.id));
    for (const [id, file] of files) {
      if (listed.has(id)) continue;
      files.delete(id);
      parts.release(file);
    }
  }

  function tell(): void {
    if (telling !== null) return;
    telling = setTimeout(() => {
      telling = null;
      for (const listener of listeners) listener();
    }, TELL_EVERY);
  }

  async function attempt(id: string): Promise<void> {
    const file = files.get(id);
    if (file === undefined) return;
    const controller = new AbortController();
    attempts.set(id, controller);
    queue = queueReducer(queue, { type: 'started', id, at: parts.clock() });
    const onProgress = (sent: number) => {
      if (!controller.signal.aborted) dispatch({ type: 'progressed', id, sent, at: parts.clock() });
    };
    const outcome = await parts.send(file, onProgress, controller.signal);
    if (attempts.get(id) === controller) attempts.delete(id);
    if (!controller.signal.aborted) finish(id, outcome);
  }

  function finish(id: string, outcome: Outcome): void {
    if (outcome.kind === 'stored') {
      files.delete(id);
      dispatch({ type: 'stored', id, fileId: outcome.fileId });
      parts.onStored(outcome.fileId);
    } else if (outcome.kind === 'refused') {
      fail(id, outcome.trouble, outcome.retryable);
    } else {
      const breaks = (queue.find((upload) => upload.id === id)?.breaks ?? 0) + 1;
      const delay = retryDelay(breaks, outcome);
      if (delay === null) fail(id, outcome.trouble, true);
      else {
        dispatch({ type: 'broke', id, reason: outcome.reason, retryAt: parts.clock() + delay });
        wakeAfter(delay);
      }
    }
  }

  function fail(id: string, trouble: Trouble, retryable: boolean): void {
    const file = files.get(id);
    dispatch({ type: 'failed', id, trouble, retryable });
    if (file !== undefined) parts.release(file);
  }

  function wakeAfter(delay: number): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      dispatch({ type: 'due', now: parts.clock() });
    }, delay);
    timers.add(timer);
  }

  function abort(id: string): void {
    attempts.get(id)?.abort();
    attempts.delete(id);
  }

  return {
    queue: () => queue,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add(given) {
      if (given.length === 0) return;
      const uploads = given.map((file) => {
        serial += 1;
        const id = `upload-${serial}`;
        const refused = parts.refuse(file);
        if (refused === null) files.set(id, file);
        return { id, name: file.name, size: file.size, ...(refused ? { refused } : {}) };
      });
      dispatch({ type: 'added', uploads });
    },
    cancel(id) {
      abort(id);
      const file = files.get(id);
      if (file !== undefined) parts.discard(file);
      dispatch({ type: 'cancelled', id });
    },
    pause(id) {
      dispatch({ type: 'paused', id });
      // What was all sent when the person asked is not stopped.
      if (queue.find((upload) => upload.id === id)?.phase.kind === 'paused') abort(id);
    },
    retry: (id) => dispatch({ type: 'retried', id }),
    dismiss: () => dispatch({ type: 'dismissed' }),
    hurry: () => dispatch({ type: 'due', now: Number.POSITIVE_INFINITY }),
    stop() {
      for (const id of attempts.keys()) abort(id);
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      queue = [];
      forgetFiles();
      tell();
    },
  };
}

import { RESUMABLE_FROM } from '../../../client/resumable/source.ts';
import { type SpeedSamples, withSample } from './speed.ts';

/** What happened, and what the person can do about it. */
export interface Trouble {
  happened: string;
  todo: string;
}

/** Why an attempt broke: no connection, a server that is busy, one that has no room. */
export type BreakReason = 'connection' | 'busy' | 'full';

/** Where one upload stands. Sizes in bytes, times in milliseconds. */
export type Phase =
  | { kind: 'waiting' }
  | { kind: 'sending'; sent: number; samples: SpeedSamples }
  /** Every byte is on its way; the server is making the last of them durable. */
  | { kind: 'storing' }
  /** A passing fault; it starts again by itself at `retryAt`. */
  | { kind: 'broken'; sent: number; reason: BreakReason; retryAt: number }
  /** Stopped by the person; it goes on behind `sent`, what has arrived of a large file. */
  | { kind: 'paused'; sent: number }
  | { kind: 'failed'; trouble: Trouble; retryable: boolean }
  | { kind: 'cancelled' }
  | { kind: 'stored'; fileId: string };

export interface Upload {
  id: string;
  name: string;
  size: number;
  /** How often it has broken in a row, and got no further in between where what has arrived is kept. */
  breaks: number;
  /** The most bytes that were ever sent of it. */
  furthest: number;
  phase: Phase;
}

/** All uploads of this batch, in the order in which they were given. */
export type Queue = readonly Upload[];

export type UploadEvent =
  | { type: 'added'; uploads: readonly { id: string; name: string; size: number; refused?: Trouble }[] }
  | { type: 'started'; id: string; at: number }
  | { type: 'progressed'; id: string; sent: number; at: number }
  | { type: 'broke'; id: string; reason: BreakReason; retryAt: number }
  | { type: 'paused'; id: string }
  | { type: 'due'; now: number }
  | { type: 'failed'; id: string; trouble: Trouble; retryable: boolean }
  | { type: 'stored'; id: string; fileId: string }
  | { type: 'cancelled'; id: string }
  | { type: 'retried'; id: string }
  | { type: 'dismissed' };

/** How many files travel at a time. */
export const AT_ONCE = 3;
/** How many when all but three are small: of those the wait for an answer is most. Browsers open six connections. */
export const SMALL_AT_ONCE = 6;
/** Bytes up to which a file is small. */
const SMALL = 1024 * 1024;

/**
 * The queue after an event. Events that come too late (progress of a cancelled upload, an answer to
 * an attempt that was given up) change nothing.
 */
export function queueReducer(queue: Queue, event: UploadEvent): Queue {
  switch (event.type) {
    case 'added':
      return [...(isBusy(queue) ? queue : queue.filter(needsAttention)), ...event.uploads.map(added)];
    case 'started':
      return change(queue, event.id, ['waiting'], () => ({
        kind: 'sending',
        sent: 0,
        samples: withSample([], event.at, 0),
      }));
    case 'progressed':
      return queue.map((upload) =>
        upload.id === event.id && upload.phase.kind === 'sending'
          ? { ...further(upload, event.sent), phase: progressed(upload, event.sent, event.at) }
          : upload,
      );
    case 'broke':
      return queue.map((upload) =>
        upload.id === event.id && isUnderWay(upload)
          ? {
              ...upload,
              breaks: upload.breaks + 1,
              phase: { kind: 'broken', sent: sentBytes(upload), reason: event.reason, retryAt: event.retryAt },
            }
          : upload,
      );
    case 'due':
      return queue.map((upload) =>
        upload.phase.kind === 'broken' && upload.phase.retryAt <= event.now
          ? { ...upload, phase: { kind: 'waiting' } }
          : upload,
      );
    case 'failed':
      return change(queue, event.id, ['waiting', 'sending', 'storing', 'broken'], () => ({
        kind: 'failed',
        trouble: event.trouble,
        retryable: event.retryable,
      }));
    case 'stored':
      return change(queue, event.id, ['sending', 'storing'], () => ({ kind: 'stored', fileId: event.fileId }));
    case 'paused':
      return change(queue, event.id, ['waiting', 'sending', 'broken'], (upload) => ({
        kind: 'paused',
        sent: isResumable(upload) ? sentBytes(upload) : 0,
      }));
    case 'cancelled':
      return change(queue, event.id, ['waiting', 'sending', 'storing', 'broken', 'paused'], () => ({
        kind: 'cancelled',
      }));
    case 'retried':
      return change(queue, event.id, ['failed', 'cancelled', 'broken', 'paused'], () => ({ kind: 'waiting' })).map(
        (upload) => (upload.id === event.id ? { ...upload, breaks: 0 } : upload),
      );
    case 'dismissed':
      return queue.filter(isUnfinished);
  }
}

/**
 * The uploads to start now: waiting ones, first come first served, while fewer than three travel; small ones also
 * beside those.
 */
export function nextToStart(queue: Queue): Upload[] {
  const next: Upload[] = [];
  const travelling = queue.filter(isUnderWay);
  let all = travelling.length;
  let large = travelling.filter(({ size }) => size > SMALL).length;
  for (const upload of queue) {
    if (all >= SMALL_AT_ONCE) break;
    if (upload.phase.kind !== 'waiting' || (upload.size > SMALL && large >= AT_ONCE)) continue;
    next.push(upload);
    all += 1;
    if (upload.size > SMALL) large += 1;
  }
  return next;
}

/** Sent bytes of an upload, as far as is known; all of them once it is stored. */
export function sentBytes(upload: Upload): number {
  const { phase } = upload;
  if (phase.kind === 'sending' || phase.kind === 'broken' || phase.kind === 'paused') return phase.sent;
  return phase.kind === 'storing' || phase.kind === 'stored' ? upload.size : 0;
}

export function isUnderWay(upload: Upload): boolean {
  return upload.phase.kind === 'sending' || upload.phase.kind === 'storing';
}

/** Still to be done; leaving the page would stop it. */
export function isUnfinished(upload: Upload): boolean {
  return isUnderWay(upload) || ['waiting', 'broken', 'paused'].includes(upload.phase.kind);
}

export function isBusy(queue: Queue): boolean {
  return queue.some(isUnfinished);
}

/** Whether a file is large enough to be sent so that what has arrived of it is kept when it stops. */
export function isResumable(file: { size: number }): boolean {
  return file.size > RESUMABLE_FROM;
}

function needsAttention(upload: Upload): boolean {
  return upload.phase.kind === 'failed';
}

function added(given: { id: string; name: string; size: number; refused?: Trouble }): Upload {
  const { refused, ...upload } = given;
  const phase: Phase = refused ? { kind: 'failed', trouble: refused, retryable: false } : { kind: 'waiting' };
  return { ...upload, breaks: 0, furthest: 0, phase };
}

function progressed(upload: Upload, sent: number, at: number): Phase {
  if (upload.phase.kind !== 'sending') return upload.phase;
  if (sent >= upload.size) return { kind: 'storing' };
  // An upload that goes on begins with what had arrived before; that was not sent just now.
  const goesOn = isResumable(upload) && upload.phase.sent === 0;
  const samples = goesOn ? [] : upload.phase.samples;
  return { kind: 'sending', sent, samples: withSample(samples, at, sent) };
}

function further(upload: Upload, sent: number): Upload {
  if (sent <= upload.furthest) return upload;
  return { ...upload, furthest: sent, breaks: isResumable(upload) ? 0 : upload.breaks };
}

function change(queue: Queue, id: string, from: Phase['kind'][], to: (upload: Upload) => Phase): Queue {
  return queue.map((upload) =>
    upload.id === id && from.includes(upload.phase.kind) ? { ...upload, phase: to(upload) } : upload,
  );
}

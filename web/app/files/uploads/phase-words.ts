import { formatBytes } from '../format/bytes.ts';
import { formatDuration } from '../format/duration.ts';
import { type BreakReason, isResumable, sentBytes, type Upload } from './queue.ts';
import { bytesPerSecond, secondsLeft } from './speed.ts';

/** Whole percents of the file that are sent; never 100 before it is stored. */
export function percentOf(upload: Upload): number {
  if (upload.phase.kind === 'stored') return 100;
  return upload.size === 0 ? 0 : Math.min(99, Math.floor((sentBytes(upload) / upload.size) * 100));
}

/** Where an upload stands, in a line: `1.2 MB of 3 MB · 400 kB/s · 5 s left`. */
export function phaseWords(upload: Upload, now: number): string {
  const { phase, size } = upload;
  switch (phase.kind) {
    case 'waiting':
      return `Waiting · ${formatBytes(size)}`;
    case 'sending': {
      const speed = bytesPerSecond(phase.samples, now);
      const left = secondsLeft(size - phase.sent, speed);
      return [
        `${formatBytes(phase.sent)} of ${formatBytes(size)}`,
        speed === null ? null : speed < 1 ? 'Nothing gets through just now' : `${formatBytes(speed)}/s`,
        left === null ? null : `${formatDuration(left)} left`,
      ]
        .filter((part) => part !== null)
        .join(' · ');
    }
    case 'storing':
      return 'All sent. The server is locking it away…';
    case 'broken': {
      const wait = formatDuration((phase.retryAt - now) / 1000);
      const what = brokenWords(upload, phase.reason);
      return `${what}. Trying again in ${wait}.`;
    }
    case 'paused':
      return isResumable(upload)
        ? `Paused · ${formatBytes(phase.sent)} of ${formatBytes(size)}`
        : `Paused · ${formatBytes(size)}, to be sent from the beginning`;
    case 'failed':
      return `${phase.trouble.happened} ${phase.trouble.todo}`;
    case 'cancelled':
      return 'Cancelled';
    case 'stored':
      return `${formatBytes(size)} · Stored`;
  }
}

function brokenWords(upload: Upload, reason: BreakReason): string {
  if (reason === 'full') return 'The server has no room left just now';
  if (reason === 'busy') return 'The server is busy';
  const percent = percentOf(upload);
  return percent === 0 ? 'The server cannot be reached' : `The connection broke at ${percent}\u00a0%`;
}

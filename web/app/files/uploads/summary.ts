import { files } from '../format/count.ts';
import { formatDuration } from '../format/duration.ts';
import { isUnderWay, isUnfinished, type Queue, sentBytes } from './queue.ts';
import { bytesPerSecond, secondsLeft } from './speed.ts';

/** The whole queue in figures. Cancelled and refused uploads count for nothing in the percentage. */
export interface Summary {
  /** Uploads that are stored or may still be. */
  total: number;
  stored: number;
  failed: number;
  unfinished: number;
  /** 0 to 100; 100 only when nothing is left to do. */
  percent: number;
  /** Bytes per second of all that travel; null while unknown. */
  speed: number | null;
  secondsLeft: number | null;
}

export function summarize(queue: Queue, now: number): Summary {
  const counted = queue.filter((upload) => isUnfinished(upload) || upload.phase.kind === 'stored');
  const unfinished = counted.filter(isUnfinished).length;
  const size = counted.reduce((sum, upload) => sum + upload.size, 0);
  const sent = counted.reduce((sum, upload) => sum + sentBytes(upload), 0);
  const speeds = queue
    .filter(isUnderWay)
    .map((upload) => (upload.phase.kind === 'sending' ? bytesPerSecond(upload.phase.samples, now) : null))
    .filter((speed) => speed !== null);
  const speed = speeds.length > 0 ? speeds.reduce((sum, one) => sum + one, 0) : null;
  const stored = counted.length - unfinished;
  const share = size > 0 ? sent / size : stored / Math.max(1, counted.length);
  return {
    total: counted.length,
    stored,
    failed: queue.filter((upload) => upload.phase.kind === 'failed').length,
    unfinished,
    percent: unfinished === 0 ? 100 : Math.min(99, Math.floor(share * 100)),
    speed,
    secondsLeft: secondsLeft(size - sent, speed),
  };
}

/** The queue in one line: `3 of 5 files uploaded, 40 %, 2 min left`. */
export function sumLine(summary: Summary): string {
  const { total, stored, failed, unfinished, percent } = summary;
  if (unfinished > 0) {
    const doing = total === 1 ? 'Uploading 1 file' : `Uploading ${stored + 1} of ${total} files`;
    const left = summary.secondsLeft ? `, ${formatDuration(summary.secondsLeft)} left` : '';
    return `${doing}, ${percent}\u00a0%${left}`;
  }
  const done = stored > 0 ? `${files(stored)} uploaded` : 'Nothing uploaded';
  return failed > 0 ? `${done}, ${failed} failed` : done;
}

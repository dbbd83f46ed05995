import { isUnderWay, type Queue, type Upload } from './queue.ts';

/** Lines in the panel, however many files there are; more on demand. */
export const MOST_LINES = 50;

/**
 * The uploads that have a line, at most so many: what moves or needs a person before what waits, that before what is
 * over; each in the order in which it was given.
 */
export function shownLines(queue: Queue, most: number): Queue {
  if (queue.length <= most) return queue;
  const ranks: [Upload[], Upload[], Upload[]] = [[], [], []];
  for (const upload of queue) ranks[rank(upload)].push(upload);
  const shown = new Set(ranks.flat().slice(0, most));
  return queue.filter((upload) => shown.has(upload));
}

function rank(upload: Upload): 0 | 1 | 2 {
  const { kind } = upload.phase;
  if (isUnderWay(upload) || kind === 'failed' || kind === 'broken' || kind === 'paused') return 0;
  return kind === 'waiting' ? 1 : 2;
}

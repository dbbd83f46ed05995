import type { BreakReason } from './queue.ts';

/** Breaks in a row after which an upload waits for the person instead of trying again. */
const MOST_BREAKS = 8;
const LONGEST = 30_000;

/**
 * Milliseconds to wait after the nth break in a row (1, 2, …): 2 s, doubled each time up to 30 s, and
 * no less than the server asked for. Null when it is time to give up and ask the person; room on the server is
 * waited for as long as it takes.
 */
export function retryDelay(
  breaks: number,
  { reason, retryAfterSeconds }: { reason: BreakReason; retryAfterSeconds?: number },
): number | null {
  if (breaks > MOST_BREAKS && reason !== 'full') return null;
  const backedOff = Math.min(LONGEST, 2_000 * 2 ** (breaks - 1));
  return Math.max(backedOff, (retryAfterSeconds ?? 0) * 1000);
}

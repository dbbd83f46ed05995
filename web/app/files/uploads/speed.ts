/** Bytes that had been sent at some moments of the last seconds; times in milliseconds. */
export type SpeedSamples = readonly { at: number; sent: number }[];

/** How far back the estimate looks: long enough to be steady, short enough to notice a change. */
const WINDOW = 6_000;
const SPACING = 200;
const ENOUGH = 800;

/** Takes a reading in. Readings closer together than 200 ms are left out, those older than six seconds forgotten. */
export function withSample(samples: SpeedSamples, at: number, sent: number): SpeedSamples {
  const last = samples.at(-1);
  if (last !== undefined && at - last.at < SPACING) return samples;
  return [...samples.filter((sample) => at - sample.at <= WINDOW), { at, sent }];
}

/**
 * Bytes per second over the window, or null while there is too little to go by. Silence counts: when
 * nothing has been sent for a while the figure sinks rather than standing still.
 */
export function bytesPerSecond(samples: SpeedSamples, now: number): number | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.at - first.at < ENOUGH) return null;
  const silence = now - last.at;
  const span = last.at - first.at + (silence > 2_000 ? silence : 0);
  return ((last.sent - first.sent) * 1000) / span;
}

/** Seconds until the rest is sent; null when that cannot be said. */
export function secondsLeft(remaining: number, speed: number | null): number | null {
  if (remaining <= 0) return 0;
  return speed === null || speed < 1 ? null : remaining / speed;
}

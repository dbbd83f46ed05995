import { describe, expect, test } from 'vitest';
import { steadyClock } from '../../../server/domain/steady-clock.ts';

const NOON = Date.UTC(2026, 0, 1, 12);
const HOUR = 3_600_000;

/** A steady clock over two that the test moves. */
function clocks() {
  const time = { wall: NOON, elapsed: 1000.75 };
  const now = steadyClock(
    () => time.wall,
    () => time.elapsed,
  );
  return { time, now };
}

describe('a steady clock', () => {
  test('shows what the wall clock shows while that goes on, or is set ahead', () => {
    const { time, now } = clocks();
    expect(now()).toBe(NOON);
    Object.assign(time, { wall: NOON + 10, elapsed: 1010.2 });
    expect(now()).toBe(NOON + 10);
    time.wall += HOUR;
    expect(now()).toBe(NOON + 10 + HOUR);
  });

  test('goes on by what has passed when the wall clock is set back, and follows it again once that is set right', () => {
    const { time, now } = clocks();
    time.wall -= HOUR;
    expect(now()).toBe(NOON);
    const shown: number[] = [];
    for (let i = 0; i < 4; i += 1) {
      time.wall += 60_000;
      time.elapsed += 60_000.5;
      shown.push(now() - NOON);
    }
    expect(shown).toEqual([60_000, 120_001, 180_001, 240_002]);
    time.wall += HOUR;
    expect(now()).toBe(NOON + 240_002);
    time.wall += 1000;
    expect(now()).toBe(NOON + 241_000);
  });

  test('never goes back, and gives whole milliseconds, whatever is done to the wall clock', () => {
    const { time, now } = clocks();
    let last = now();
    for (let i = 0; i < 10_000; i += 1) {
      time.elapsed += (i % 7) * 0.3;
      time.wall += ((i * 7919) % 4001) - 2000;
      const shown = now();
      expect(Number.isInteger(shown)).toBe(true);
      expect(shown).toBeGreaterThanOrEqual(Math.max(last, time.wall));
      last = shown;
    }
  });
});

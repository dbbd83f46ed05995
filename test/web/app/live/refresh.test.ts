import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRefresh } from '../../../../web/app/live/refresh.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A look that takes so long, and how many were begun and how many were under way at once. */
function looks(takes: number) {
  const seen = { begun: 0, running: 0, most: 0 };
  const load = async () => {
    seen.begun += 1;
    seen.most = Math.max(seen.most, ++seen.running);
    await new Promise((resolve) => setTimeout(resolve, takes));
    seen.running -= 1;
  };
  return { seen, load };
}

test('one who asks is looked for at once, and what is asked meanwhile is one more look', async () => {
  const { seen, load } = looks(10);
  const refresh = createRefresh(load);
  for (let i = 0; i < 100; i += 1) refresh.ask();
  expect(seen.begun).toBe(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(seen).toEqual({ begun: 2, running: 0, most: 1 });
});

test.each([
  [20, 84, 'once in 720 ms, however often it is asked'],
  [300, 20, 'a tenth of the time, where a look takes long'],
  [10_000, 4, 'never two at a time, and after five seconds at the latest'],
])('looks of %i ms come %i times in a minute: %s', async (takes, most) => {
  const { seen, load } = looks(takes);
  const refresh = createRefresh(load);
  for (let at = 0; at < 59_000; at += 10) {
    refresh.ask();
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(seen.begun).toBeGreaterThanOrEqual(most - 2);
  expect(seen.begun).toBeLessThanOrEqual(most);
  expect(seen.most).toBe(1);
});

test('nothing is looked for once it was stopped', async () => {
  const { seen, load } = looks(10);
  const refresh = createRefresh(load);
  refresh.ask();
  refresh.ask();
  await vi.advanceTimersByTimeAsync(20);
  refresh.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(seen.begun).toBe(1);
});

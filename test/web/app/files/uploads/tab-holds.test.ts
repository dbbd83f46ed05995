import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { markHolds } from '../../../../../web/app/files/uploads/tab-holds.ts';

let storage: Map<string, string>;
beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  storage = new Map();
});
afterEach(() => vi.useRealTimers());

const tab = () =>
  markHolds(
    'hold.',
    {
      getItem: (name) => storage.get(name) ?? null,
      setItem: (name, value) => void storage.set(name, value),
      removeItem: (name) => void storage.delete(name),
    },
    () => Date.now(),
  );

async function settled<T>(promise: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(200);
  return promise;
}

test('where a browser has no locks, one of two tabs gets an upload, also at the same moment', async () => {
  const [one, two] = [tab(), tab()];
  const both = await settled(Promise.all([one.take('a'), two.take('a')]));
  expect(both.filter((letGo) => letGo !== null)).toHaveLength(1);
  expect(await settled(tab().take('a'))).toBeNull();
  expect(await settled(tab().take('b'))).not.toBeNull();
});

test('a tab that lives keeps it, and the next one has it when the first lets go or ends', async () => {
  const [one, two] = [tab(), tab()];
  const letGo = await settled(one.take('a'));
  await vi.advanceTimersByTimeAsync(600_000);
  expect(await two.held('a')).toBe(true);
  expect(await settled(two.take('a'))).toBeNull();
  letGo?.();
  expect(await settled(two.take('a'))).not.toBeNull();
  two.letAllGo();
  expect([await one.held('a'), storage.size]).toEqual([false, 0]);
});

test('a tab that was killed loses it after a minute, since tabs in the background tell so seldom', async () => {
  storage.set('hold.a', `gone ${Date.now()}`);
  expect(await settled(tab().take('a'))).toBeNull();
  await vi.advanceTimersByTimeAsync(62_000);
  expect(await settled(tab().take('a'))).toBeNull();
  await vi.advanceTimersByTimeAsync(4_000);
  expect(await settled(tab().take('a'))).not.toBeNull();
});

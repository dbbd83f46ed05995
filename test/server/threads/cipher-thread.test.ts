import os from 'node:os';
import { afterEach, expect, test, vi } from 'vitest';

/** Elsewhere it would be the whole process that steps back. */
const LINUX = process.platform === 'linux';

afterEach(() => {
  vi.doUnmock('node:os');
  vi.resetModules();
});

/** Loads the thread's program here, in a process that runs at `priority`. */
async function load(priority: number, setPriority: (pid: number, priority: number) => void) {
  vi.resetModules();
  vi.doMock('node:os', () => ({ ...os, getPriority: () => priority, setPriority }));
  await import('../../../server/threads/cipher-thread.ts');
}

test.each([
  [0, 5],
  [10, 15],
  [17, 19],
])('a thread of a process at %i steps back to %i', async (before, after) => {
  const set = vi.fn();
  await load(before, set);
  expect(set.mock.calls).toEqual(LINUX ? [[0, after]] : []);
});

test('where priorities are forbidden the thread works all the same', async () => {
  const forbidden = vi.fn(() => {
    throw Object.assign(new Error('permission denied'), { code: 'ERR_SYSTEM_ERROR' });
  });
  await load(0, forbidden);
  expect(forbidden).toHaveBeenCalledTimes(LINUX ? 1 : 0);
});

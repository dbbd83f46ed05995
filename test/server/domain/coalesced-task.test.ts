import { expect, test } from 'vitest';
import { CoalescedTask } from '../../../server/domain/coalesced-task.ts';

/** A task whose runs end when the test says so. */
function heldTask() {
  const runs: (() => void)[] = [];
  const task = new CoalescedTask(() => new Promise<void>((done) => void runs.push(done)));
  const end = async (run: number) => {
    runs[run]?.();
    await new Promise((done) => setImmediate(done));
  };
  return { task, runs, end };
}

test('wakes while it runs are one more run after it, and never a second beside it', async () => {
  const { task, runs, end } = heldTask();
  task.wake();
  for (let i = 0; i < 3; i += 1) task.wake();
  expect(runs.length).toBe(1);
  await end(0);
  expect(runs.length).toBe(2);
  task.wake();
  await end(1);
  expect(runs.length).toBe(3);
  await end(2);
  await task.settled();
  expect(runs.length).toBe(3);
  task.wake();
  expect(runs.length).toBe(4);
});

test('a start while it runs is dropped, and takes no wake away', async () => {
  const { task, runs, end } = heldTask();
  task.start();
  task.start();
  await end(0);
  expect(runs.length).toBe(1);
  task.start();
  task.wake();
  task.start();
  await end(1);
  expect(runs.length).toBe(3);
  await end(2);
  expect(runs.length).toBe(3);
});

test('it is settled when the last run has ended', async () => {
  const { task, end } = heldTask();
  let settled = false;
  task.wake();
  task.wake();
  const waiting = task.settled().then(() => {
    settled = true;
  });
  await end(0);
  expect(settled).toBe(false);
  await end(1);
  await waiting;
  expect(settled).toBe(true);
});

test('closing waits for what runs, and nothing starts after it', async () => {
  const { task, runs, end } = heldTask();
  let closed = false;
  task.wake();
  task.wake();
  const closing = task.close().then(() => {
    closed = true;
  });
  task.wake();
  expect(closed).toBe(false);
  await end(0);
  await closing;
  task.wake();
  task.start();
  expect(runs.length).toBe(1);
});

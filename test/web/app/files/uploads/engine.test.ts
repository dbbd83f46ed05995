import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createUploadEngine, type Outcome, type UploadEngine } from '../../../../../web/app/files/uploads/engine.ts';
import { refusal } from '../../../../../web/app/files/uploads/refuse.ts';
import { RESUMABLE_FROM } from '../../../../../web/client/resumable/source.ts';

interface Attempt {
  name: string;
  progress: (sent: number) => void;
  signal: AbortSignal;
  end: (outcome: Outcome) => Promise<void>;
}

const trouble = { happened: 'It broke.', todo: 'Wait.' };
const broke: Outcome = { kind: 'broke', reason: 'connection', trouble };
let attempts: Attempt[];
let storedIds: string[];
let discarded: string[];
let released: string[];
let engine: UploadEngine;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  attempts = [];
  storedIds = [];
  discarded = [];
  released = [];
  engine = createUploadEngine({
    refuse: refusal,
    discard: (file) => discarded.push(file.name),
    release: (file) => released.push(file.name),
    clock: () => Date.now(),
    onStored: (id) => storedIds.push(id),
    send: (file, progress, signal) =>
      new Promise((resolve) => {
        const end = async (outcome: Outcome) => {
          resolve(outcome);
          await vi.advanceTimersByTimeAsync(0);
        };
        attempts.push({ name: file.name, progress, signal, end });
      }),
  });
});
afterEach(() => {
  engine.stop();
  vi.useRealTimers();
});

/** Large enough to count among the three. */
const file = (name: string) => new File([new Uint8Array(2 ** 20 + 1)], name);
const small = (name: string) => new File(['0123456789'], name);
const phases = () => engine.queue().map((upload) => upload.phase.kind);

test('files are sent three at a time and the next starts when one is stored', async () => {
  engine.add(['a', 'b', 'c', 'd'].map(file));
  expect(attempts.map((attempt) => attempt.name)).toEqual(['a', 'b', 'c']);
  await attempts[1]?.end({ kind: 'stored', fileId: 'id-b' });
  expect(attempts.map((attempt) => attempt.name)).toEqual(['a', 'b', 'c', 'd']);
  expect(storedIds).toEqual(['id-b']);
  expect(phases()).toEqual(['sending', 'stored', 'sending', 'sending']);
});

test('small files go six at a time, beside large ones too', async () => {
  engine.add(['A', 'B', 'C', 'D'].map(file));
  engine.add(['a', 'b', 'c', 'd', 'e'].map(small));
  expect(attempts.map((attempt) => attempt.name)).toEqual(['A', 'B', 'C', 'a', 'b', 'c']);
  await attempts[3]?.end({ kind: 'stored', fileId: 'id-a' });
  await attempts[0]?.end({ kind: 'stored', fileId: 'id-A' });
  expect(attempts.slice(6).map((attempt) => attempt.name)).toEqual(['d', 'D']);
});

test('listeners are told of many changes at once', async () => {
  let told = 0;
  engine.subscribe(() => {
    told += 1;
  });
  engine.add(Array.from({ length: 100 }, (_, i) => small(`small-${i}`)));
  for (let i = 0; i < 100; i += 1) await attempts[i]?.end({ kind: 'stored', fileId: `id-${i}` });
  await vi.advanceTimersByTimeAsync(100);
  expect(told).toBe(1);
  expect(new Set(phases())).toEqual(new Set(['stored']));
});

test('room on the server is waited for as long as it takes; a server that is busy, as long as it says', async () => {
  engine.add([file('a')]);
  for (let at = 0; at < 20; at += 1) {
    await attempts.at(-1)?.end({ kind: 'broke', reason: 'full', trouble });
    await vi.advanceTimersByTimeAsync(30_000);
  }
  expect(attempts).toHaveLength(21);
  await attempts.at(-1)?.end({ kind: 'broke', reason: 'busy', retryAfterSeconds: 77, trouble });
  expect(phases()).toEqual(['failed']);
  engine.retry(engine.queue()[0]?.id ?? '');
  await attempts.at(-1)?.end({ kind: 'broke', reason: 'busy', retryAfterSeconds: 77, trouble });
  await vi.advanceTimersByTimeAsync(76_999);
  expect(attempts).toHaveLength(22);
  await vi.advanceTimersByTimeAsync(1);
  expect(attempts).toHaveLength(23);
});

test('a file that failed, or whose line is gone, is another tab’s to send', async () => {
  engine.add(['a', 'b'].map(file));
  await attempts[0]?.end({ kind: 'refused', trouble, retryable: true });
  expect(released).toEqual(['a']);
  engine.stop();
  expect(released).toEqual(['a', 'a', 'b']);
});

test('a broken connection is tried again by itself, later each time', async () => {
  engine.add([file('a')]);
  attempts[0]?.progress(6);
  await attempts[0]?.end(broke);
  expect(engine.queue()[0]?.phase).toEqual({ kind: 'broken', sent: 6, reason: 'connection', retryAt: 2000 });
  await vi.advanceTimersByTimeAsync(1999);
  expect(attempts).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(attempts).toHaveLength(2);
  await attempts[1]?.end(broke);
  await vi.advanceTimersByTimeAsync(3999);
  expect(attempts).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(attempts).toHaveLength(3);
  await attempts[2]?.end({ kind: 'stored', fileId: 'id' });
  expect(phases()).toEqual(['stored']);
});

test('a connection that stays broken is handed to the person, who can start it again', async () => {
  engine.add([file('a')]);
  for (let at = 0; at < 9; at += 1) {
    await attempts.at(-1)?.end(broke);
    await vi.advanceTimersByTimeAsync(30_000);
  }
  expect(engine.queue()[0]?.phase).toEqual({ kind: 'failed', trouble, retryable: true });
  const before = attempts.length;
  engine.retry(engine.queue()[0]?.id ?? '');
  expect(attempts).toHaveLength(before + 1);
});

test('when the network is back nobody waits for the clock', async () => {
  engine.add([file('a')]);
  await attempts[0]?.end(broke);
  engine.hurry();
  expect(attempts).toHaveLength(2);
});

test('cancelling ends the transfer at once and makes room for the next', async () => {
  engine.add(['a', 'b', 'c', 'd'].map(file));
  engine.cancel(engine.queue()[0]?.id ?? '');
  expect(attempts[0]?.signal.aborted).toBe(true);
  expect(attempts.map((attempt) => attempt.name)).toEqual(['a', 'b', 'c', 'd']);
  await attempts[0]?.end({ kind: 'stored', fileId: 'late' });
  expect(phases()[0]).toBe('cancelled');
});

test('a cancelled file can be started again while its old answer is still to come', async () => {
  engine.add([file('a')]);
  const id = engine.queue()[0]?.id ?? '';
  engine.cancel(id);
  engine.retry(id);
  expect(attempts).toHaveLength(2);
  await attempts[0]?.end(broke);
  attempts[0]?.progress(9);
  expect(engine.queue()[0]?.phase).toMatchObject({ kind: 'sending', sent: 0 });
  await attempts[1]?.end({ kind: 'stored', fileId: 'id' });
  expect(phases()).toEqual(['stored']);
});

test('a file that the server would refuse is never sent', () => {
  engine.add([file('x'.repeat(300)), file('good')]);
  expect(attempts.map((attempt) => attempt.name)).toEqual(['good']);
  expect(engine.queue()[0]?.phase).toMatchObject({ kind: 'failed', retryable: false });
});

test('a refusal is shown and not repeated', async () => {
  engine.add([file('a')]);
  await attempts[0]?.end({ kind: 'refused', trouble, retryable: false });
  await vi.advanceTimersByTimeAsync(120_000);
  expect(attempts).toHaveLength(1);
  expect(engine.queue()[0]?.phase).toEqual({ kind: 'failed', trouble, retryable: false });
});

test('stopping breaks every transfer and forgets the files', () => {
  engine.add(['a', 'b'].map(file));
  engine.stop();
  expect(attempts.every((attempt) => attempt.signal.aborted)).toBe(true);
  expect(engine.queue()).toEqual([]);
});

test('a pause of a large file keeps its place; a cancel has the server forget it', async () => {
  engine.add([new File([new Uint8Array(RESUMABLE_FROM + 1)], 'a'), ...['b', 'c', 'd'].map(file)]);
  const id = engine.queue()[0]?.id ?? '';
  attempts[0]?.progress(4);
  engine.pause(id);
  expect(attempts[0]?.signal.aborted).toBe(true);
  expect(engine.queue()[0]?.phase).toEqual({ kind: 'paused', sent: 4 });
  expect(attempts.map((attempt) => attempt.name)).toEqual(['a', 'b', 'c', 'd']);
  await attempts[1]?.end({ kind: 'stored', fileId: 'id-b' });
  expect(discarded).toEqual([]);

  engine.retry(id);
  expect(attempts.map((attempt) => attempt.name)).toEqual(['a', 'b', 'c', 'd', 'a']);
  engine.pause(id);
  engine.cancel(id);
  expect(discarded).toEqual(['a']);
  expect(phases()[0]).toBe('cancelled');
});

test('a pause that comes when all was sent stops nothing', async () => {
  engine.add([small('a')]);
  const id = engine.queue()[0]?.id ?? '';
  attempts[0]?.progress(10);
  expect(phases()).toEqual(['storing']);
  engine.pause(id);
  expect(attempts[0]?.signal.aborted).toBe(false);
  await attempts[0]?.end({ kind: 'stored', fileId: 'id-a' });
  expect(phases()).toEqual(['stored']);
});

test('a paused file of which the server keeps nothing lets others go first, and begins anew', async () => {
  engine.add(['a', 'b', 'c', 'd'].map(file));
  const id = engine.queue()[0]?.id ?? '';
  attempts[0]?.progress(4);
  engine.pause(id);
  expect(attempts[0]?.signal.aborted).toBe(true);
  expect(engine.queue()[0]?.phase).toEqual({ kind: 'paused', sent: 0 });
  expect(phases()).toEqual(['paused', 'sending', 'sending', 'sending']);
  await attempts[0]?.end(broke);
  expect(phases()[0]).toBe('paused');
  engine.retry(id);
  expect(phases()[0]).toBe('waiting');
  await attempts[1]?.end({ kind: 'stored', fileId: 'id-b' });
  expect(attempts.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'a']);
  expect(engine.queue()[0]?.phase).toMatchObject({ kind: 'sending', sent: 0 });
});

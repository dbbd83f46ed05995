import { describe, expect, test } from 'vitest';
import { announcement } from '../../../../../web/app/files/uploads/announce.ts';
import { phaseWords } from '../../../../../web/app/files/uploads/phase-words.ts';
import {
  isBusy,
  nextToStart,
  type Queue,
  queueReducer,
  type UploadEvent,
} from '../../../../../web/app/files/uploads/queue.ts';
import { retryDelay } from '../../../../../web/app/files/uploads/retry.ts';
import { shownLines } from '../../../../../web/app/files/uploads/shown-lines.ts';
import { sumLine, summarize } from '../../../../../web/app/files/uploads/summary.ts';

const trouble = { happened: 'The disk is full.', todo: 'Tell someone.' };
const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ') ?? null;

function after(...events: UploadEvent[]): Queue {
  return events.reduce(queueReducer, [] as Queue);
}
function add(...ids: string[]): UploadEvent {
  return { type: 'added', uploads: ids.map((id) => ({ id, name: `${id}.txt`, size: 1000 })) };
}
function addLarge(...ids: string[]): UploadEvent {
  return { type: 'added', uploads: ids.map((id) => ({ id, name: `${id}.bin`, size: 2 ** 21 })) };
}
const start = (id: string): UploadEvent => ({ type: 'started', id, at: 0 });
const sent = (id: string, bytes: number, at = 1000): UploadEvent => ({ type: 'progressed', id, sent: bytes, at });
const stored = (id: string): UploadEvent => ({ type: 'stored', id, fileId: `file-${id}` });
const kind = (queue: Queue, id: string) => queue.find((upload) => upload.id === id)?.phase.kind;

describe('the queue', () => {
  test('three files travel at a time, first come first served', () => {
    const queue = after(addLarge('a', 'b', 'c', 'd', 'e'));
    expect(nextToStart(queue).map((upload) => upload.id)).toEqual(['a', 'b', 'c']);
    expect(nextToStart(after(addLarge('a', 'b', 'c', 'd'), start('a'), start('b'), start('c')))).toEqual([]);
    const one = after(
      addLarge('a', 'b', 'c', 'd'),
      start('a'),
      start('b'),
      start('c'),
      sent('a', 2 ** 21),
      stored('a'),
    );
    expect(nextToStart(one).map((upload) => upload.id)).toEqual(['d']);
  });

  test('a file that is sent in full still holds its place until the server has it', () => {
    const queue = after(addLarge('a', 'b', 'c', 'd'), start('a'), start('b'), start('c'), sent('a', 2 ** 21));
    expect(kind(queue, 'a')).toBe('storing');
    expect(nextToStart(queue)).toEqual([]);
  });

  test('breaks count anew once a large file, which keeps what has arrived, got further', () => {
    const large: UploadEvent = { type: 'added', uploads: [{ id: 'a', name: 'a', size: 2 ** 30 }] };
    const broke: UploadEvent = { type: 'broke', id: 'a', reason: 'connection', retryAt: 1 };
    const again: UploadEvent[] = [broke, { type: 'due', now: 1 }, start('a')];
    const stuck = after(large, start('a'), sent('a', 500), ...again, sent('a', 500), ...again, sent('a', 400));
    expect(stuck[0]?.breaks).toBe(2);
    expect(queueReducer(stuck, sent('a', 501))[0]?.breaks).toBe(0);
    const small = after(add('a'), start('a'), sent('a', 500), ...again, sent('a', 501));
    expect(small[0]?.breaks).toBe(1);
  });

  test('what arrives after a cancel changes nothing', () => {
    const queue = after(add('a'), start('a'), { type: 'cancelled', id: 'a' });
    expect(queueReducer(queue, sent('a', 500))).toEqual(queue);
    expect(queueReducer(queue, stored('a'))).toEqual(queue);
    expect(queueReducer(queue, { type: 'broke', id: 'a', reason: 'connection', retryAt: 1 })).toEqual(queue);
    expect(isBusy(queue)).toBe(false);
  });

  test('a stored file cannot be cancelled any more', () => {
    expect(kind(after(add('a'), start('a'), stored('a'), { type: 'cancelled', id: 'a' }), 'a')).toBe('stored');
  });

  test('a broken upload waits for its time, then queues up again', () => {
    const broken = after(add('a'), start('a'), sent('a', 630), {
      type: 'broke',
      id: 'a',
      reason: 'connection',
      retryAt: 9000,
    });
    expect(nextToStart(broken)).toEqual([]);
    expect(kind(queueReducer(broken, { type: 'due', now: 8999 }), 'a')).toBe('broken');
    expect(kind(queueReducer(broken, { type: 'due', now: 9000 }), 'a')).toBe('waiting');
  });

  test('breaks in a row are counted, and a retry by hand counts anew', () => {
    const broken = after(add('a'), start('a'), { type: 'broke', id: 'a', reason: 'connection', retryAt: 1 });
    expect(broken[0]?.breaks).toBe(1);
    const again = [
      { type: 'due', now: 1 } as const,
      start('a'),
      { type: 'broke', id: 'a', reason: 'connection', retryAt: 2 } as const,
    ];
    expect(again.reduce(queueReducer, broken)[0]?.breaks).toBe(2);
    expect(queueReducer(broken, { type: 'retried', id: 'a' })[0]).toMatchObject({
      breaks: 0,
      phase: { kind: 'waiting' },
    });
  });

  test('a refused file is listed with its trouble and never started', () => {
    const queue = after({ type: 'added', uploads: [{ id: 'a', name: 'a', size: 1, refused: trouble }] });
    expect(queue[0]?.phase).toEqual({ kind: 'failed', trouble, retryable: false });
    expect(nextToStart(queue)).toEqual([]);
  });

  test('a new batch clears finished files but keeps failures; a running batch keeps all', () => {
    const finished = after(add('a', 'b'), start('a'), stored('a'), {
      type: 'failed',
      id: 'b',
      trouble,
      retryable: true,
    });
    expect(queueReducer(finished, add('c')).map((upload) => upload.id)).toEqual(['b', 'c']);
    expect(after(add('a', 'b'), start('a'), stored('a'), add('c')).map((upload) => upload.id)).toEqual(['a', 'b', 'c']);
  });

  test('dismissing takes away only what is over', () => {
    const queue = after(add('a', 'b'), start('a'), stored('a'), { type: 'dismissed' });
    expect(queue.map((upload) => upload.id)).toEqual(['b']);
  });
});

describe('the sum', () => {
  test('counts by bytes and says 100 only when all is stored', () => {
    const queue = after(add('a', 'b'), start('a'), sent('a', 1000), stored('a'), start('b'), sent('b', 500));
    expect(summarize(queue, 1000)).toMatchObject({ total: 2, stored: 1, unfinished: 1, percent: 75 });
    expect(plain(sumLine(summarize(queue, 1000)))).toBe('Uploading 2 of 2 files, 75 %, 1 s left');
    const storing = queueReducer(queue, sent('b', 1000));
    expect(summarize(storing, 1000).percent).toBe(99);
    expect(summarize(queueReducer(storing, stored('b')), 1000).percent).toBe(100);
  });

  test('empty files count by number', () => {
    const empty = (id: string) => ({ id, name: id, size: 0 });
    const queue = after({ type: 'added', uploads: [empty('a'), empty('b')] }, start('a'), stored('a'));
    expect(summarize(queue, 0).percent).toBe(50);
  });

  test('says how it ended', () => {
    const queue = after(add('a', 'b'), start('a'), stored('a'), { type: 'failed', id: 'b', trouble, retryable: true });
    expect(sumLine(summarize(queue, 0))).toBe('1 file uploaded, 1 failed');
  });
});

describe('what a screen reader hears', () => {
  const hear = (before: Queue, event: UploadEvent) => plain(announcement(before, queueReducer(before, event)));

  test('the start, with the name of a single file and the number of many', () => {
    expect(hear([], add('a'))).toBe('Uploading a.txt.');
    expect(hear([], add('a', 'b'))).toBe('Uploading 2 files.');
  });

  test('of a very long name the beginning and the end', () => {
    const name = `${'Minutes of the meeting '.repeat(10)}final.docx`;
    const event: UploadEvent = { type: 'added', uploads: [{ id: 'a', name, size: 1 }] };
    expect(hear([], event)).toBe('Uploading Minutes of the meeting Minutes of the me… meeting final.docx.');
  });

  test('a start and a refusal at the same moment', () => {
    const good = { id: 'a', name: 'a.txt', size: 1 };
    const bad = (id: string) => ({ id, name: `${id}.txt`, size: 1, refused: trouble });
    expect(hear([], { type: 'added', uploads: [good, bad('b')] })).toBe(
      'Uploading a.txt. b.txt was not uploaded. The disk is full. Tell someone.',
    );
    expect(hear([], { type: 'added', uploads: [bad('b'), bad('c')] })).toBe(
      '2 files were not uploaded. The disk is full. Tell someone.',
    );
  });

  test('quarters, but no tick between them', () => {
    const sending = after(add('a'), start('a'));
    const quarter = queueReducer(sending, sent('a', 250));
    expect(hear(sending, sent('a', 240))).toBeNull();
    expect(hear(sending, sent('a', 250))).toBe('25 percent uploaded.');
    expect(hear(quarter, sent('a', 300))).toBeNull();
    expect(hear(quarter, sent('a', 760))).toBe('75 percent uploaded.');
  });

  test('the end and every failure, with what to do', () => {
    const sending = after(add('a'), start('a'), sent('a', 1000));
    expect(hear(sending, stored('a'))).toBe('1 file uploaded.');
    expect(hear(sending, { type: 'failed', id: 'a', trouble, retryable: true })).toBe(
      'a.txt was not uploaded. The disk is full. Tell someone.',
    );
    expect(hear(sending, { type: 'cancelled', id: 'a' })).toBeNull();
  });
});

describe('words and waits', () => {
  test('a broken upload says where it broke and when it goes on', () => {
    const queue = after(add('a'), start('a'), sent('a', 630), {
      type: 'broke',
      id: 'a',
      reason: 'connection',
      retryAt: 9000,
    });
    const [upload] = queue;
    expect(upload && plain(phaseWords(upload, 1000))).toBe('The connection broke at 63 %. Trying again in 8 s.');
  });

  test('one that never got through says so', () => {
    const [upload] = after(add('a'), start('a'), { type: 'broke', id: 'a', reason: 'connection', retryAt: 3000 });
    expect(upload && plain(phaseWords(upload, 1000))).toBe('The server cannot be reached. Trying again in 2 s.');
  });

  test('waits double from two seconds to thirty, heed the server, and end', () => {
    const delay = (breaks: number, retryAfterSeconds = 0) =>
      retryDelay(breaks, { reason: 'connection', retryAfterSeconds });
    expect([1, 2, 3, 4, 5, 6, 8].map((breaks) => delay(breaks))).toEqual([
      2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000,
    ]);
    expect(delay(1, 60)).toBe(60_000);
    expect(delay(9)).toBeNull();
    expect(retryDelay(99, { reason: 'full' })).toBe(30_000);
  });
});

describe('the lines of the panel', () => {
  const many = (count: number) => after(add(...Array.from({ length: count }, (_, i) => `f${i}`)));
  const ids = (queue: Queue, most: number) => shownLines(queue, most).map(({ id }) => id);

  test('are all of a short queue, in its order', () => {
    expect(ids(many(5), 5)).toEqual(['f0', 'f1', 'f2', 'f3', 'f4']);
  });

  test('are of a long one those that move or need a person, then those that wait, in its order', () => {
    const events: UploadEvent[] = [
      start('f0'),
      stored('f0'),
      start('f7'),
      { type: 'failed', id: 'f9', trouble, retryable: true },
    ];
    const queue = events.reduce(queueReducer, many(2000));
    expect(ids(queue, 4)).toEqual(['f1', 'f2', 'f7', 'f9']);
    expect(ids(queue, 50)).toHaveLength(50);
  });
});

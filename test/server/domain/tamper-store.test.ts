import { get as httpGet } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { IntegrityError } from '../../../server/crypto/integrity.ts';
import { objectKey } from '../../../server/crypto/objects.ts';
import { SEGMENT } from '../../../server/crypto/sizes.ts';
import { readDownloadLink } from '../../../server/domain/download-links.ts';
import { openDownload } from '../../../server/domain/downloads.ts';
import type { CiphertextStore } from '../../../server/store/store.ts';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { storeInParts } from '../../support/parts.ts';
import { storeWith } from '../../support/store.ts';
import { bytesOf, downloadUrl } from '../../support/transfers.ts';
import { sendInParts } from '../../support/tus-parts.ts';
import { expectNothingWrong, expectRefused } from './refusals.ts';

const PLAIN = bytesOf(3 * SEGMENT + 100);

let house: TestHouse;
let store: CiphertextStore;
beforeAll(async () => {
  house = await startHouse();
  store = house.rooms.store;
});
afterEach(() => {
  house.rooms.store = store;
});
afterAll(() => house.remove());

/** The same store, but what it reads is changed. */
const reading = (open: CiphertextStore['open']) => storeWith(store, { open });

/** Reads as the download route does, past the socket. */
async function readAll(url: string): Promise<void> {
  const { pathname, searchParams } = new URL(url);
  const claim = readDownloadLink(house.rooms, pathname.split('/').at(-1) ?? '', searchParams);
  const file = await openDownload(house.rooms, claim);
  try {
    const batches = await file.read({ start: 0, end: file.size }, new AbortController().signal);
    for await (const _ of batches);
  } finally {
    await file.close();
  }
}

type Reader = (source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer>;

const READERS: [string, Reader][] = [
  [
    'a byte less than asked',
    async function* (source) {
      for await (const chunk of source) yield chunk.subarray(0, -1);
    },
  ],
  ['nothing', async function* () {}],
  [
    'a byte more than asked',
    async function* (source) {
      yield* source;
      yield Buffer.alloc(1);
    },
  ],
  [
    'everything twice',
    async function* (source) {
      for await (const chunk of source) yield Buffer.concat([chunk, chunk]);
    },
  ],
  [
    'other bytes',
    async function* (source) {
      for await (const chunk of source) yield Buffer.alloc(chunk.length, 7);
    },
  ],
];

describe.each([1, 2] as const)('a store that does not give what was asked for, suite %i', (suite) => {
  test.each(READERS)('%s', async (_name, change) => {
    const url = await downloadUrl(house, await storeInParts(house, suite, [PLAIN]));
    house.rooms.store = reading((key, range, signal) => change(store.open(key, range, signal)));
    await expect(readAll(url)).rejects.toThrow(IntegrityError);
    await expectRefused(url, PLAIN);
    for (const range of [
      { start: 0, end: 9 },
      { start: SEGMENT, end: 2 * SEGMENT },
      { start: PLAIN.length - 9, end: PLAIN.length },
    ]) {
      await expectNothingWrong(url, PLAIN, range);
    }
  });

  test.each(READERS)('%s, of a part in the middle', async (_, change) => {
    const contents = [bytesOf(SEGMENT + 50, 4), PLAIN, bytesOf(200, 5)];
    const whole = Buffer.concat(contents);
    const { id, numbers } = await sendInParts(house, suite, contents);
    const url = await downloadUrl(house, id);
    const middle = objectKey(id, numbers[1] ?? 0);
    house.rooms.store = reading((key, range, signal) => {
      const source = store.open(key, range, signal);
      return key === middle ? change(source) : source;
    });
    await expect(readAll(url)).rejects.toThrow(IntegrityError);
    const { bytes } = await expectRefused(url, whole);
    expect(bytes.length).toBeLessThanOrEqual(SEGMENT + 50 + PLAIN.length);
    await expectNothingWrong(url, whole, { start: SEGMENT, end: whole.length });
    expect(await expectNothingWrong(url, whole, { start: 0, end: SEGMENT })).toMatchObject({ broken: false });
  });

  test('one that cuts its chunks anywhere changes nothing', async () => {
    const url = await downloadUrl(house, await storeInParts(house, suite, [PLAIN]));
    house.rooms.store = reading(async function* (key, range, signal) {
      for await (const chunk of store.open(key, range, signal)) {
        for (let at = 0; at < chunk.length; at += 1_009) yield chunk.subarray(at, at + 1_009);
      }
      yield Buffer.alloc(0);
    });
    for (const range of [undefined, { start: SEGMENT - 1, end: 3 * SEGMENT + 1 }]) {
      expect((await expectNothingWrong(url, PLAIN, range)).broken).toBe(false);
    }
  });

  test('one that stalls is let go of when the reader leaves', async () => {
    const url = await downloadUrl(house, await storeInParts(house, suite, [PLAIN]));
    let asked: AbortSignal | undefined;
    house.rooms.store = reading(async function* (key, range, signal) {
      asked = signal;
      await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
      yield* store.open(key, range, signal);
    });
    const request = httpGet(url);
    request.on('error', () => {});
    await eventually('the store is asked', () => asked !== undefined);
    request.destroy();
    await eventually('it is let go of', () => asked?.aborted);
  });
});

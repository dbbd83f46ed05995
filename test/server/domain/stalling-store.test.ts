import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SEGMENT } from '../../../server/crypto/sizes.ts';
import type { CiphertextStore } from '../../../server/store/store.ts';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { storeInParts } from '../../support/parts.ts';
import { bytesOf, downloadUrl } from '../../support/transfers.ts';
import { get } from '../../support/wire.ts';
import { expectNothingWrong } from './refusals.ts';

const PARTS = [bytesOf(2 * SEGMENT, 1), bytesOf(SEGMENT + 5, 2)];
const PLAIN = Buffer.concat(PARTS);
/** More than are asked for one by one: the folder is listed. */
const MANY = Array.from({ length: 6 }, (_, i) => bytesOf(9, i));

let house: TestHouse;
let store: CiphertextStore;
beforeAll(async () => {
  house = await startHouse({ limits: { stalledReader: 300 } });
  store = house.rooms.store;
});
afterEach(() => {
  house.rooms.store = store;
});
afterAll(() => house.remove());

/** The same store, but one of its answers never comes, whatever its caller signals. Gives what was signalled. */
function stalling(changes: Partial<CiphertextStore>): AbortSignal[] {
  const signals: AbortSignal[] = [];
  const stalled = Object.assign(Object.create(store), {
    open: (...given: Parameters<CiphertextStore['open']>) => store.open(...given),
    stat: (key: string) => store.stat(key),
    list: (prefix: string) => store.list(prefix),
    ...changes,
  });
  house.rooms.store = Object.assign(Object.create(stalled), {
    open(...given: Parameters<CiphertextStore['open']>) {
      if (given[2]) signals.push(given[2]);
      return stalled.open(...given);
    },
  });
  return signals;
}

const never = () => new Promise<never>(() => {});
const silence = () => ({ [Symbol.asyncIterator]: () => ({ next: never }) });

describe.each([1, 2] as const)('a store that stalls while the reader stays, suite %i,', (suite) => {
  const url = async (parts: Buffer[]) => downloadUrl(house, await storeInParts(house, suite, parts));
  const letGo = () => eventually('the transfer is over', () => house.rooms.transfers.running === 0);

  test.each([
    ['when it is asked for a size', PARTS, { stat: never }],
    [
      'when it is asked for a list',
      MANY,
      {
        list: silence,
      },
    ],
    [
      'at the header',
      PARTS,
      {
        open: silence,
      },
    ],
    [
      'in the first segment',
      PARTS,
      {
        async *open(...[key, { start }, signal]: Parameters<CiphertextStore['open']>) {
          yield* store.open(key, { start, end: 100 }, signal);
          await never();
        },
      },
    ],
  ] satisfies [string, Buffer[], Partial<CiphertextStore>][])(
    '%s is an answer in bounded time',
    async (_when, parts, changes) => {
      const address = await url(parts);
      stalling(changes);
      const answer = await get(address);
      expect(answer).toMatchObject({ status: 503, code: 'UNAVAILABLE', broken: false });
      expect(answer.headers['retry-after']).toBeDefined();
      expect(answer.headers['content-disposition']).toBeUndefined();
      await letGo();
    },
  );

  test('between two parts breaks the connection after right bytes alone', async () => {
    const address = await url(PARTS);
    const signals = stalling({
      async *open(key, range, signal) {
        if (key.endsWith('/1.enc')) await never();
        yield* store.open(key, range, signal);
      },
    });
    const answer = await expectNothingWrong(address, PLAIN);
    expect([answer.status, answer.broken, answer.bytes.length]).toEqual([200, true, PARTS[0]?.length]);
    await letGo();
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
  });
});

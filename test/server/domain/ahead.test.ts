import { expect, test } from 'vitest';
import { ahead, type Begun } from '../../../server/domain/ahead.ts';

/** Work that is done when the test says so. */
function workshop(pieces: number) {
  const begun: number[] = [];
  const done: (() => void)[] = [];
  const failing: ((reason: Error) => void)[] = [];
  let ended = false;
  async function* source(): AsyncGenerator<Begun<number>> {
    try {
      for (let i = 0; i < pieces; i += 1) {
        begun.push(i);
        const result = new Promise<number>((resolve, reject) => {
          done.push(() => resolve(i));
          failing.push(reject);
        });
        yield { result };
      }
    } finally {
      ended = true;
    }
  }
  return { begun, done, failing, source, ended: () => ended };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('as much is begun ahead as may be, and results come in order', async () => {
  const { begun, done, source } = workshop(5);
  const results = ahead(source(), 3);
  const first = results.next();
  await settled();
  expect(begun).toEqual([0, 1, 2]);
  done[2]?.();
  done[1]?.();
  done[0]?.();
  expect((await first).value).toBe(0);
  expect((await results.next()).value).toBe(1);
  await settled();
  expect(begun).toEqual([0, 1, 2, 3]);
  for (const [i, finish] of done.entries()) if (i > 2) finish();
  expect((await results.next()).value).toBe(2);
  expect((await results.next()).value).toBe(3);
  done[4]?.();
  expect(await results.next()).toEqual({ value: 4, done: false });
  expect((await results.next()).done).toBe(true);
});

test('what failed ahead fails in its turn, and not before', async () => {
  const { done, failing, source, ended } = workshop(3);
  const results = ahead(source(), 3);
  const first = results.next();
  await settled();
  failing[1]?.(new Error('no'));
  await settled();
  done[0]?.();
  expect((await first).value).toBe(0);
  await expect(results.next()).rejects.toThrow('no');
  await settled();
  expect(ended()).toBe(true);
});

test('a reader that goes ends the source, and need not wait for one that is silent', async () => {
  const { done, source, ended } = workshop(5);
  const results = ahead(source(), 2);
  const first = results.next();
  await settled();
  done[0]?.();
  await first;
  await results.return(undefined);
  await settled();
  expect(ended()).toBe(true);

  const silent = ahead(
    (async function* (): AsyncGenerator<Begun<number>> {
      yield { result: Promise.resolve(1) };
      await new Promise(() => {});
    })(),
    2,
  );
  await silent.next();
  await silent.return(undefined);
});

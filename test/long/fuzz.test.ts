import { afterAll, beforeAll, expect, test } from 'vitest';
import { fuzz } from '../support/fuzz.ts';
import { type SeededProcess, startSeeded } from '../support/seeded-process.ts';
import { bytesOf, uploadRaw } from '../support/transfers.ts';

let seeded: SeededProcess;
beforeAll(async () => {
  seeded = await startSeeded('fuzz');
});
afterAll(() => seeded.remove());

test.each([
  ['form', 4_000],
  ['document', 1_000],
] as const)('mutated %ss, %i of them: each ends, none is a fault of ours, the server lives', async (kind, count) => {
  const at = { url: seeded.server.url, token: seeded.token };
  expect(await fuzz(kind, count, at, 1_000)).toEqual([]);
  const { body } = await uploadRaw(at, bytesOf(100));
  expect(body.data?.uploadFile.size).toBe(100);
});

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { objectKey } from '../../../server/crypto/objects.ts';
import type { TestHouse } from '../../support/house.ts';
import { get } from '../../support/wire.ts';

/** The file on the disk that holds one part. */
export const objectPath = (house: TestHouse, fileId: string, part = 0) =>
  join(house.dataDir, 'objects', objectKey(fileId, part));

/** Runs `work` while the object holds other bytes, or none; puts the old ones back. */
export async function withObject(path: string, bytes: Buffer, work: () => Promise<void>): Promise<void> {
  const before = await readFile(path);
  await writeFile(path, bytes);
  try {
    await work();
  } finally {
    await writeFile(path, before);
  }
}

/** No answer but the authentic bytes that were asked for, a refusal without any, or a beginning of them and a break. */
export async function expectNothingWrong(url: string, plain: Buffer, range?: { start: number; end: number }) {
  const asked = range ?? { start: 0, end: plain.length };
  const answer = await get(url, range ? { Range: `bytes=${range.start}-${range.end - 1}` } : {});
  const right = plain.subarray(asked.start, asked.end);
  if (answer.status === (range ? 206 : 200)) {
    expect(answer.headers['content-length']).toBe(String(right.length));
    expect(answer.bytes.equals(right.subarray(0, answer.bytes.length))).toBe(true);
    expect(answer.broken).toBe(answer.bytes.length < right.length || answer.broken);
    if (!answer.broken) expect(answer.bytes.length).toBe(right.length);
  } else {
    expect(answer).toMatchObject({ status: 500, code: 'INTEGRITY', broken: false });
    expect(answer.headers['content-disposition']).toBeUndefined();
  }
  return answer;
}

/** As `expectNothingWrong`, where what was asked for must not arrive whole. */
export async function expectRefused(url: string, plain: Buffer, range?: { start: number; end: number }) {
  const answer = await expectNothingWrong(url, plain, range);
  expect(answer.broken || answer.code === 'INTEGRITY').toBe(true);
  return answer;
}

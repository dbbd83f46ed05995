import { readFile, rename } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HEADER_LENGTH, SEGMENT, segmentLength } from '../../../server/crypto/sizes.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { storeInParts } from '../../support/parts.ts';
import { bytesOf, downloadUrl } from '../../support/transfers.ts';
import { get, type WireAnswer } from '../../support/wire.ts';
import { expectNothingWrong, expectRefused, objectPath, withObject } from './refusals.ts';
import { flip, OBJECT_ROWS, type Scene, setScene, setSceneInParts } from './stored-object.ts';

const S = SEGMENT;

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.remove());

/** The error that the log has under the id of that answer. */
function faultOf({ headers }: WireAnswer): string | undefined {
  const id = `"requestId":"${headers['x-request-id']}"`;
  const lines = house.logged().split('\n');
  return lines.find((line) => line.startsWith('{"level":50,') && line.includes(id) && line.includes('"err"'));
}

describe.each([
  { suite: 1, label: 'AES-256-GCM' },
  { suite: 2, label: 'AES-256-CBC with HMAC-SHA-512' },
] as const)('an object that was tampered with at rest: $label', ({ suite }) => {
  let scene: Scene;
  let url: string;
  beforeAll(async () => {
    scene = await setScene(house, suite);
    url = await downloadUrl(house, scene.id);
  });

  test('what was not tampered with comes whole', async () => {
    const answer = await expectNothingWrong(url, scene.plain);
    expect(answer).toMatchObject({ status: 200, broken: false });
    expect(answer.bytes.equals(scene.plain)).toBe(true);
  });

  test.each(OBJECT_ROWS)('%s', async (_, change) => {
    const bytes = change(scene);
    expect(bytes.equals(scene.bytes)).toBe(false);
    const { length } = scene.plain;
    await withObject(scene.path, bytes, async () => {
      expect(faultOf(await expectRefused(url, scene.plain))).toBeTruthy();
      for (const range of [
        { start: 0, end: 10 },
        { start: S - 5, end: 2 * S + 5 },
        { start: length - 10, end: length },
      ]) {
        await expectNothingWrong(url, scene.plain, range);
      }
    });
  });

  test('a wrong size is refused before the status line, whatever range is asked for', async () => {
    await withObject(scene.path, scene.bytes.subarray(0, -1), async () => {
      for (const range of [undefined, { start: 0, end: 1 }, { start: 2 * S, end: 3 * S }]) {
        const answer = await expectRefused(url, scene.plain, range);
        expect(answer).toMatchObject({ status: 500, code: 'INTEGRITY' });
        expect(faultOf(answer)).toBeTruthy();
      }
    });
  });

  test('an empty last segment that was dropped is missed', async () => {
    const plain = bytesOf(2 * S, suite);
    const id = await storeInParts(house, suite, [plain]);
    const path = objectPath(house, id);
    const whole = await readFile(path);
    const dropped = whole.subarray(0, HEADER_LENGTH + 2 * segmentLength(suite));
    expect(dropped.length).toBeLessThan(whole.length);
    const address = await downloadUrl(house, id);
    expect((await expectNothingWrong(address, plain)).bytes.equals(plain)).toBe(true);
    await withObject(path, dropped, async () => {
      expect(faultOf(await expectRefused(address, plain))).toBeTruthy();
      await expectNothingWrong(address, plain, { start: S, end: 2 * S });
    });
  });

  test('a missing object is INTEGRITY, and the log has it under an id', async () => {
    await rename(scene.path, `${scene.path}.away`);
    try {
      const answer = await get(url);
      expect(answer).toMatchObject({ status: 500, code: 'INTEGRITY' });
      expect(faultOf(answer)).toBeTruthy();
    } finally {
      await rename(`${scene.path}.away`, scene.path);
    }
  });

  test('of a range that crosses a corrupt segment only authentic bytes come; ranges elsewhere still do', async () => {
    const damaged = flip(scene.bytes, HEADER_LENGTH + 2 * segmentLength(suite) + 99);
    await withObject(scene.path, damaged, async () => {
      const crossing = await expectRefused(url, scene.plain, { start: S + 7, end: 3 * S });
      expect(crossing.bytes.length).toBeLessThanOrEqual(crossing.code ? 1000 : S - 7);
      for (const range of [
        { start: 0, end: 2 * S },
        { start: 3 * S, end: 3 * S + 100 },
      ]) {
        const { status, broken } = await expectNothingWrong(url, scene.plain, range);
        expect({ status, broken }).toEqual({ status: 206, broken: false });
      }
    });
  });
});

const PLACES = ([1, 2] as const).flatMap((suite) => (['middle', 'last'] as const).map((place) => ({ suite, place })));

describe.each(PLACES)('the $place object of a file that came in parts, suite $suite', ({ suite, place }) => {
  let scene: Awaited<ReturnType<typeof setSceneInParts>>;
  let url: string;
  beforeAll(async () => {
    scene = await setSceneInParts(house, suite, place);
    url = await downloadUrl(house, scene.id);
  });

  test('what was not tampered with comes whole', async () => {
    const answer = await expectNothingWrong(url, scene.whole);
    expect(answer).toMatchObject({ status: 200, broken: false });
    expect(answer.bytes.equals(scene.whole)).toBe(true);
  });

  test.each(OBJECT_ROWS)('%s', async (_, change) => {
    const bytes = change(scene);
    expect(bytes.equals(scene.bytes)).toBe(false);
    await withObject(scene.path, bytes, async () => {
      const answer = await expectRefused(url, scene.whole);
      expect(answer.bytes.length).toBeLessThan(scene.start + scene.plain.length);
      await expectNothingWrong(url, scene.whole, { start: scene.start - 5, end: scene.start + S + 5 });
      const before = await expectNothingWrong(url, scene.whole, { start: 0, end: scene.start });
      expect(before).toMatchObject({ status: 206, broken: false });
    });
  });

  test('an empty last segment of it that was dropped is missed', async () => {
    const [before, plain, after] = [bytesOf(S + 50, 4), bytesOf(2 * S, suite), bytesOf(200, 5)];
    const contents = place === 'middle' ? [before, plain, after] : [before, after, plain];
    const part = contents.indexOf(plain);
    const start = Buffer.concat(contents.slice(0, part)).length;
    const id = await storeInParts(house, suite, contents);
    const whole = Buffer.concat(contents);
    const path = objectPath(house, id, part);
    const object = await readFile(path);
    const dropped = object.subarray(0, HEADER_LENGTH + 2 * segmentLength(suite));
    expect(dropped.length).toBeLessThan(object.length);
    const address = await downloadUrl(house, id);
    expect((await expectNothingWrong(address, whole)).bytes.equals(whole)).toBe(true);
    await withObject(path, dropped, async () => {
      expect(faultOf(await expectRefused(address, whole))).toBeTruthy();
      await expectNothingWrong(address, whole, { start: start + S, end: start + 2 * S });
    });
  });

  test('of a range that crosses a corrupt segment of it only authentic bytes come; ranges elsewhere still do', async () => {
    const { start, whole } = scene;
    const damaged = flip(scene.bytes, HEADER_LENGTH + 2 * segmentLength(suite) + 99);
    await withObject(scene.path, damaged, async () => {
      for (const from of [start - 10, start + S + 7]) {
        const crossing = await expectRefused(url, whole, { start: from, end: start + 3 * S });
        if (!crossing.code) expect(crossing.bytes.length).toBeLessThanOrEqual(start + 2 * S - from);
      }
      for (const range of [
        { start: start - 10, end: start + 2 * S },
        { start: start + 3 * S, end: whole.length },
      ]) {
        const { status, broken } = await expectNothingWrong(url, whole, range);
        expect({ status, broken }).toEqual({ status: 206, broken: false });
      }
    });
  });
});

import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NeedleSearch } from '../../../server/http/needle-search.ts';

/** One that has been at it for a while, as with a large file. */
function searchFor(needle: Buffer): NeedleSearch {
  const search = new NeedleSearch(needle);
  search.indexIn(Buffer.alloc(1024 * 1024));
  return search;
}

/** Short ones, those of clients, the longest that there is, and those that repeat themselves. */
const NEEDLES = [
  '\r\n',
  '\r\n--b',
  '\r\n--0123456789ab',
  '\r\n------WebKitFormBoundaryA1b2C3d4E5f6G7h8',
  `\r\n--${'x'.repeat(70)}`,
  'abababababababababababab',
  '--------------------------',
].map((text) => Buffer.from(text, 'latin1'));

test.each(NEEDLES.map((needle) => [JSON.stringify(needle.toString('latin1')), needle] as const))(
  '%s is found wherever it begins, and the first of two',
  (_name, needle) => {
    const search = searchFor(needle);
    const hay = randomBytes(5 * needle.length + 3);
    for (let at = 0; at + needle.length <= hay.length; at += 1) {
      const chunk = Buffer.from(hay);
      needle.copy(chunk, at);
      expect(search.indexIn(chunk)).toBe(chunk.indexOf(needle));
      needle.copy(chunk, hay.length - needle.length);
      expect(search.indexIn(chunk)).toBe(chunk.indexOf(needle));
      expect(search.indexIn(chunk.subarray(0, at + needle.length - 1))).toBe(
        chunk.subarray(0, at + needle.length - 1).indexOf(needle),
      );
    }
  },
);

test('in what is full of its beginnings and pairs it is found as Buffer finds it', () => {
  for (const needle of NEEDLES) {
    const search = searchFor(needle);
    const pieces = fc.array(
      fc.oneof(
        fc.tuple(fc.nat(needle.length), fc.nat(needle.length)).map(([a, b]) => needle.subarray(Math.min(a, b), b)),
        fc.constant(needle.subarray(0, -1)),
        fc.constant(needle),
        fc.uint8Array({ maxLength: 5 }).map((bytes) => Buffer.from(bytes)),
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(pieces, (some) => {
        const chunk = Buffer.concat(some);
        const at = search.indexIn(chunk);
        expect(at).toBe(chunk.indexOf(needle));
        let begun = Math.min(chunk.length, needle.length - 1);
        while (!chunk.subarray(chunk.length - begun).equals(needle.subarray(0, begun))) begun -= 1;
        expect(search.begunAtEnd(chunk)).toBe(begun);
      }),
      { numRuns: 200 },
    );
  }
});

test('a little is searched the same', () => {
  for (const needle of NEEDLES) {
    const chunk = Buffer.concat([Buffer.alloc(100), needle]);
    expect(new NeedleSearch(needle).indexIn(chunk)).toBe(100);
  }
});

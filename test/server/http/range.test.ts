import { describe, expect, test } from 'vitest';
import { matchesNone, parseRange, rangeStillValid } from '../../../server/http/range.ts';

describe('a Range header over 100 bytes', () => {
  test.each([
    ['bytes=0-0', { start: 0, end: 1 }],
    ['bytes=0-99', { start: 0, end: 100 }],
    ['bytes=10-19', { start: 10, end: 20 }],
    ['bytes=90-', { start: 90, end: 100 }],
    ['bytes=0-', { start: 0, end: 100 }],
    ['bytes=99-1000', { start: 99, end: 100 }],
    ['bytes=-1', { start: 99, end: 100 }],
    ['bytes=-100', { start: 0, end: 100 }],
    ['bytes=-500', { start: 0, end: 100 }],
    ['Bytes= 5-6 ', { start: 5, end: 7 }],
    ['bytes=0-99999999999999999999999', { start: 0, end: 100 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=100-200', 'unsatisfiable'],
    ['bytes=99999999999999999999999-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    [undefined, 'whole'],
    ['', 'whole'],
    ['bytes=', 'whole'],
    ['bytes=-', 'whole'],
    ['bytes=5-4', 'whole'],
    ['bytes=0-1,5-6', 'whole'],
    ['bytes=a-b', 'whole'],
    ['bytes=1.5-2', 'whole'],
    ['bytes=0x1-2', 'whole'],
    ['items=0-1', 'whole'],
    ['0-1', 'whole'],
  ])('%s gives %o', (header, expected) => {
    expect(parseRange(header, 100)).toEqual(expected);
  });

  test('of nothing can ask for nothing', () => {
    expect(parseRange('bytes=0-', 0)).toBe('unsatisfiable');
    expect(parseRange('bytes=-5', 0)).toBe('unsatisfiable');
    expect(parseRange(undefined, 0)).toBe('whole');
  });
});

test('If-Range holds for the strong tag alone', () => {
  expect(rangeStillValid(undefined, '"a"')).toBe(true);
  expect(rangeStillValid('"a"', '"a"')).toBe(true);
  expect(rangeStillValid('"b"', '"a"')).toBe(false);
  expect(rangeStillValid('W/"a"', '"a"')).toBe(false);
  expect(rangeStillValid('Wed, 21 Oct 2015 07:28:00 GMT', '"a"')).toBe(false);
});

test('If-None-Match holds for the tag in a list, weak or strong, and for any by a star', () => {
  expect(matchesNone(undefined, '"a"')).toBe(false);
  expect(matchesNone('"b", W/"a"', '"a"')).toBe(true);
  expect(matchesNone('*', '"a"')).toBe(true);
  expect(matchesNone('"b"', '"a"')).toBe(false);
});

import { describe, expect, test } from 'vitest';
import { exactBytes, formatBytes } from '../../../../../web/app/files/format/bytes.ts';
import { formatDuration } from '../../../../../web/app/files/format/duration.ts';
import { formatWhen } from '../../../../../web/app/files/format/when.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('sizes', () => {
  test.each([
    [0, '0 B'],
    [1, '1 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [1234, '1.2 kB'],
    [99_949, '99.9 kB'],
    [99_950, '100 kB'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [2_500_000, '2.5 MB'],
    [16_777_216, '16.8 MB'],
    [3_000_000_000, '3 GB'],
    [549_755_813_888, '550 GB'],
    [2 ** 53, '9 PB'],
  ])('%d bytes read as %s', (bytes, text) => {
    expect(plain(formatBytes(bytes))).toBe(text);
  });

  test('the exact size counts every byte, with one byte in the singular', () => {
    expect(exactBytes(1)).toBe('1 byte');
    expect(exactBytes(1_234_567)).toBe('1,234,567 bytes');
  });
});

describe('moments', () => {
  const now = new Date(2025, 4, 14, 15, 0, 0);
  const at = (day: number, hour: number, minute = 0) => new Date(2025, 4, day, hour, minute);

  test.each([
    [new Date(now.getTime() - 10_000), 'just now'],
    [new Date(now.getTime() + 10_000), 'just now'],
    [at(14, 14, 55), '5 minutes ago'],
    [at(14, 14, 0), '1 hour ago'],
    [at(14, 3), '12 hours ago'],
    [at(13, 23), 'yesterday'],
    [at(13, 1), 'yesterday'],
    [at(11, 9), '3 days ago'],
    [at(8, 9), '6 days ago'],
    [at(7, 9), '7 May 2025'],
    [at(15, 18), 'tomorrow'],
    [at(18, 9), 'in 4 days'],
  ])('%s reads as "%s"', (moment, text) => {
    expect(formatWhen(moment, now)).toBe(text);
  });

  test('a few hours across midnight are hours, not "yesterday"', () => {
    expect(formatWhen(at(13, 23), at(14, 2))).toBe('3 hours ago');
  });
});

describe('durations', () => {
  test.each([
    [0, '1 s'],
    [7.2, '8 s'],
    [59, '59 s'],
    [60, '1 min'],
    [61, '2 min'],
    [3600, '1 h'],
    [4800, '1 h 20 min'],
    [86_400, '1 d'],
    [187_200, '2 d 4 h'],
  ])('%d seconds read as %s', (seconds, text) => {
    expect(plain(formatDuration(seconds))).toBe(text);
  });
});

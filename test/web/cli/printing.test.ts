import { expect, test } from 'vitest';
import { barLine } from '../../../web/cli/bars.ts';
import { localName } from '../../../web/cli/commands/download.ts';
import { timeOf } from '../../../web/cli/commands/upload.ts';
import { printable, sizeText } from '../../../web/cli/printing.ts';

test('a bar tells share, speed and time left, and fits the terminal', () => {
  const state = { label: 'movie.mp4', done: 50_000_000, total: 100_000_000, from: 0, elapsed: 5000 };
  expect(barLine(state, 100).replace(/ +/g, ' ')).toBe('movie.mp4 [##########----------] 50 % 10.0 MB/s 5 s left');
  expect(barLine({ ...state, from: 40_000_000 }, 100)).toMatch(/50 % {2}2\.0 MB\/s {2}25 s left/);
  expect(barLine({ ...state, label: 'x'.repeat(300) }, 80)).toHaveLength(79);
  expect(barLine({ ...state, total: undefined }, 100)).toContain('50.0 MB  10.0 MB/s');
  expect(barLine({ ...state, done: 0, total: 0, elapsed: 0 }, 100)).toContain('100 %');
});

test('sizes have at most three digits', () => {
  expect([0, 999, 1000, 9_949, 99_600, 999_499, 999_999, 5e15].map(sizeText)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '9.9 kB',
    '100 kB',
    '999 kB',
    '1.0 MB',
    '5.0 PB',
  ]);
});

test('names cannot move the cursor, turn the text round or climb out of the folder', () => {
  expect(printable('a\u001b[2Jb\u202ec\n')).toBe('a\\u001b[2Jb\\u202ec\\u000a');
  expect(localName('../../etc/passwd')).toBe('.._.._etc_passwd');
  expect(['..', '.', '', 'a\\b\0'].map(localName)).toEqual(['_', '_', '_', 'a_b_u0000']);
});

test('a time is a span or a date, and lies ahead', () => {
  const now = Date.parse('2030-01-01T00:00:00Z');
  expect(timeOf('90m', now).toISOString()).toBe('2030-01-01T01:30:00.000Z');
  expect(timeOf('2w', now).toISOString()).toBe('2030-01-15T00:00:00.000Z');
  expect(timeOf('2031-01-31', now).toISOString()).toBe('2031-01-31T00:00:00.000Z');
  for (const word of ['0d', '2029-12-31', 'soon', '', '7y']) expect(() => timeOf(word, now)).toThrow('--expires');
});

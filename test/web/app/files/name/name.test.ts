import { describe, expect, test } from 'vitest';
import { nameFault } from '../../../../../web/app/files/name/check.ts';
import { direction, splitName } from '../../../../../web/app/files/name/middle.ts';
import { namePieces, plainName } from '../../../../../web/app/files/name/visible.ts';

const OVERRIDE = '\u202e';
const FAMILY = '👨‍👩‍👧‍👦';

describe('unseen characters', () => {
  test('a right-to-left override becomes a mark of its own and no longer reorders', () => {
    expect(namePieces(`invoice${OVERRIDE}fdp.exe`)).toEqual([
      { kind: 'text', text: 'invoice' },
      { kind: 'mark', code: 'U+202E' },
      { kind: 'text', text: 'fdp.exe' },
    ]);
  });

  test.each([
    '\u0000',
    '\n',
    '\u007f',
    '\u0085',
    '\u061c',
    '\u200b',
    '\u200e',
    '\u2028',
    '\u202d',
    '\u2066',
    '\u2069',
    '\ufeff',
    '\ud800',
  ])('the character %j never reaches the page as itself', (character) => {
    expect(plainName(`a${character}b`)).toMatch(/^a\[U\+[0-9A-F]{4}\]b$/);
  });

  test.each([`holiday ${FAMILY}.jpg`, 'می‌خواهم.pdf', 'تقرير.pdf', '報告書.pdf', '<script>alert(1)</script>'])(
    'ordinary text such as %s is left as it is',
    (name) => {
      expect(namePieces(name)).toEqual([{ kind: 'text', text: name }]);
      expect(plainName(name)).toBe(name);
    },
  );
});

describe('long names', () => {
  test('a short name stays in one piece', () => {
    expect(splitName('report.pdf')).toEqual({ head: 'report.pdf', tail: '' });
  });

  test('the end with its extension stays readable', () => {
    const { head, tail } = splitName('Minutes of the annual meeting of shareholders, final version 7.docx');
    expect(tail).toBe('version 7.docx');
    expect(head + tail).toBe('Minutes of the annual meeting of shareholders, final version 7.docx');
  });

  test('joined letters come apart only where a word ends, if one ends near', () => {
    expect(splitName('محضر الاجتماع السنوي للمساهمين النسخة النهائية.pdf').tail).toBe('النهائية.pdf');
    expect(splitName('x'.repeat(60)).tail).toBe('x'.repeat(12));
  });

  test('no emoji is cut in two', () => {
    const name = FAMILY.repeat(40);
    const { head, tail } = splitName(name);
    expect(tail).toBe(FAMILY.repeat(12));
    expect(head + tail).toBe(name);
  });

  test.each([
    ['report.pdf', 'ltr'],
    ['2024 تقرير.pdf', 'rtl'],
    ['דוח.pdf', 'rtl'],
    ['12345', 'ltr'],
  ] as const)('%s begins %s', (name, expected) => {
    expect(direction(name)).toBe(expected);
  });
});

describe('names that the server would refuse', () => {
  test.each(['', '  ', 'a/b', 'a\\b', '..', 'a\nb', '\u0000', 'x'.repeat(256), '\ud800'])('%j has a fault', (name) => {
    expect(nameFault(name)).toMatch(/\.$/);
  });

  test.each(['a', '.hidden', 'تقرير.pdf', '😀'.repeat(255), `a${OVERRIDE}b`])('%s has none', (name) => {
    expect(nameFault(name)).toBeNull();
  });
});

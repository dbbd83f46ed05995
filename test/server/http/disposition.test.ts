import { parse } from 'content-disposition';
import { describe, expect, test } from 'vitest';
import { disposition } from '../../../server/http/disposition.ts';

const nameIn = (header: string) => parse(header).parameters['filename'];

describe('a file name in a header', () => {
  test.each([
    ['report.pdf', 'report.pdf'],
    ['Jahres­übersicht Größe.pdf', 'Jahres­übersicht Größe.pdf'],
    ['日本語.txt', '日本語.txt'],
    ['emoji 🎉.png', 'emoji 🎉.png'],
    ['100%25 "sure".txt', '100%25 "sure".txt'],
    ["it's; a=b.txt", "it's; a=b.txt"],
    ['<script>alert(1)</script>.html', '<script>alert(1)<_script>.html'],
  ])('%s comes out as %s', (name, expected) => {
    expect(nameIn(disposition(name, false))).toBe(expected);
  });

  test.each([
    ['a newline', 'x\r\nSet-Cookie: a=b.txt', 'xSet-Cookie: a=b.txt'],
    ['a NUL', 'a\0b.txt', 'ab.txt'],
    ['a turned extension', 'invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['isolates and marks', 'a\u2066b\u2069\u200ec\u061c.txt', 'abc.txt'],
    ['a zero-width space', 'a\u200bb.txt', 'ab.txt'],
    ['a path', '../../etc/passwd', '.._.._etc_passwd'],
    ['a Windows path', 'C:\\windows\\x.dll', 'C:_windows_x.dll'],
    ['dots alone', '..', 'file'],
    ['nothing that can be shown', '\u202e\u0007', 'file'],
    ['a lone surrogate', 'a\ud800b.txt', 'a\ufffdb.txt'],
    ['C1 controls', 'a\u0085b.txt', 'ab.txt'],
  ])('%s does not reach it', (_what, name, expected) => {
    expect(nameIn(disposition(name, false))).toBe(expected);
  });

  test.each(['a"b\\c\r\n\0ü.txt', '\u202e日本', `${'ü'.repeat(4000)}.txt`, '%41.txt', 'x'.repeat(4000)])(
    'is printable ASCII of a sane length whatever the name (%#)',
    (name) => {
      const header = disposition(name, true);
      expect(header).toMatch(/^inline; [\x20-\x7e]+$/);
      expect(header.length).toBeLessThan(3000);
    },
  );

  test('a long name keeps its extension', () => {
    expect(nameIn(disposition(`${'a'.repeat(4000)}.tar`, false))).toMatch(/^a{176}\.tar$/);
  });

  test('the fallback for old readers has no percent sign, quote or letter beyond ASCII', () => {
    const header = disposition('50% Größe "neu".txt', false);
    expect(/filename="([^"]*)"/.exec(header)?.[1]).toBe('50_ Gro_e _neu_.txt');
  });

  test('says whether it is to be shown or saved', () => {
    expect(disposition('a.png', true)).toMatch(/^inline;/);
    expect(disposition('a.png', false)).toMatch(/^attachment;/);
  });
});

import { expect, test } from 'vitest';
import { safeName, zipPaths } from '../../../server/domain/zip-names.ts';

test.each([
  ['plain.txt', 'plain.txt'],
  ['..', '_'],
  ['.', '_'],
  ['...', '_'],
  ['', '_'],
  ['   ', '_'],
  ['../../etc/passwd', '.._.._etc_passwd'],
  ['a\\b', 'a_b'],
  ['C:', 'C_'],
  ['a\0b\nc', 'a_b_c'],
  ['name.', 'name'],
  ['name ', 'name'],
  [' name', 'name'],
  ['aux', '_aux'],
  ['Com1.tar.gz', '_Com1.tar.gz'],
  ['LPT¹', '_LPT¹'],
  ['console', 'console'],
  ['NUL .txt', 'NUL .txt'],
  ['half \ud800', 'half \ufffd'],
  ['.bashrc', '.bashrc'],
])('%j becomes %j', (name, safe) => {
  expect(safeName(name)).toBe(safe);
});

test('a long name is cut before its extension, by whole characters', () => {
  const name = safeName(`${'報'.repeat(200)}.pdf`);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240);
  expect(name).toMatch(/^報+\.pdf$/);
});

test('no two paths are one where upper and lower case and forms of letters are alike, files and folders together', () => {
  const paths = zipPaths([
    { folders: [], name: 'a.txt' },
    { folders: [], name: 'A.txt' },
    { folders: [], name: 'a (2).txt' },
    { folders: [], name: 'é' },
    { folders: [], name: 'e\u0301' },
    { folders: ['x'], name: 'a.txt' },
    { folders: [], name: 'X' },
    { folders: ['x', '..'], name: 'a' },
  ]);
  expect(paths).toEqual(['a.txt', 'A (2).txt', 'a (2) (2).txt', 'é', 'e\u0301 (2)', 'x/a.txt', 'X (2)', 'x/_/a']);
});

test('ten thousand files of one name are numbered soon', () => {
  const paths = zipPaths(Array.from({ length: 10_000 }, () => ({ folders: ['f'], name: 'same.txt' })));
  expect(new Set(paths).size).toBe(10_000);
  expect(paths.at(-1)).toBe('f/same (10000).txt');
});

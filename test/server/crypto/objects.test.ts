import { expect, test } from 'vitest';
import { IntegrityError } from '../../../server/crypto/integrity.ts';
import { filePrefix, objectKey } from '../../../server/crypto/objects.ts';
import { FILE_ID, OTHER_FILE_ID } from './fixtures.ts';

test('an object lies under the first two digits of its file and the file', () => {
  expect(objectKey(FILE_ID, 0)).toBe(`00/${FILE_ID}/0.enc`);
  expect(objectKey(OTHER_FILE_ID, 65_535)).toBe(`ff/${OTHER_FILE_ID}/65535.enc`);
  expect(objectKey(FILE_ID, 12).startsWith(filePrefix(FILE_ID))).toBe(true);
});

test.each(['', '..', '../../etc', FILE_ID.toUpperCase(), `${FILE_ID}/`, `${FILE_ID}\n`])('%j is no file', (id) => {
  expect(() => objectKey(id, 0)).toThrow(IntegrityError);
  expect(() => filePrefix(id)).toThrow(IntegrityError);
});

test.each([-1, 1.5, 2 ** 32, Number.NaN])('%d is no part', (part) => {
  expect(() => objectKey(FILE_ID, part)).toThrow(IntegrityError);
});

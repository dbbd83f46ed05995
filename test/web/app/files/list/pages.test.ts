import { expect, test } from 'vitest';
import {
  firstPage,
  nextPage,
  type Page,
  refreshed,
  removed,
  replaced,
} from '../../../../../web/app/files/list/pages.ts';

interface Row {
  id: string;
  name?: string;
}

function page(ids: string, hasNextPage: boolean, totalCount = 100): Page<Row> {
  const nodes = [...ids].map((id) => ({ id }));
  return { nodes, pageInfo: { hasNextPage, endCursor: ids.at(-1) ?? null }, totalCount };
}
const ids = (pages: { files: readonly Row[] }) => pages.files.map((file) => file.id).join('');
const list = nextPage(firstPage(page('abc', true)), page('def', true));

test('pages follow one another and the cursor moves on', () => {
  expect(ids(list)).toBe('abcdef');
  expect(list).toMatchObject({ endCursor: 'f', hasNextPage: true });
});

test('a file that a later page repeats is shown once', () => {
  expect(ids(nextPage(list, page('fgh', false)))).toBe('abcdefgh');
});

test('an empty last page keeps the cursor and ends the list', () => {
  expect(nextPage(list, page('', false))).toMatchObject({ endCursor: 'f', hasNextPage: false });
});

test('a refresh puts new files in front and keeps the pages behind', () => {
  const after = refreshed(list, page('xya', true, 102));
  expect(ids(after)).toBe('xyabcdef');
  expect(after).toMatchObject({ endCursor: 'f', hasNextPage: true, totalCount: 102 });
});

test('a refresh drops files that were deleted elsewhere', () => {
  expect(ids(refreshed(list, page('acd', true)))).toBe('acdef');
});

test('a refresh that has nothing in common starts over', () => {
  const after = refreshed(list, page('xyz', true));
  expect(ids(after)).toBe('xyz');
  expect(after.endCursor).toBe('z');
});

test('a refresh that is the whole list replaces it', () => {
  expect(ids(refreshed(list, page('ab', false, 2)))).toBe('ab');
});

test('a refresh that reaches to the end of what was read takes its own cursor', () => {
  expect(refreshed(firstPage(page('abc', false)), page('bcd', true))).toMatchObject({
    endCursor: 'd',
    hasNextPage: true,
  });
});

test('deleted files leave at once and the count sinks by what was there', () => {
  const after = removed(list, new Set(['b', 'f', 'unknown']));
  expect(ids(after)).toBe('acde');
  expect(after.totalCount).toBe(98);
});

test('a renamed file takes its old place', () => {
  expect(replaced(list, { id: 'b', name: 'new' }).files[1]).toEqual({ id: 'b', name: 'new' });
});

import { expect, test } from 'vitest';
import {
  chooseAll,
  chooseNone,
  extendTo,
  move,
  nothingSelected,
  prune,
  type Selection,
  toggle,
} from '../../../../../web/app/files/list/selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const chosen = (selection: Selection) => [...selection.chosen].sort().join('');

test('toggling chooses a row and lets it go again', () => {
  const once = toggle(nothingSelected, 'b');
  expect(chosen(once)).toBe('b');
  expect(chosen(toggle(once, 'b'))).toBe('');
});

test('a range runs from the last toggled row in either direction', () => {
  expect(chosen(extendTo(toggle(nothingSelected, 'b'), order, 'd'))).toBe('bcd');
  expect(chosen(extendTo(toggle(nothingSelected, 'd'), order, 'a'))).toBe('abcd');
});

test('a range keeps what was chosen before and its anchor for the next range', () => {
  const first = extendTo(toggle(toggle(nothingSelected, 'e'), 'b'), order, 'c');
  expect(chosen(first)).toBe('bce');
  expect(chosen(extendTo(first, order, 'a'))).toBe('abce');
});

test('a range without an anchor in sight is the row alone', () => {
  expect(chosen(extendTo(nothingSelected, order, 'c'))).toBe('c');
  expect(chosen(extendTo({ ...nothingSelected, anchor: 'gone' }, order, 'c'))).toBe('c');
});

test('all rows and no rows', () => {
  const all = chooseAll(nothingSelected, order);
  expect(chosen(all)).toBe('abcde');
  expect(chosen(chooseNone(all))).toBe('');
});

test('arrows begin at the first or the last row and stop at the ends', () => {
  expect(move(nothingSelected, order, 1, false).active).toBe('a');
  expect(move(nothingSelected, order, -1, false).active).toBe('e');
  expect(move({ ...nothingSelected, active: 'e' }, order, 1, false).active).toBe('e');
  expect(move({ ...nothingSelected, active: 'c' }, order, -10, false).active).toBe('a');
  expect(move(nothingSelected, [], 1, false).active).toBeNull();
});

test('arrows with shift choose what they pass, from where the keyboard stood', () => {
  const down = move({ ...nothingSelected, active: 'b' }, order, 1, true);
  expect(chosen(down)).toBe('bc');
  expect(chosen(move(down, order, 1, true))).toBe('bcd');
});

test('rows that are gone are no longer chosen, and the keyboard stands on the next one', () => {
  const selection: Selection = { chosen: new Set(['b', 'c']), anchor: 'b', active: 'b' };
  const after = prune(selection, order, ['a', 'c', 'd', 'e']);
  expect(chosen(after)).toBe('c');
  expect(after).toMatchObject({ anchor: null, active: 'c' });
  expect(prune({ ...selection, active: 'e' }, order, ['a', 'b', 'c']).active).toBe('c');
  expect(prune(selection, order, []).active).toBeNull();
});

test('nothing changes when all rows are still there', () => {
  const selection = toggle(nothingSelected, 'b');
  expect(prune(selection, order, ['x', ...order])).toBe(selection);
});

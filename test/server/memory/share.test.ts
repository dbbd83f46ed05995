import { expect, test } from 'vitest';
import { Share } from '../../../server/memory/share.ts';

test('is divided among those who hold it, within its bounds', () => {
  const share = new Share({ total: 100, most: 60, least: 15 });
  expect(share.each).toBe(60);
  const leave = [share.enter()];
  expect(share.each).toBe(60);
  leave.push(share.enter());
  expect(share.each).toBe(50);
  leave.push(share.enter());
  expect(share.each).toBe(33);
  while (leave.length < 20) leave.push(share.enter());
  expect(share.each).toBe(15);
  for (const left of leave) left();
  expect(share.each).toBe(60);
});

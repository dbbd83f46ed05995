import { afterAll, beforeAll, expect, test } from 'vitest';
import { inlineUrl } from '../../../../../web/app/files/preview/inline-url.ts';
import { createStrongroomClient } from '../../../../../web/client/index.ts';
import { startHouse, type TestHouse } from '../../../../support/house.ts';
import { bytesOf, upload } from '../../../../support/transfers.ts';
import { get } from '../../../../support/wire.ts';

const HOUR = 3_600_000;

let house: TestHouse;
let now = Date.now();
beforeAll(async () => {
  house = await startHouse({ clock: () => now });
});
afterAll(() => house.remove());

test('the address of a preview is asked for once, shows the file, and works for a day', async () => {
  const { id } = await upload(house, bytesOf(50), { name: 'film.mp4', type: 'video/mp4' });
  const { urql } = createStrongroomClient({ url: house.url, token: house.token });
  const url = await inlineUrl(urql, id);
  expect(await inlineUrl(urql, id)).toBe(url);
  const begun = now;
  now = begun + 24 * HOUR - 60_000;
  const answer = await get(url);
  expect(answer).toMatchObject({ status: 200, broken: false });
  expect(answer.headers['content-disposition']).toMatch(/^inline/);
  now = begun + 24 * HOUR + 60_000;
  expect((await get(url)).status).toBe(410);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf, downloadUrl, upload } from '../../support/transfers.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.remove());

/** How the file is sent when it was asked for to be shown, and when to be saved. */
async function sentAs(type: string): Promise<(string | undefined)[]> {
  const { id } = await upload(house, bytesOf(10), { name: 'a file', type });
  const ways = await Promise.all(
    (['INLINE', 'ATTACHMENT'] as const).map(async (as) => fetch(await downloadUrl(house, id, as), { method: 'HEAD' })),
  );
  return ways.map(({ headers }) => headers.get('content-disposition')?.split(';')[0]);
}

test.each([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'application/pdf',
  'text/plain',
  'audio/mpeg',
  'video/webm',
])('%s may be shown by the browser, when that is asked for', async (type) => {
  expect(await sentAs(type)).toEqual(['inline', 'attachment']);
});

test.each([
  'image/svg+xml',
  'text/html',
  'application/xhtml+xml',
  'text/xml',
  'application/xml',
  'text/css',
  'text/javascript',
  'application/javascript',
  'multipart/x-mixed-replace',
  'message/rfc822',
  'application/octet-stream',
  'image/x-unheard-of',
])('%s is only ever saved, whatever is asked for', async (type) => {
  expect(await sentAs(type)).toEqual(['attachment', 'attachment']);
});

import { Readable } from 'node:stream';
import { Upload, type UploadOptions } from 'tus-js-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf, download, sha256 } from '../../support/transfers.ts';
import { idOf } from '../../support/tus.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.remove());

/** Runs tus-js-client to its end; gives the upload's address. */
function run(source: Buffer | Readable, options: Partial<UploadOptions>): { upload: Upload; done: Promise<string> } {
  let upload: Upload | undefined;
  const done = new Promise<string>((resolve, reject) => {
    upload = new Upload(source as never, {
      endpoint: `${house.url}/uploads`,
      headers: { Authorization: `Bearer ${house.token}` },
      metadata: { filename: 'sent by a client.bin' },
      retryDelays: [0, 300, 1000, 3000],
      onError: reject,
      onSuccess: () => resolve(upload?.url ?? ''),
      ...options,
    });
    upload.start();
  });
  // The constructor above ran already: promises run their work at once.
  return { upload: upload as Upload, done };
}

test.each<[string, Partial<UploadOptions>]>([
  ['in one request', {}],
  ['in chunks', { chunkSize: 1_000_000 }],
  ['with its creation', { uploadDataDuringCreation: true }],
  ['by POST alone', { overridePatchMethod: true, chunkSize: 2_000_000 }],
])('tus-js-client sends a file %s', async (_, options) => {
  const bytes = bytesOf(5_000_000);
  const url = await run(bytes, options).done;
  const { response, bytes: back } = await download(house, idOf(url));
  expect(response.headers.get('content-disposition')).toContain('sent by a client.bin');
  expect(sha256(back)).toBe(sha256(bytes));
});

test('tus-js-client sends a stream of known size', async () => {
  const bytes = bytesOf(3_000_000);
  const source = Readable.from([bytes.subarray(0, 1_000_000), bytes.subarray(1_000_000)]);
  const url = await run(source, { uploadSize: bytes.length, chunkSize: 500_000 }).done;
  expect(sha256((await download(house, idOf(url))).bytes)).toBe(sha256(bytes));
});

test('tus-js-client goes on after a pause, and ends an upload', async () => {
  const bytes = bytesOf(4_000_000);
  let paused = 0;
  const first = run(bytes, {
    chunkSize: 500_000,
    onChunkComplete(_, accepted) {
      if (accepted < 1_500_000 || paused > 0) return;
      paused = accepted;
      void first.upload.abort().then(() => first.upload.start());
    },
  });
  const url = await first.done;
  expect(paused).toBeGreaterThan(0);
  expect(sha256((await download(house, idOf(url))).bytes)).toBe(sha256(bytes));

  const second = run(bytes, {
    chunkSize: 500_000,
    onChunkComplete: () => void second.upload.abort(true),
  });
  second.done.catch(() => {});
  const exists = async (id: string) =>
    (await house.rooms.catalog.selectFrom('files').select('id').where('id', '=', id).execute()).length;
  await expect.poll(() => second.upload.url !== null, { timeout: 10_000 }).toBe(true);
  await expect.poll(() => exists(idOf(second.upload.url ?? '')), { timeout: 10_000 }).toBe(0);
});

test('two clients that race on one upload store the right file', async () => {
  const bytes = bytesOf(40_000_000, 5);
  let uploadUrl = '';
  const first = run(bytes, { chunkSize: 4_000_000 });
  await expect.poll(() => (uploadUrl = first.upload.url ?? ''), { timeout: 10_000 }).not.toBe('');
  const second = run(bytes, { chunkSize: 3_000_000, uploadUrl });
  const urls = await Promise.all([first.done, second.done]);
  expect(new Set(urls.map(idOf)).size).toBe(1);
  expect(sha256((await download(house, idOf(uploadUrl))).bytes)).toBe(sha256(bytes));
}, 60_000);

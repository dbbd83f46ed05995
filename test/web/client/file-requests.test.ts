import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStrongroomClient, isGenuineReceipt, type StrongroomClient } from '../../../web/client/index.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf, sha256 } from '../../support/transfers.ts';

let house: TestHouse;
let owner: StrongroomClient;
let anyone: StrongroomClient;
beforeAll(async () => {
  house = await startHouse();
  owner = createStrongroomClient({ url: house.url, token: house.token });
  anyone = createStrongroomClient({ url: house.url });
});
afterAll(() => house.remove());

const LARGE = bytesOf(17 * 1024 * 1024, 2);

test('someone without an account sends a small and a large file, and proves it by the receipt without the server', async () => {
  const { id, url } = await owner.createFileRequest({ title: 'Papers', maxFiles: 2, password: 'rather secret' });
  const token = url.split('/').at(-1) ?? '';
  expect(await anyone.fileRequestInfo(token)).toMatchObject({ needsPassword: true, owner: 'Ada Admin', title: '' });
  await expect(anyone.openFileRequest(token)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
  const { sender, title, limits } = await anyone.openFileRequest(token, { password: 'rather secret' });
  expect({ title, left: limits.filesLeft }).toEqual({ title: 'Papers', left: 2 });

  const small = await sender.upload(new Blob([Buffer.from('small')]), { name: 'small.txt' });
  const progress: number[] = [];
  const large = await sender.upload(new Blob([new Uint8Array(LARGE)]), {
    name: 'large.bin',
    onProgress: ({ sent }) => progress.push(sent),
  });
  expect(progress.at(-1)).toBe(LARGE.length);
  await expect(sender.upload(new Blob(['x']), { name: 'x' })).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
  const again = createStrongroomClient({ url: house.url }).requestSender(sender.uploadToken);
  expect((await again.uploads()).map((file) => file.id)).toEqual([small.id, large.id]);

  const receipt = await sender.finish({ name: 'Sam' });
  expect(receipt.files.map((file) => file.sha256)).toEqual([sha256(Buffer.from('small')), sha256(LARGE)]);
  const signed = receipt.signed ?? '';
  const { data } = await house.graphql('{ receiptPublicKeys }', {}, null);
  expect(await isGenuineReceipt(signed, data.receiptPublicKeys)).toBe(true);
  expect(await isGenuineReceipt(signed, [])).toBe(false);
  expect(await isGenuineReceipt(signed.replace('small', 'smell'), data.receiptPublicKeys)).toBe(false);
  expect(await anyone.verifyReceipt(signed)).toBe(true);
  expect(await anyone.verifyReceipt(`${signed} `)).toBe(false);
  expect((await sender.receipt()).signed).toBe(signed);

  await owner.closeFileRequest(id);
  const requests = [];
  for await (const request of owner.fileRequests()) requests.push(request);
  expect(requests).toMatchObject([{ id, files: 2, url: null, endedAt: expect.any(String) }]);
  await expect(anyone.openFileRequest(token)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

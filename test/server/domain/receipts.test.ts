import { createPublicKey, verify } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { PART_MAX } from '../../../server/crypto/sizes.ts';
import { deleteFile, renameFile } from '../../../server/domain/files.ts';
import { isOurReceipt } from '../../../server/domain/receipt-text.ts';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { codeOf, finishRequest, makeRequest, receiptOf, sentOf, uploadTokenOf } from '../../support/requests.ts';
import { bytesOf, sha256, upload, uploadRaw } from '../../support/transfers.ts';
import { idOf, rawTus } from '../../support/tus.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.remove());
afterEach(() => void vi.restoreAllMocks());

let token: string;
beforeEach(async () => {
  token = await uploadTokenOf(house, await makeRequest(house, { title: 'Papers, “signed”' }));
});

const send = async (bytes: Uint8Array, name: string) => {
  const { body } = await uploadRaw(house, bytes, { token, name });
  return body.data?.uploadFile.id ?? '';
};
const isGenuine = async (signed: string) =>
  (await house.graphql('query ($signed: String!) { verifyReceipt(signed: $signed) }', { signed }, null)).data
    .verifyReceipt;
const completed = (uploadToken: string) =>
  eventually('the hashes are there', async () => {
    const receipt = (await receiptOf(house, uploadToken)).data.requestReceipt;
    return receipt.complete ? receipt : null;
  });

describe('a receipt', () => {
  test('holds names, sizes, hashes and times of what was sent at once or in one piece, and is there at once', async () => {
    // Nothing makes hashes in the background: those that are there were made while the bytes came.
    vi.spyOn(house.rooms.hashing, 'wake').mockImplementation(() => {});
    const [small, large] = [bytesOf(1000), bytesOf(PART_MAX + 5, 2)];
    const first = await send(small, 'résumé.pdf');
    const path = await rawTus(house, token).create(large.length, { filename: 'large.bin' });
    await rawTus(house, token).patch(path, 0, large);
    const empty = await rawTus(house, token).create(0, { filename: 'empty' });
    const { data } = await finishRequest(house, token, { senderName: ' Sam Sender ', senderEmail: 'SAM@example.org' });
    const receipt = data.finishFileRequest;
    expect(receipt.complete).toBe(true);
    expect(receipt.files).toEqual([
      { id: first, name: 'résumé.pdf', size: 1000, receivedAt: expect.any(String), sha256: sha256(small) },
      { id: idOf(path), name: 'large.bin', size: large.length, receivedAt: expect.any(String), sha256: sha256(large) },
      { id: idOf(empty), name: 'empty', size: 0, receivedAt: expect.any(String), sha256: sha256(Buffer.alloc(0)) },
    ]);
    expect(JSON.parse(receipt.signed)).toEqual({
      type: 'strongroom-receipt',
      v: 1,
      server: house.url,
      title: 'Papers, “signed”',
      owner: 'Ada Admin',
      sender: { name: 'Sam Sender', email: 'sam@example.org' },
      receipt: expect.any(String),
      finishedAt: receipt.finishedAt,
      files: receipt.files,
      publicKey: expect.any(String),
      signature: expect.any(String),
    });
    expect(await isGenuine(receipt.signed)).toBe(true);
  });

  test('is proven without us: by its text, the published key and Ed25519 alone', async () => {
    await send(bytesOf(10), 'a "quoted" \\ name\u{1F4C4}.txt');
    const { signed } = (await finishRequest(house, token)).data.finishFileRequest;
    const [key] = (await house.graphql('{ receiptPublicKeys }', {}, null)).data.receiptPublicKeys;
    const { signature, ...facts } = JSON.parse(signed);
    const bytes = Buffer.from(`strongroom/receipt/v1\0${signed.replace(`,"signature":"${signature}"`, '')}`);
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: key };
    expect(facts.publicKey).toBe(key);
    expect(verify(null, bytes, createPublicKey({ key: jwk, format: 'jwk' }), Buffer.from(signature, 'base64url'))).toBe(
      true,
    );
  });

  test('is refused with any one byte altered, left out or put in', async () => {
    await send(bytesOf(10), 'a.txt');
    const { signed } = (await finishRequest(house, token)).data.finishFileRequest;
    const { rooms } = house;
    expect(isOurReceipt(rooms, signed)).toBe(true);
    const accepted: string[] = [];
    for (let i = 0; i < signed.length; i += 1) {
      const [before, byte, after] = [signed.slice(0, i), signed.charCodeAt(i), signed.slice(i + 1)];
      const others = [1, 2, 4, 8, 16, 32, 64].map((bit) => String.fromCharCode(byte ^ bit));
      for (const altered of [
        ...others.map((other) => before + other + after),
        before + after,
        `${before} ${signed.slice(i)}`,
      ]) {
        if (isOurReceipt(rooms, altered)) accepted.push(`${i}: ${altered}`);
      }
    }
    expect(accepted).toEqual([]);
    for (const text of ['', 'null', '{}', '[]', '"x"', `${signed}\n`, JSON.stringify(JSON.parse(signed), null, 2)]) {
      expect(await isGenuine(text)).toBe(false);
    }
  });

  test('of another server is not ours', async () => {
    const other = await startHouse();
    try {
      await send(bytesOf(10), 'a.txt');
      const { signed } = (await finishRequest(house, token)).data.finishFileRequest;
      expect(isOurReceipt(other.rooms, signed)).toBe(false);
    } finally {
      await other.remove();
    }
  });
});

describe('finishing', () => {
  test('ends the token; said again it gives the same receipt', async () => {
    await send(bytesOf(10), 'a.txt');
    const first = await finishRequest(house, token, { senderName: 'Sam' });
    const again = await finishRequest(house, token, { senderName: 'Someone else' });
    expect(again.data).toEqual(first.data);
    expect((await uploadRaw(house, bytesOf(5), { token })).body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await sentOf(house, token)).map(({ name }) => name)).toEqual(['a.txt']);
  });

  test('needs a file, a name and an address that can be; a receipt needs its end', async () => {
    expect(codeOf(await finishRequest(house, token))).toBe('BAD_INPUT');
    await send(bytesOf(10), 'a.txt');
    expect(codeOf(await finishRequest(house, token, { senderEmail: 'nowhere' }))).toBe('BAD_INPUT');
    expect(codeOf(await finishRequest(house, token, { senderName: 'a\nb' }))).toBe('BAD_INPUT');
    expect(codeOf(await receiptOf(house, token))).toBe('NOT_FOUND');
    expect(codeOf(await receiptOf(house, 'sq_wrong'))).toBe('UNAUTHENTICATED');
  });

  test('works after the request was closed too: what came has its receipt', async () => {
    const request = await makeRequest(house);
    token = await uploadTokenOf(house, request);
    await send(bytesOf(10), 'a.txt');
    await house.graphql('mutation ($id: ID!) { closeFileRequest(id: $id) }', { id: request.id });
    expect((await finishRequest(house, token)).data.finishFileRequest.complete).toBe(true);
  });
});

describe('the hash of a file that came in pieces', () => {
  const pieces = [bytesOf(PART_MAX + 5, 3), bytesOf(2000, 4)] as const;
  const whole = Buffer.concat(pieces);
  async function sendInPieces(): Promise<string> {
    const tus = rawTus(house, token);
    const path = await tus.create(whole.length, { filename: 'pieces.bin' });
    await tus.patch(path, 0, pieces[0]);
    await tus.patch(path, pieces[0].length, pieces[1]);
    return idOf(path);
  }
  const dueRows = () =>
    house.rooms.catalog
      .selectFrom('files')
      .select('id')
      .where('hash_due', '=', 1)
      .where('state', '=', 'stored')
      .execute();

  test('is made from what is stored, without being asked for', async () => {
    await sendInPieces();
    await eventually('none is due', async () => (await dueRows()).length === 0);
    const { data } = await finishRequest(house, token);
    expect(data.finishFileRequest.files[0].sha256).toBe(sha256(whole));
  });

  test('is kept through a rename at the same time; the receipt keeps the name that was sent', async () => {
    const id = await sendInPieces();
    for (let i = 0; i < 3; i += 1) {
      await renameFile(house.rooms, house.admin, id, `renamed ${i}.bin`).catch(() => {});
    }
    const receipt = (await finishRequest(house, token)).data.finishFileRequest;
    const { files } = receipt.complete ? receipt : await completed(token);
    expect(files).toMatchObject([{ name: 'pieces.bin', sha256: sha256(whole) }]);
    const renamed = await renameFile(house.rooms, house.admin, id, 'later.bin');
    expect(renamed.name).toBe('later.bin');
    expect((await sentOf(house, token)).map(({ name }) => name)).toEqual(['pieces.bin']);
  });

  test('is made after a restart that came in between, and until then the receipt says so', async () => {
    house.rooms.hashing.wake = () => {};
    await sendInPieces();
    const receipt = (await finishRequest(house, token)).data.finishFileRequest;
    expect(receipt).toMatchObject({ complete: false, signed: null, files: [{ sha256: null }] });
    await house.stop();
    house = await startHouse({ dataDir: house.dataDir });
    const { files, signed } = await completed(token);
    expect(files[0].sha256).toBe(sha256(whole));
    expect(await isGenuine(signed)).toBe(true);
    expect((await receiptOf(house, token)).data.requestReceipt.signed).toBe(signed);
  });

  test('of a file that its owner deleted before is left out for good', async () => {
    house.rooms.hashing.wake = () => {};
    const id = await sendInPieces();
    expect((await finishRequest(house, token)).data.finishFileRequest.complete).toBe(false);
    await deleteFile(house.rooms, house.admin, id);
    const receipt = await completed(token);
    expect(receipt.files).toMatchObject([{ name: 'pieces.bin', sha256: null }]);
    expect(await isGenuine(receipt.signed)).toBe(true);
  });

  test('is made for requests only', async () => {
    await upload(house, bytesOf(10));
    const rows = await house.rooms.catalog
      .selectFrom('files')
      .select('hash_due')
      .where('request_sender_id', 'is', null)
      .execute();
    expect(rows).toEqual([{ hash_due: 0 }]);
  });
});

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createStrongroomClient,
  type FileItem,
  type Progress,
  type StrongroomClient,
} from '../../../web/client/index.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf, sha256 } from '../../support/transfers.ts';

let house: TestHouse;
let client: StrongroomClient;
let folder: string;

beforeAll(async () => {
  house = await startHouse();
  client = createStrongroomClient({ url: house.url, token: house.token });
  folder = await mkdtemp(join(tmpdir(), 'strongroom-client-'));
});
afterAll(async () => {
  await house.remove();
  await rm(folder, { recursive: true });
});

async function contents(id: string): Promise<Buffer> {
  const { stream } = await client.download(id);
  return Buffer.from(await new Response(stream).arrayBuffer());
}

async function collect(files: AsyncIterable<FileItem>): Promise<FileItem[]> {
  const all: FileItem[] = [];
  for await (const file of files) all.push(file);
  return all;
}

async function* slices(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

describe('an upload comes back byte for byte', () => {
  test('from a path, with the name and the type that the path suggests', async () => {
    const bytes = bytesOf(300_001);
    const path = join(folder, 'Bericht ö 漢字.pdf');
    await writeFile(path, bytes);
    const ticks: Progress[] = [];
    const file = await client.upload(path, { onProgress: (progress) => ticks.push(progress) });
    expect(file).toMatchObject({ name: 'Bericht ö 漢字.pdf', contentType: 'application/pdf', size: 300_001 });
    expect(ticks.at(0)).toEqual({ sent: 0, total: 300_001 });
    expect(ticks.at(-1)).toEqual({ sent: 300_001, total: 300_001 });
    expect(ticks.length).toBeGreaterThan(2);
    expect(sha256(await contents(file.id))).toBe(sha256(bytes));
    expect((await client.upload(pathToFileURL(path))).name).toBe('Bericht ö 漢字.pdf');
  });

  test('from a stream of unknown length, larger than one part', async () => {
    const bytes = bytesOf(17 * 1024 * 1024 + 5);
    const totals = new Set<number | undefined>();
    const file = await client.upload(slices(bytes, 100_003), {
      name: 'stream.bin',
      onProgress: ({ total }) => totals.add(total),
    });
    expect(file).toMatchObject({ size: bytes.byteLength, parts: 2, contentType: 'application/octet-stream' });
    expect([...totals]).toEqual([undefined]);
    expect(sha256(await contents(file.id))).toBe(sha256(bytes));
  });

  test('from a web stream, a Blob and a File', async () => {
    const bytes = bytesOf(70_000);
    const stream = await client.upload(new Blob([new Uint8Array(bytes)]).stream(), { name: 'a' });
    const blob = await client.upload(new Blob([new Uint8Array(bytes)], { type: 'image/png' }), { name: 'b' });
    const file = await client.upload(new File([new Uint8Array(bytes)], 'c.txt'));
    expect([stream.name, blob.name, file.name]).toEqual(['a', 'b', 'c.txt']);
    expect([blob.contentType, file.contentType]).toEqual(['image/png', 'text/plain']);
    for (const { id } of [stream, blob, file]) expect(sha256(await contents(id))).toBe(sha256(bytes));
  });

  test('when there is nothing in it', async () => {
    for (const source of [new Blob([]), slices(new Uint8Array(), 1)]) {
      const file = await client.upload(source, { name: 'empty' });
      expect(file.size).toBe(0);
      expect(await contents(file.id)).toEqual(Buffer.alloc(0));
    }
  });

  test('with the name, type, cipher and end that were asked for', async () => {
    const expiresAt = new Date(Date.now() + 86_400_000);
    const file = await client.upload(new File(['x'], 'other'), {
      name: 'a"b;c%0A\u202e.txt',
      contentType: 'text/csv',
      cipher: 'AES_256_CBC_HMAC',
      expiresAt,
    });
    expect(file).toMatchObject({
      name: 'a"b;c%0A\u202e.txt',
      contentType: 'text/csv',
      cipher: 'AES_256_CBC_HMAC',
      expiresAt: expiresAt.toISOString(),
    });
    expect(await client.file(file.id)).toEqual(file);
  });

  test('four at once, in one client', async () => {
    const many = [1, 2, 3, 4].map((seed) => bytesOf(500_000, seed));
    const files = await Promise.all(many.map((bytes, i) => client.upload(slices(bytes, 9_999), { name: `same ${i}` })));
    for (const [i, file] of files.entries())
      expect(sha256(await contents(file.id))).toBe(sha256(many[i] ?? Buffer.of()));
  });
});

describe('an upload that cannot be', () => {
  test('aborted half-way rejects with the reason and leaves no file', async () => {
    const control = new AbortController();
    const source = (async function* () {
      yield new Uint8Array(100_000);
      control.abort(new Error('changed my mind'));
      yield new Uint8Array(100_000);
      await new Promise(() => {});
    })();
    const upload = client.upload(source, { name: 'aborted-half-way', signal: control.signal });
    await expect(upload).rejects.toThrow('changed my mind');
    expect(await collect(client.list({ search: 'aborted-half-way' }))).toEqual([]);
  });

  test('says why: no name, no such path, a folder, a time that is over', async () => {
    const nameless = new Blob(['x']) as File;
    await expect(client.upload(nameless)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(client.upload(join(folder, 'missing'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(client.upload(folder)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const late = client.upload(new Blob(['x']), { name: 'late', expiresAt: '2001-01-01T00:00:00.000Z' });
    await expect(late).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('lists', () => {
  test('go through all pages, newest first, and search in names', async () => {
    for (const i of [1, 2, 3, 4, 5]) await client.upload(new Blob([String(i)]), { name: `Paged-${i}` });
    const found = await collect(client.list({ first: 2, search: 'pAGED-' }));
    expect(found.map((file) => file.name)).toEqual(['Paged-5', 'Paged-4', 'Paged-3', 'Paged-2', 'Paged-1']);

    const first = await client.page({ first: 2, search: 'paged-' });
    expect(first).toMatchObject({ hasNextPage: true, totalCount: 5 });
    const second = await client.page({ first: 2, search: 'paged-', after: first.endCursor ?? '' });
    expect(second.files.map((file) => file.name)).toEqual(['Paged-3', 'Paged-2']);
    await expect(client.page({ first: 0 })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  test('rename and remove are seen by the next question', async () => {
    const { id } = await client.upload(new Blob(['x']), { name: 'before' });
    expect((await client.rename(id, 'after')).name).toBe('after');
    expect((await client.file(id))?.name).toBe('after');
    await client.remove(id);
    expect(await client.file(id)).toBeNull();
    await expect(client.download(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(client.remove(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a download', () => {
  test('brings the piece that was asked for, and says which', async () => {
    const bytes = bytesOf(100_000);
    const { id } = await client.upload(new Blob([new Uint8Array(bytes)]), { name: 'pieces' });
    const piece = async (range: { start: number; end?: number }) => {
      const { stream, ...rest } = await client.download(id, { range });
      return { ...rest, bytes: Buffer.from(await new Response(stream).arrayBuffer()) };
    };
    expect(await piece({ start: 16_380, end: 16_390 })).toMatchObject({
      bytes: bytes.subarray(16_380, 16_391),
      size: 11,
      range: { start: 16_380, end: 16_390 },
    });
    expect((await piece({ start: 99_990 })).bytes).toEqual(bytes.subarray(99_990));
    expect((await piece({ start: 99_990, end: 10 ** 9 })).range).toEqual({ start: 99_990, end: 99_999 });
    await expect(piece({ start: 100_000 })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(piece({ start: 5, end: 4 })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  test('to a path replaces what was there, with progress to the end', async () => {
    const bytes = bytesOf(200_000);
    const { id } = await client.upload(new Blob([new Uint8Array(bytes)]), { name: 'to-path' });
    const path = join(folder, 'down.bin');
    await writeFile(path, 'old');
    let last = 0;
    const done = await client.downloadTo(id, path, { onProgress: ({ received }) => (last = received) });
    expect(done).toMatchObject({ size: 200_000, name: 'to-path' });
    expect(last).toBe(200_000);
    expect(sha256(await readFile(path))).toBe(sha256(bytes));
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('of stored bytes that were altered rejects, and no file appears', async () => {
    const { id } = await client.upload(new Blob([new Uint8Array(bytesOf(2_000_000))]), { name: 'altered' });
    const objects = await readdir(join(house.dataDir, 'objects'), { recursive: true });
    const object = join(house.dataDir, 'objects', objects.find((name) => name.includes(`${id}/`)) ?? 'none');
    const sealed = await readFile(object);
    sealed.writeUInt8(sealed.readUInt8(1_500_000) ^ 1, 1_500_000);
    await writeFile(object, sealed);
    await expect(client.downloadTo(id, join(folder, 'altered'))).rejects.toMatchObject({ name: 'StrongroomError' });
    expect((await readdir(folder)).filter((name) => name.includes('altered'))).toEqual([]);
  });

  test('works by the signed address alone, without token or cookie', async () => {
    const { id } = await client.upload(new Blob(['signed']), { name: 'signed.txt' });
    const { url, expiresAt } = await client.downloadUrl(id, { disposition: 'INLINE', expiresIn: 60 });
    const response = await fetch(url);
    expect(await response.text()).toBe('signed');
    expect(response.headers.get('content-disposition')).toMatch(/^inline/);
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - 60_000)).toBeLessThan(10_000);
  });
});

test('who asks, and in what state the vault is', async () => {
  const stranger = createStrongroomClient({ url: house.url });
  expect(await client.viewer()).toMatchObject({ email: 'ada@example.org', role: 'ADMIN' });
  expect(await stranger.viewer()).toBeNull();
  expect(await stranger.vaultState()).toBe('UNSEALED');
  await expect(stranger.page()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  await expect(stranger.upload(new Blob(['x']), { name: 'x' })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

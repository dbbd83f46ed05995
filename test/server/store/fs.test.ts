import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, readlink, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFsStore } from '../../../server/store/fs.ts';
import { openTemporaryStore } from './fs-fixture.ts';
import { storeSuite } from './store-suite.ts';
import { aKey, chunks, readAll } from './store-under-test.ts';

describe('the file store as any store', () => storeSuite(openTemporaryStore));

let under: Awaited<ReturnType<typeof openTemporaryStore>>;
beforeEach(async () => {
  under = await openTemporaryStore();
});
afterEach(() => under.close());

/** Descriptors of this process that lead into the store. */
async function descriptors(): Promise<number> {
  const links = (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => ''));
  return (await Promise.all(links)).filter((target) => target.startsWith(under.root)).length;
}

test('objects are for their owner alone, in the folders of the format', async () => {
  const key = aKey(3);
  await under.store.put(key, chunks(Buffer.from('x')));
  await under.store.put('vault.id', chunks(Buffer.from('y')));
  const file = path.join(under.root, key);
  for (const folder of [under.root, path.dirname(path.dirname(file)), path.dirname(file)]) {
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  }
  for (const object of [file, path.join(under.root, 'vault.id')]) expect((await stat(object)).mode & 0o777).toBe(0o600);
  expect(`${await readFile(file)}`).toBe('x');
});

describe('a reader gives its descriptor back', () => {
  const key = aKey();
  const range = { start: 0, end: 5_000_000 };
  beforeEach(() => under.store.put(key, chunks(randomBytes(5_000_000))));

  test('when it ends early', async () => {
    for await (const chunk of under.store.open(key, range)) {
      expect(chunk.length).toBeGreaterThan(0);
      expect(await descriptors()).toBe(1);
      break;
    }
    expect(await descriptors()).toBe(0);
  });

  test('when it is aborted while its reader takes nothing', async () => {
    const controller = new AbortController();
    const reading = under.store.open(key, range, controller.signal)[Symbol.asyncIterator]();
    await reading.next();
    expect(await descriptors()).toBe(1);
    controller.abort();
    await expect.poll(descriptors).toBe(0);
  });

  test('at its end, and when it fails', async () => {
    await readAll(under.store.open(key, range));
    await expect(readAll(under.store.open(key, { start: 0, end: 5_000_001 }))).rejects.toThrow('SHORT');
    expect(await descriptors()).toBe(0);
  });

  test('an object that is cut while it is read is SHORT', async () => {
    const reading = under.store.open(key, range)[Symbol.asyncIterator]();
    await reading.next();
    const handle = await open(path.join(under.root, key), 'r+');
    await handle.truncate(1_500_000);
    await handle.close();
    const rest = (async () => {
      while (!(await reading.next()).done);
    })();
    await expect(rest).rejects.toMatchObject({ code: 'SHORT' });
    expect(await descriptors()).toBe(0);
  });
});

test('bytes beyond 2 and 4 GiB are read where they are', async () => {
  const key = aKey();
  await under.store.put(key, chunks());
  const handle = await open(path.join(under.root, key), 'r+');
  const marks = [2 ** 31 - 1, 2 ** 31 + 5, 2 ** 32 - 3, 2 ** 32 + 16_400];
  for (const mark of marks) await handle.write(Buffer.from('mark'), 0, 4, mark);
  await handle.close();
  expect(await under.store.stat(key)).toBe(2 ** 32 + 16_404);
  for (const start of marks) expect(`${await readAll(under.store.open(key, { start, end: start + 4 }))}`).toBe('mark');
});

describe('a link out of the store', () => {
  const fileId = randomUUID();
  const key = aKey(0, fileId);
  const [aa] = key.split('/') as [string];
  let outside: string;
  beforeEach(async () => {
    outside = path.join(path.dirname(under.root), 'outside');
    await mkdir(path.join(outside, fileId), { recursive: true });
    await writeFile(path.join(outside, '0.enc'), 'secret');
    await writeFile(path.join(outside, fileId, '0.enc'), 'secret');
  });

  async function refused(): Promise<void> {
    const { store } = under;
    await expect(store.stat(key)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(readAll(store.open(key, { start: 0, end: 6 }))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    for await (const object of store.list('')) throw new Error(`listed ${object.key}`);
  }

  test('is refused in place of an object', async () => {
    await mkdir(path.join(under.root, aa, fileId), { recursive: true });
    await symlink(path.join(outside, '0.enc'), path.join(under.root, key));
    await refused();
    for await (const object of under.store.list(`${aa}/${fileId}/`)) throw new Error(`listed ${object.key}`);
    await expect(under.store.put(key, chunks(randomBytes(1)))).rejects.toMatchObject({ code: 'EXISTS' });
    expect(`${await readFile(path.join(outside, '0.enc'))}`).toBe('secret');
  });

  test.each([
    ['a file', 1],
    ['its first two digits', 0],
  ])('is refused in place of the folder of %s', async (_, depth) => {
    await mkdir(path.join(under.root, depth ? aa : ''), { recursive: true });
    await symlink(outside, path.join(under.root, depth ? `${aa}/${fileId}` : aa));
    await refused();
    const listing = under.store.list(`${aa}/${fileId}/`)[Symbol.asyncIterator]();
    await expect(listing.next()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(under.store.put(aKey(1, fileId), chunks(randomBytes(1)))).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    await expect(under.store.remove(key)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await under.store.removeDebris(Number.POSITIVE_INFINITY);
    expect((await readdir(outside, { recursive: true })).sort()).toEqual(['0.enc', fileId, `${fileId}/0.enc`].sort());
  });
});

test('a named pipe in place of an object is refused and blocks nobody', async () => {
  const key = aKey();
  await mkdir(path.dirname(path.join(under.root, key)), { recursive: true });
  execFileSync('mkfifo', [path.join(under.root, key)]);
  await expect(readAll(under.store.open(key, { start: 0, end: 0 }))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

test('debris of interrupted puts is removed once it is old, and nothing else is', async () => {
  const [kept, young, old] = [aKey(), aKey(), aKey()];
  await under.store.put(kept, chunks(randomBytes(9)));
  const make = async (name: string, seconds: number) => {
    const file = path.join(under.root, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, 'half');
    await utimes(file, seconds, seconds);
  };
  await make(old.replace('0.enc', '.0123456789abcdef.tmp'), 1_000);
  await make(young.replace('0.enc', '.0123456789abcdef.tmp'), 3_000);
  await make('.0123456789abcdef.tmp', 1_000);
  await make('notes.txt', 1_000);
  await utimes(path.join(under.root, kept), 1_000, 1_000);
  const listed = [];
  for await (const { key } of under.store.list('')) listed.push(key);
  expect(listed).toEqual([kept]);

  expect(await under.store.removeDebris(2_000_000)).toBe(2);
  const youngTemporary = young.replace('0.enc', '.0123456789abcdef.tmp');
  expect((await under.leftovers()).filter((name) => !name.endsWith('/'))).toEqual(
    [kept, youngTemporary, 'notes.txt'].sort(),
  );
  await under.store.removeDebris(Number.POSITIVE_INFINITY);
  expect(await under.leftovers()).toEqual([kept, 'notes.txt'].sort());
});

test('a store is opened again with what it held, also through a link to its root', async () => {
  const key = aKey();
  await under.store.put(key, chunks(Buffer.from('hello')));
  const link = path.join(path.dirname(under.root), 'link');
  await symlink(under.root, link);
  for (const root of [under.root, link]) {
    const again = await openFsStore(root);
    expect(`${await readAll(again.open(key, { start: 0, end: 5 }))}`).toBe('hello');
  }
  await expect(openFsStore(path.join(under.root, key))).rejects.toMatchObject({ name: 'StoreError' });
});

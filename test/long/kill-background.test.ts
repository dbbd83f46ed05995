import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { objectKey } from '../../server/crypto/objects.ts';
import { findOrphans } from '../../server/domain/orphans.ts';
import { eventually } from '../support/eventually.ts';
import { startHouse, type TestHouse } from '../support/house.ts';
import { storeInParts } from '../support/parts.ts';
import { type ServerProcess, startProcess } from '../support/server-process.ts';
import { bytesOf, download } from '../support/transfers.ts';

const FILES = 400;

let folder: string;
let token: string;
/** Of each file that was stored, what it holds. */
let files: Map<string, Buffer>;
const dataDir = () => join(folder, 'data');
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strongroom-kill-'));
  await mkdir(dataDir());
  files = new Map();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Makes a vault with that many files of both suites, some of two parts. */
async function seed(work: (house: TestHouse) => Promise<unknown> = async () => {}): Promise<void> {
  const house = await startHouse({ dataDir: dataDir() });
  token = house.token;
  for (let i = 0; i < FILES; i += 1) {
    const parts = Array.from({ length: (i % 3) + 1 }, (_, part) => bytesOf(20 + part, i % 250));
    files.set(await storeInParts(house, i % 2 === 0 ? 1 : 2, parts), Buffer.concat(parts));
  }
  await work(house);
  await house.stop();
}

const start = () => startProcess(dataDir(), join(folder, 'server.log'));

/** Looks into the catalog from outside, while the server is at work or after it was killed. */
function count(query: string, ...values: unknown[]): number {
  const catalog = new Sqlite(join(dataDir(), 'catalog.sqlite'), { readonly: true });
  try {
    return Number(Object.values(catalog.prepare(query).get(...values) as object)[0]);
  } finally {
    catalog.close();
  }
}

/** Resolves as soon as that holds, looking as often as can be. */
async function as(what: string, holds: () => boolean): Promise<void> {
  for (const until = Date.now() + 60_000; !holds(); await sleep(1)) {
    if (Date.now() > until) throw new Error(`not within a minute: ${what}`);
  }
}

/** The answer, or nothing when the server was killed meanwhile. */
async function ask(server: ServerProcess, query: string): Promise<{ data?: unknown; errors?: unknown }> {
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  }).catch(() => null);
  return answer ? answer.json().catch(() => ({})) : {};
}

/** All that is there opens and is right, and the disk holds the objects of rows alone. */
async function expectWhole(ids: Iterable<string>): Promise<void> {
  const house = await startHouse({ dataDir: dataDir() });
  const { rooms } = house;
  for (const id of ids) expect((await download(house, id)).bytes.equals(files.get(id) as Buffer)).toBe(true);
  const rows = await rooms.catalog.selectFrom('parts').select(['file_id', 'part']).execute();
  const named = rows.map(({ file_id, part }) => objectKey(file_id, part));
  const root = join(dataDir(), 'objects');
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const there = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1));
  expect(there.sort()).toEqual([...named, 'vault.id'].sort());
  expect((await findOrphans(rooms)).orphans).toEqual([]);
  await house.stop();
}

test('kill -9 right behind a rotation and amid the move of wraps: later starts end it, and every file opens', async () => {
  await seed();
  const older = (kekId: number) => count('select count(*) from file_keys where kek_id < ?', kekId);
  let server = await start();
  expect(await ask(server, 'mutation { rotateKek { state } }')).toEqual({ data: { rotateKek: { state: 'UNSEALED' } } });
  await server.kill();
  expect(count('select id from keks where state = ?', 'active')).toBe(2);

  let amid = 0;
  for (let active = 3; amid === 0 && active < 9; active += 1) {
    server = await start();
    await as('the wraps are under one key', () => older(active - 1) === 0);
    const rotated = ask(server, 'mutation { rotateKek { state } }');
    await as('some have moved on', () => count('select count(*) from file_keys where kek_id = ?', active) > 0);
    await server.kill();
    await rotated;
    amid = older(active);
    expect(count('select count(*) from file_keys')).toBe(FILES);
  }
  expect(amid).toBeGreaterThan(0);
  expect(amid).toBeLessThan(FILES);

  server = await start();
  const active = count('select id from keks where state = ?', 'active');
  await as('the rest has moved', () => older(active) === 0);
  await server.end();
  await expectWhole(files.keys());
});

test('kill -9 while hundreds of files expire: later starts end it, nothing is left of them, and the rest is whole', async () => {
  const ids = () => [...files.keys()];
  await seed(async ({ rooms }) => {
    for (const id of ids().slice(0, FILES / 2))
      await rooms.catalog.updateTable('files').set({ expires_at: 1 }).where('id', '=', id).execute();
  });
  const over = () => count("select count(*) from files where state = 'deleting' or expires_at is not null");
  expect(over()).toBe(FILES / 2);
  let amid = 0;
  for (let left = over(), kills = 0; kills < 4 && left > 0; kills += 1) {
    const server = await start();
    await as('some are gone', () => over() < left);
    await server.kill();
    left = over();
    if (left > 0) amid += 1;
  }
  expect(amid).toBeGreaterThan(0);
  const server = await start();
  await eventually('the rest is gone', () => over() === 0, 60_000);
  await server.end();
  expect(count('select count(*) from file_keys')).toBe(FILES / 2);
  await expectWhole(ids().slice(FILES / 2));
});

test('kill -9 while hundreds of files are deleted: what was acknowledged is gone for good, the rest is whole or gone', async () => {
  await seed();
  const server = await start();
  const gone = new Set<string>();
  const deleting = [...files.keys()].slice(0, FILES / 2).map(async (id) => {
    const { data } = await ask(server, `mutation { deleteFile(id: "${id}") }`);
    if (data) gone.add(id);
  });
  await eventually('a part of them is deleted', () => gone.size > 20, 60_000);
  await server.kill();
  await Promise.all(deleting);
  expect(gone.size).toBeLessThan(FILES / 2);

  const again = await start();
  await eventually(
    'what was begun is ended',
    () => count("select count(*) from files where state = 'deleting'") === 0,
    60_000,
  );
  await again.end();
  const there = [...files.keys()].filter((id) => count('select count(*) from files where id = ?', id) === 1);
  expect(there.filter((id) => gone.has(id))).toEqual([]);
  expect(there).toEqual(expect.arrayContaining([...files.keys()].slice(FILES / 2)));
  expect(count('select count(*) from file_keys')).toBe(there.length);
  await expectWhole(there);
});

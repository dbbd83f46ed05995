import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sweep } from '../../../server/domain/sweeper.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf, download, upload, uploadRaw } from '../../support/transfers.ts';
import { idOf, rawTus } from '../../support/tus.ts';

vi.setConfig({ testTimeout: 120_000 });

const MiB = 1024 * 1024;

let folder: string;
let mounted = false;
let house: TestHouse | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strongroom-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder], { stdio: 'pipe' });
    mounted = true;
  } catch (error) {
    console.log(`skipped: a small tmpfs cannot be mounted here (${String(error).split('\n')[0]})`);
  }
});
afterAll(async () => {
  try {
    await house?.stop();
  } finally {
    if (mounted) execFileSync('umount', [folder]);
    await rm(folder, { recursive: true });
  }
});

const leftOver = async ({ rooms }: TestHouse) => {
  const rows = await rooms.catalog.selectFrom('files').select('id').where('state', '<>', 'stored').execute();
  let objects = 0;
  for await (const { key } of rooms.store.list('')) if (key.endsWith('.enc')) objects += 1;
  return { rows: rows.length, objects };
};

const NOWHERE = 'a small tmpfs cannot be mounted here';

test.for(['AES_256_GCM', 'AES_256_CBC_HMAC'])(
  'a full disk is STORAGE_FULL, and costs no file: %s',
  async (cipher, { skip }) => {
    if (!mounted) skip(NOWHERE);
    house ??= await startHouse({ dataDir: folder });
    const earlier = await upload(house, bytesOf(100_000), { input: { cipher } });
    const { objects } = await leftOver(house);
    for (let i = 0; i < 3; i += 1) {
      const { body } = await uploadRaw(house, bytesOf(26 * MiB), { input: { cipher } });
      expect(body.errors?.[0]?.extensions.code).toBe('STORAGE_FULL');
    }
    expect((await download(house, earlier.id)).bytes.equals(bytesOf(100_000))).toBe(true);
    expect(await leftOver(house)).toEqual({ rows: 0, objects });
    const next = await upload(house, bytesOf(200_000, 3), { input: { cipher } });
    expect((await download(house, next.id)).bytes.equals(bytesOf(200_000, 3))).toBe(true);
  },
);

test('a disk without room for one byte refuses, lives, serves, and takes files again once there is room', async ({
  skip,
}) => {
  if (!mounted) skip(NOWHERE);
  house ??= await startHouse({ dataDir: folder });
  const earlier = await upload(house, bytesOf(5_000));
  const ballast = join(folder, 'ballast');
  await writeFile(ballast, Buffer.alloc(48 * MiB)).catch(() => {});
  const { body } = await uploadRaw(house, bytesOf(100_000));
  expect(body.errors?.[0]?.extensions.code).toBe('STORAGE_FULL');
  const renamed = await house.graphql('mutation ($id: ID!) { renameFile(id: $id, name: "b") { name } }', {
    id: earlier.id,
  });
  expect(renamed.errors?.[0]?.extensions.code ?? 'done').toMatch(/STORAGE_FULL|done/);
  expect((await fetch(`${house.url}/healthz`)).status).toBe(200);
  expect((await download(house, earlier.id)).bytes.equals(bytesOf(5_000))).toBe(true);
  await unlink(ballast);
  const next = await upload(house, bytesOf(100_000, 4));
  expect((await download(house, next.id)).bytes.equals(bytesOf(100_000, 4))).toBe(true);
  await sweep({ ...house.rooms, clock: () => Date.now() + 86_400_000 * 9 });
  expect((await leftOver(house)).rows).toBe(0);
});

test('a tus upload waits where catalog and objects share the full disk, and goes on when there is room', async ({
  skip,
}) => {
  if (!mounted) skip();
  house ??= await startHouse({ dataDir: folder });
  const tus = rawTus(house);
  const bytes = bytesOf(600_000, 5);
  const path = await tus.create(bytes.length);
  expect((await tus.patch(path, 0, bytes.subarray(0, 200_000))).status).toBe(204);
  const ballast = join(folder, 'ballast');
  await writeFile(ballast, Buffer.alloc(48 * MiB)).catch(() => {});
  for (let i = 0; i < 3; i += 1) {
    const refused = await tus.patch(path, 200_000, bytes.subarray(200_000));
    expect(refused.status).toBe(507);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'STORAGE_FULL' } }] });
  }
  // It may have to write that the last writer is gone.
  expect([200, 507]).toContain((await tus.head(path)).status);
  await unlink(ballast);
  expect((await tus.head(path)).headers.get('upload-offset')).toBe('200000');
  expect((await tus.patch(path, 200_000, bytes.subarray(200_000))).status).toBe(204);
  expect((await download(house, idOf(path))).bytes.equals(bytes)).toBe(true);
});

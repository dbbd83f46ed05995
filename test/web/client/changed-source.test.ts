import { appendFileSync, closeSync, openSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createStrongroomClient, type Progress, type StrongroomClient } from '../../../web/client/index.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf } from '../../support/transfers.ts';

const MiB = 1024 * 1024;
/** One that is sent by tus, and one that goes in one request. */
const LARGE = 24 * MiB;
const SMALL = 8 * MiB;
const large = bytesOf(LARGE);

let house: TestHouse;
let client: StrongroomClient;
let folder: string;
let path: string;

beforeAll(async () => {
  house = await startHouse();
  client = createStrongroomClient({ url: house.url, token: house.token });
  folder = await mkdtemp(join(tmpdir(), 'strongroom-changed-'));
});
afterAll(async () => {
  await house.remove();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  path = join(folder, 'scan.bin');
  await writeFile(path, large);
});

const CHANGES: [how: string, change: () => void][] = [
  ['grows', () => appendFileSync(path, 'more')],
  ['shrinks', () => truncateSync(path, LARGE - 1)],
  ['shrinks to nothing', () => truncateSync(path, 0)],
  ['is rewritten with other bytes of the same length', () => writeFileSync(path, bytesOf(LARGE, 2))],
  [
    'is changed at its beginning, which was sent already',
    () => {
      const file = openSync(path, 'r+');
      writeSync(file, 'other', 0);
      closeSync(file);
    },
  ],
];

/** Starts an upload, and changes the file when a part of it has left. */
function uploadChanged(change: () => void, options: object = {}): Promise<unknown> {
  let changed = false;
  const onProgress = ({ sent }: Progress) => {
    if (changed || sent < 2 * MiB) return;
    changed = true;
    change();
  };
  return client.upload(path, { ...options, onProgress });
}

const files = () => house.rooms.catalog.selectFrom('files').select('state').execute();

describe('a large file on the disk that changes while it is sent', () => {
  test.each(CHANGES)('ends the upload when it %s, and no file appears', async (_, change) => {
    await expect(uploadChanged(change)).rejects.toMatchObject({ code: 'UPLOAD_INCOMPLETE' });
    await expect.poll(files).toEqual([]);
  });

  test('does so where the upload is remembered as well; the next one sends it anew', async () => {
    const resume = join(folder, 'state');
    const rewrite = () => writeFileSync(path, bytesOf(LARGE, 2));
    await expect(uploadChanged(rewrite, { resume })).rejects.toMatchObject({ code: 'UPLOAD_INCOMPLETE' });
    expect((await files()).map(({ state }) => state)).not.toContain('stored');
    const { id } = await client.upload(path, { resume });
    const { stream } = await client.download(id);
    expect(Buffer.from(await new Response(stream).arrayBuffer()).equals(bytesOf(LARGE, 2))).toBe(true);
    await client.remove(id);
  });
});

describe('a small file on the disk', () => {
  beforeEach(() => writeFile(path, large.subarray(0, SMALL)));

  test('ends the upload when it shrinks while it is sent, and no file appears', async () => {
    const shrink = () => truncateSync(path, SMALL - 1);
    await expect(uploadChanged(shrink)).rejects.toMatchObject({ code: 'UPLOAD_INCOMPLETE' });
    const stored = async () => (await files()).filter(({ state }) => state === 'stored');
    expect(await stored()).toEqual([]);
  });

  test('is sent as long as it was when it grows meanwhile', async () => {
    expect(await uploadChanged(() => appendFileSync(path, 'more'))).toMatchObject({ size: SMALL });
    expect((await stat(path)).size).toBe(SMALL + 4);
  });
});

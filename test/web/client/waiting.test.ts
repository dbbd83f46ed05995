import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createStrongroomClient, type Wait } from '../../../web/client/index.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { type SmallDisk, smallDisk } from '../../support/small-disk.ts';
import { bytesOf, download, sha256 } from '../../support/transfers.ts';
import { type AnsweringServer, answer, bodyOf, fileOf, json } from './answering-server.ts';

const MiB = 1024 * 1024;
const SIZE = 48 * MiB;

let folder: string;
let path: string;
let house: TestHouse | undefined;
let server: AnsweringServer | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strongroom-waiting-'));
  path = join(folder, 'scan.bin');
  await writeFile(path, bytesOf(SIZE));
});
afterEach(async () => {
  await house?.stop();
  await server?.close();
  house = undefined;
  server = undefined;
});
afterAll(() => rm(folder, { recursive: true }));

test('an upload waits while the disk of the server is full, and goes on by itself when there is room', async ({
  skip,
}) => {
  const disk: SmallDisk | null = await smallDisk(64);
  if (disk === null) return skip();
  try {
    house = await startHouse({ dataDir: disk.folder });
    await disk.fill(24 * MiB);
    const client = createStrongroomClient({ url: house.url, token: house.token });
    const waits: Wait[] = [];
    let sentAfter = 0;
    const file = await client.upload(path, {
      onWait(wait) {
        waits.push(wait);
        if (waits.length === 2) void disk.makeRoom();
      },
      onProgress: ({ sent }) => {
        if (waits.length === 2) sentAfter ||= sent;
      },
    });
    expect(waits.map(({ error }) => error.code)).toEqual(['STORAGE_FULL', 'STORAGE_FULL']);
    expect(waits.map(({ seconds }) => seconds)).toEqual([1, 2]);
    expect(sentAfter).toBeGreaterThanOrEqual(32 * MiB);
    expect(sha256((await download(house, file.id)).bytes)).toBe(sha256(bytesOf(SIZE)));
  } finally {
    await house?.stop();
    house = undefined;
    await disk.remove();
  }
});

test('an upload that the quota has no room for stops at once, with a sentence', async () => {
  house = await startHouse({ env: { STRONGROOM_USER_QUOTA: '20 MiB' } });
  const client = createStrongroomClient({ url: house.url, token: house.token });
  const waits: Wait[] = [];
  const upload = client.upload(path, { onWait: (wait) => waits.push(wait) });
  await expect(upload).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED', message: expect.stringMatching(/^[A-Z].*\.$/) });
  expect(waits).toEqual([]);
  await house.remove();
  house = undefined;
});

/** Takes one upload by tus; `refuse` may answer a request in its place. */
async function tusServer(
  refuse: (method: string, nth: number) => [status: number, code: string, after: number] | null,
) {
  const seen: { method: string; at: number }[] = [];
  server = await answer(async (req, res) => {
    if (req.url === '/graphql') return json(res, 200, { data: { file: fileOf('x', 'scan.bin', SIZE) } });
    const method = req.method ?? '';
    await bodyOf(req);
    seen.push({ method, at: performance.now() });
    const refusal = refuse(method, seen.filter((each) => each.method === method).length);
    const headers = { 'tus-resumable': '1.0.0', 'upload-length': SIZE };
    if (refusal) {
      const [status, code, after] = refusal;
      const problem = { errors: [{ message: 'Wait.', extensions: { code } }] };
      return json(res, status, problem, { 'tus-resumable': '1.0.0', 'retry-after': String(after) });
    }
    if (method === 'POST') return void res.writeHead(201, { ...headers, location: '/uploads/x' }).end();
    if (method === 'HEAD') return void res.writeHead(200, { ...headers, 'upload-offset': 0 }).end();
    res.writeHead(204, { ...headers, 'upload-offset': SIZE }).end();
  });
  return { client: createStrongroomClient({ url: server.url, token: 'sr_test' }), seen };
}

test('a server that is busy is waited for as long as it says: 429 at the beginning, 503 in the midst', async () => {
  const { client, seen } = await tusServer((method, nth) => {
    if (nth > 1) return null;
    return method === 'POST' ? [429, 'RATE_LIMITED', 2] : method === 'PATCH' ? [503, 'UNAVAILABLE', 3] : null;
  });
  const waits: Wait[] = [];
  const file = await client.upload(path, { onWait: (wait) => waits.push(wait) });
  expect(file.id).toBe('x');
  expect(seen.map(({ method }) => method)).toEqual(['POST', 'POST', 'PATCH', 'HEAD', 'PATCH']);
  const [refused = 0, made = 0, busy = 0, asked = 0] = seen.map(({ at }) => at);
  expect(made - refused).toBeGreaterThan(1_950);
  expect(asked - busy).toBeGreaterThan(2_950);
  expect(waits).toMatchObject([
    { seconds: 2, error: { code: 'RATE_LIMITED', message: 'Wait.' } },
    { seconds: 3, error: { code: 'UNAVAILABLE' } },
  ]);
});

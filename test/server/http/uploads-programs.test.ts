import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { hasProgram } from '../../support/programs.ts';
import { bytesOf, download, sha256 } from '../../support/transfers.ts';
import { encodeMetadata, idOf } from '../../support/tus.ts';

const run = promisify(execFile);
const BYTES = bytesOf(3_000_000);

/** A Python that has tus-py-client; Debian's own may stand beside another. */
const PYTHON = ['/usr/bin/python3', 'python3'].find((name) => spawnSync(name, ['-c', 'import tusclient']).status === 0);
if (!PYTHON)
  console.warn('The tests with tus-py-client are skipped. Install it (Debian: apt-get install python3-tuspy).');

let house: TestHouse;
let folder: string;
let file: string;
beforeAll(async () => {
  house = await startHouse();
  folder = await mkdtemp(join(tmpdir(), 'strongroom-programs-'));
  file = join(folder, 'scan.bin');
  await writeFile(file, BYTES);
});
afterAll(async () => {
  await house.remove();
  await rm(folder, { recursive: true });
});

async function isWhole(id: string, name: string): Promise<void> {
  const { response, bytes } = await download(house, id);
  expect(response.headers.get('content-disposition')).toContain(name);
  expect(sha256(bytes)).toBe(sha256(BYTES));
}

describe.skipIf(!hasProgram('curl', 'curl'))('curl by hand', () => {
  /** One line of curl; gives the status and the headers of the answer. */
  async function curl(...args: string[]) {
    const headers = ['Tus-Resumable: 1.0.0', `Authorization: Bearer ${house.token}`].flatMap((line) => ['-H', line]);
    const { stdout } = await run('curl', ['-sS', '-D', '-', '-o', join(folder, 'answer'), ...headers, ...args]);
    // An answer to `Expect: 100-continue` may stand before.
    const head = stdout.trim().split('\r\n\r\n').at(-1) ?? '';
    const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim();
    return { status: Number(/^HTTP\/\S+ (\d+)/.exec(head)?.[1]), header };
  }
  const create = async () => {
    const metadata = encodeMetadata({ filename: 'by curl.bin' });
    const length = ['-H', `Upload-Length: ${BYTES.length}`, '-H', `Upload-Metadata: ${metadata}`];
    const created = await curl('-X', 'POST', ...length, `${house.url}/uploads`);
    expect(created.status).toBe(201);
    return new URL(created.header('location') ?? '', house.url).href;
  };
  const patch = (url: string, offset: number, body: string) => {
    const headers = ['Content-Type: application/offset+octet-stream', `Upload-Offset: ${offset}`];
    return curl('-X', 'PATCH', ...headers.flatMap((line) => ['-H', line]), '--data-binary', `@${body}`, url);
  };

  test('creates an upload, sends a piece, asks how far it is and sends the rest', async () => {
    const url = await create();
    const pieces = [BYTES.subarray(0, 1_234_567), BYTES.subarray(1_234_567)];
    for (const [i, piece] of pieces.entries()) await writeFile(join(folder, `piece${i}`), piece);
    const first = await patch(url, 0, join(folder, 'piece0'));
    expect([first.status, first.header('upload-offset')]).toEqual([204, '1234567']);
    const head = await curl('--head', url);
    expect([head.status, head.header('upload-offset')]).toEqual([200, '1234567']);
    expect(head.header('upload-length')).toBe(String(BYTES.length));
    const wrong = await patch(url, 7, join(folder, 'piece1'));
    expect(wrong.status).toBe(409);
    const last = await patch(url, 1_234_567, join(folder, 'piece1'));
    expect([last.status, last.header('strongroom-file-id')]).toEqual([204, idOf(url)]);
    await isWhole(idOf(url), 'by curl.bin');
  });

  test('gives an upload up by DELETE', async () => {
    const url = await create();
    expect((await curl('-X', 'DELETE', url)).status).toBe(204);
    expect((await curl('--head', url)).status).toBe(404);
  });
});

test.skipIf(!PYTHON)('tus-py-client sends a file in chunks, stops, and goes on where it was', async () => {
  const script = `
import sys
from tusclient.client import TusClient
url, token, path = sys.argv[1:]
client = TusClient(url, headers={"Authorization": "Bearer " + token})
first = client.uploader(path, chunk_size=700000, metadata={"filename": "by python.bin"})
first.upload(stop_at=1400000)
again = client.uploader(path, chunk_size=1000000, url=first.url)
print(again.offset)
again.upload()
print(again.offset)
print(first.url)
`;
  const args = ['-c', script, `${house.url}/uploads`, house.token, file];
  const { stdout } = await run(PYTHON ?? '', args);
  const [stopped, ended, url = ''] = stdout.trim().split('\n');
  expect([stopped, ended]).toEqual(['1400000', String(BYTES.length)]);
  await isWhole(idOf(url), 'by python.bin');
});

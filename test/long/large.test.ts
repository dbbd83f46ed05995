import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { open, statfs } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openUpload } from '../support/open-upload.ts';
import { type SeededProcess, startSeeded } from '../support/seeded-process.ts';
import { bytesOf, uploadRaw } from '../support/transfers.ts';

const MiB = 1024 * 1024;
const SIZE = 10 * 1024 * MiB;
const GROWTH = 150 * MiB;

let seeded: SeededProcess;
beforeAll(async () => {
  seeded = await startSeeded('large');
});
afterAll(() => seeded.remove());

const at = () => ({ url: seeded.server.url, token: seeded.token });

/** A file of holes with some bytes in it, so that no two parts are alike. */
async function sparseFile(): Promise<string> {
  const path = join(seeded.folder, 'sparse.bin');
  const file = await open(path, 'w');
  await file.truncate(SIZE);
  for (let at = 0; at < SIZE; at += 16 * MiB - 1) await file.write(Buffer.from(String(at)), 0, null, at);
  await file.close();
  return path;
}

function hashing() {
  const hash = createHash('sha256');
  let length = 0;
  const through = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk);
      length += chunk.length;
      done(null, chunk);
    },
  });
  return { through, result: () => ({ length, hash: hash.digest('hex') }) };
}

async function uploadSparse(path: string) {
  const upload = openUpload(at());
  const sent = hashing();
  const file = await open(path);
  await pipeline(file.createReadStream({ highWaterMark: MiB }), sent.through, async (chunks) => {
    for await (const chunk of chunks) await upload.write(chunk);
  });
  upload.finish();
  const answer = await upload.answer;
  return { ...sent.result(), file: answer?.data?.uploadFile };
}

async function addressOf(id: string): Promise<string> {
  const response = await fetch(`${at().url}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${at().token}` },
    body: JSON.stringify({ query: `{ downloadUrl(fileId: "${id}", expiresIn: 3600) { url } }` }),
  });
  return ((await response.json()) as { data: { downloadUrl: { url: string } } }).data.downloadUrl.url;
}

async function downloadAll(url: string) {
  const got = hashing();
  const [response] = (await once(get(url), 'response')) as [IncomingMessage];
  await pipeline(response, got.through, async (source) => {
    for await (const _ of source);
  });
  return { ...got.result(), complete: response.complete };
}

/** The most that `work` made the server's memory grow by. */
async function growthDuring(idle: number, work: () => Promise<void>): Promise<number> {
  let most = 0;
  const timer = setInterval(
    () => void seeded.server.memory().then((now) => void (most = Math.max(most, now - idle))),
    200,
  );
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return most;
}

test('10 GiB go up and come down again by streaming, in bounded memory', async ({ skip }) => {
  const { bavail, bsize } = await statfs(seeded.folder);
  if (bavail * bsize < 2 * SIZE) {
    console.log('skipped: 20 GiB of room are needed in the temp folder');
    skip();
  }
  await uploadRaw(at(), bytesOf(20 * MiB));
  const path = await sparseFile();
  const idle = await seeded.server.memory();

  let id = '';
  let hash = '';
  const up = await growthDuring(idle, async () => {
    const sent = await uploadSparse(path);
    expect(sent).toMatchObject({ length: SIZE, file: { size: SIZE, parts: SIZE / (16 * MiB) } });
    ({ hash } = sent);
    id = sent.file?.id ?? '';
  });
  const down = await growthDuring(idle, async () => {
    const got = await downloadAll(await addressOf(id));
    expect(got).toEqual({ length: SIZE, hash, complete: true });
  });
  console.log(
    `memory grew by ${Math.round(up / MiB)} MiB while it came in, ${Math.round(down / MiB)} MiB while it went out`,
  );
  expect(Math.max(up, down)).toBeLessThan(GROWTH);
});

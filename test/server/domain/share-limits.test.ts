import { type ClientRequest, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { makeShare, opened, openShare, ownView } from '../../support/shares.ts';
import { bytesOf, upload } from '../../support/transfers.ts';
import { get } from '../../support/wire.ts';

let house: TestHouse;
let now = Date.now();
beforeAll(async () => {
  house = await startHouse({ clock: () => now, env: { STRONGROOM_TRUST_PROXY: '1' } });
});
afterAll(() => house.remove());

async function shareOf(bytes: Buffer, input: object = {}) {
  const file = await upload(house, bytes, { name: 'report.bin' });
  return { file, ...(await makeShare(house, { fileIds: [file.id], ...input })) };
}

/** Reads so many bytes of an answer, then breaks the connection. */
function breakAfter(url: string, bytes: number, headers: Record<string, string> = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const req = request(url, { headers, agent: false }, (res) => {
      let seen = 0;
      res.on('data', (chunk: Buffer) => {
        seen += chunk.length;
        if (seen >= bytes) req.destroy();
      });
      res.on('error', () => {});
      res.once('close', () => resolve());
    });
    req.once('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? resolve() : reject(error)));
    req.end();
  });
}

/** Asks for all of it, and reads none of the body. */
function stall(url: string): Promise<ClientRequest> {
  return new Promise((resolve, reject) => {
    const req = request(url, { agent: false }, (res) => {
      res.on('error', () => {}).pause();
      resolve(req);
    });
    req.once('error', reject);
    req.end();
  });
}

test('a link gives its file to anyone who has it, without an account', async () => {
  const { token, file } = await shareOf(bytesOf(100_000), { label: 'For you' });
  const { files, first, zipUrl, label, sender, downloadsLeft } = await opened(house, token);
  expect(files).toMatchObject([{ id: file.id, name: 'report.bin', size: 100_000, folder: '', downloadsLeft: null }]);
  expect({ zipUrl, label, sender, downloadsLeft }).toEqual({
    zipUrl: null,
    label: 'For you',
    sender: 'Ada Admin',
    downloadsLeft: null,
  });
  expect((await get(first)).bytes.equals(bytesOf(100_000))).toBe(true);
  expect((await get(first, { Range: 'bytes=99990-' })).bytes.equals(bytesOf(100_000).subarray(99_990))).toBe(true);
});

describe('of fifty who opened it and download at once, against a limit of one,', () => {
  test.each(Array.from({ length: 20 }, (_, i) => i + 1))('exactly one is served (time %i)', async (time) => {
    const { token, id } = await shareOf(bytesOf(1000), { maxDownloads: 1 });
    const grants = await Promise.all(Array.from({ length: 50 }, () => opened(house, token)));
    const headers: Record<string, string> = time % 2 === 0 ? { Range: 'bytes=500-' } : {};
    const answers = await Promise.all(grants.map(({ first }) => get(first, headers)));
    const served = answers.filter(({ status }) => status < 300);
    expect(served.map(({ bytes }) => bytes.length)).toEqual([time % 2 === 0 ? 500 : 1000]);
    expect(answers.filter(({ status, code }) => status === 410 && code === 'USED_UP')).toHaveLength(49);
    expect(await ownView(house, id)).toMatchObject({ downloads: 1, endReason: 'USED_UP', url: null });
  });

  test('and of those who open it meanwhile none', async () => {
    const { token } = await shareOf(bytesOf(1000), { maxDownloads: 1 });
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const { opened: share, code } = await openShare(house, token);
        return share ? (await get(share.files[0]?.downloadUrl ?? '')).status : code;
      }),
    );
    expect(answers.filter((answer) => answer === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer === 410 || answer === 'USED_UP')).toHaveLength(49);
  });
});

test('a limit of three serves three of twenty', async () => {
  const { token } = await shareOf(bytesOf(50_000), { maxDownloads: 3 });
  const grants = await Promise.all(Array.from({ length: 20 }, () => opened(house, token)));
  const statuses = await Promise.all(grants.map(async ({ first }) => (await get(first)).status));
  expect(statuses.filter((status) => status === 200).length).toBe(3);
  expect(statuses.filter((status) => status === 410).length).toBe(17);
});

describe('nothing is spent', () => {
  test('by opening, by robots, by HEAD, by 304, by 416 and by an altered address', async () => {
    const { token, id, url } = await shareOf(bytesOf(1000), { maxDownloads: 1 });
    await fetch(url, { headers: { 'User-Agent': 'Slackbot-LinkExpanding 1.0' } });
    await house.graphql('query ($token: String!) { shareInfo(token: $token) { kind } }', { token }, null);
    for (let i = 0; i < 5; i += 1) await opened(house, token);
    const { first } = await opened(house, token);
    const head = await fetch(first, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '1000']);
    expect((await get(first, { 'If-None-Match': String(head.headers.get('etag')) })).status).toBe(304);
    expect((await get(first, { Range: 'bytes=5000-' })).status).toBe(416);
    expect((await get(first.replace('until=', 'until=1'))).status).toBe(403);
    expect(await ownView(house, id)).toMatchObject({ downloads: 0, endedAt: null });
    expect((await get((await opened(house, token)).first)).status).toBe(200);
  });

  test('by a download of which nothing left, because the file is damaged', async () => {
    const { token, id, file } = await shareOf(bytesOf(1000), { maxDownloads: 1 });
    const { first } = await opened(house, token);
    const key = `${file.id.slice(0, 2)}/${file.id}/0.enc`;
    const { readFile, writeFile } = await import('node:fs/promises');
    const path = `${house.dataDir}/objects/${key}`;
    const whole = await readFile(path);
    await writeFile(
      path,
      Buffer.concat([whole.subarray(0, 200), Buffer.from([1 ^ (whole[200] ?? 0)]), whole.subarray(201)]),
    );
    expect(await get(first)).toMatchObject({ status: 500, code: 'INTEGRITY' });
    expect(await ownView(house, id)).toMatchObject({ downloads: 0, endedAt: null });
    await writeFile(path, whole);
    expect((await get((await opened(house, token)).first)).status).toBe(200);
  });
});

describe('a grant', () => {
  test('is resumable and seekable under its address for a day, also after the link is used up', async () => {
    const bytes = bytesOf(3_000_000);
    const { token, id } = await shareOf(bytes, { maxDownloads: 1 });
    const { first, cookie, downloadsLeft, expiresAt } = await opened(house, token);
    expect(downloadsLeft).toBe(0);
    expect(Date.parse(expiresAt)).toBe(now + 86_400_000);
    await breakAfter(first, 10_000);
    expect((await openShare(house, token)).code).toBe('USED_UP');
    await eventually('the link has ended', async () => (await ownView(house, id)).endReason === 'USED_UP');
    const again = await opened(house, token, { cookie });
    expect(again.first).toBe(first);
    now += 86_399_000;
    const rest = await get(first, { Range: 'bytes=2000000-' });
    expect(rest.bytes.equals(bytes.subarray(2_000_000))).toBe(true);
    now += 1_000;
    expect(await get(first)).toMatchObject({ status: 410, code: 'EXPIRED' });
    expect((await openShare(house, token, { cookie })).code).toBe('USED_UP');
  });

  test('never delivers more than twice the file’s bytes, in whatever pieces', async () => {
    const bytes = bytesOf(400_000);
    const { token } = await shareOf(bytes, { maxDownloads: 1 });
    const { first, cookie } = await opened(house, token);
    let delivered = 0;
    for (let i = 0; i < 30; i += 1) {
      const { status, bytes: piece } = await get(first, {
        Range: `bytes=${(i % 4) * 100_000}-${(i % 4) * 100_000 + 99_999}`,
      });
      if (status === 206) delivered += piece.length;
      else expect(status).toBe(410);
    }
    expect(delivered).toBe(800_000);
    expect(await get(first, { Range: 'bytes=0-0' })).toMatchObject({ status: 410, code: 'USED_UP' });
    expect((await get((await opened(house, token, { cookie })).first)).code).toBe('USED_UP');
  });

  test('delivers twice the file’s bytes, and no more, to thirty ranges at once', async () => {
    const { token } = await shareOf(bytesOf(400_000), { maxDownloads: 1 });
    const { first } = await opened(house, token);
    const range = (i: number) => `bytes=${(i % 4) * 100_000}-${(i % 4) * 100_000 + 99_999}`;
    const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => get(first, { Range: range(i) })));
    expect(answers.filter(({ status }) => status === 206).map(({ bytes }) => bytes.length)).toEqual(
      Array(8).fill(100_000),
    );
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(22);
  });

  test('waits for a range that was let go: whoever seeks is served, and still no more than twice', async () => {
    const bytes = bytesOf(20_000_000);
    const { token } = await shareOf(bytes, { maxDownloads: 1 });
    const { first } = await opened(house, token);
    // Two that read nothing hold all that the grant may deliver.
    const held = await Promise.all([0, 1].map(() => stall(first)));
    const seeking = get(first, { Range: 'bytes=10000000-' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    held[0]?.destroy();
    const answer = await seeking;
    expect([answer.status, answer.bytes.equals(bytes.subarray(10_000_000))]).toEqual([206, true]);
    const began = performance.now();
    expect(await get(first)).toMatchObject({ status: 410, code: 'USED_UP' });
    expect(performance.now() - began).toBeLessThan(10_000);
    held[1]?.destroy();
  });

  test('comes back to the same browser, and what it has used up is taken anew where the link allows more', async () => {
    const { token, id } = await shareOf(bytesOf(1000), { maxDownloads: 2 });
    const { first, cookie } = await opened(house, token);
    for (let i = 0; i < 2; i += 1) expect((await get(first)).status).toBe(200);
    expect((await get(first)).code).toBe('USED_UP');
    expect(await ownView(house, id)).toMatchObject({ downloads: 1, endedAt: null });
    const again = await opened(house, token, { cookie });
    expect((await get(again.first)).status).toBe(200);
    expect(await ownView(house, id)).toMatchObject({ downloads: 2, endReason: 'USED_UP' });
  });

  test('works by its address alone for as many ranges at once as a download manager asks for', async () => {
    const bytes = bytesOf(800_000);
    const { token, id } = await shareOf(bytes, { maxDownloads: 1 });
    const { first } = await opened(house, token);
    const pieces = await Promise.all(
      Array.from({ length: 8 }, (_, i) => get(first, { Range: `bytes=${i * 100_000}-${i * 100_000 + 99_999}` })),
    );
    expect(Buffer.concat(pieces.map((piece) => piece.bytes)).equals(bytes)).toBe(true);
    expect(await ownView(house, id)).toMatchObject({ downloads: 1 });
  });
});

test('an empty file is spent by its complete answer', async () => {
  const { token, id } = await shareOf(Buffer.alloc(0), { maxDownloads: 1 });
  const [one, other] = [await opened(house, token), await opened(house, token)];
  await fetch(one.first, { method: 'HEAD' });
  expect(await ownView(house, id)).toMatchObject({ downloads: 0 });
  expect((await get(one.first)).status).toBe(200);
  expect(await get(other.first)).toMatchObject({ status: 410, code: 'USED_UP' });
  await eventually('it has ended', async () => (await ownView(house, id)).endReason === 'USED_UP');
});

test('a file that is shown in the page counts like any other', async () => {
  const file = await upload(house, Buffer.from('text'), { name: 'a.txt', type: 'text/plain' });
  const { token, id } = await makeShare(house, { fileIds: [file.id], maxDownloads: 1 });
  const { files } = await opened(house, token);
  const shown = await get(files[0]?.shown ?? '');
  expect(shown.headers['content-disposition']).toMatch(/^inline/);
  expect(await ownView(house, id)).toMatchObject({ downloads: 1, endReason: 'USED_UP' });
});

test('limits count per file: a link ends when each of its files is spent', async () => {
  const files = [await upload(house, bytesOf(10, 1)), await upload(house, bytesOf(10, 2))];
  const { token, id } = await makeShare(house, { fileIds: files.map((file) => file.id), maxDownloads: 1 });
  const [one, other] = [await opened(house, token), await opened(house, token)];
  const urlOf = (share: typeof one, file: (typeof files)[number] | undefined) =>
    share.files.find((shared) => shared.id === file?.id)?.downloadUrl ?? '';
  expect((await get(urlOf(one, files[0]))).status).toBe(200);
  expect((await get(urlOf(other, files[0]))).code).toBe('USED_UP');
  expect(await ownView(house, id)).toMatchObject({ downloads: 1, endedAt: null });
  const third = await opened(house, token);
  // Of one nothing is left; of the other the last is this visitor's.
  expect(third.files.map(({ downloadsLeft }) => downloadsLeft)).toEqual([0, 0]);
  const gone = (share: typeof one) => share.files.map(({ id: of, usedUp }) => [of, usedUp]).sort();
  expect(gone(third)).toEqual(files.map((file, i) => [file.id, i === 0]).sort());
  expect(gone(await opened(house, token, { cookie: one.cookie })).every(([, usedUp]) => !usedUp)).toBe(true);
  expect((await get(urlOf(other, files[1]))).status).toBe(200);
  expect(await ownView(house, id)).toMatchObject({ downloads: 2, endReason: 'USED_UP' });
  expect((await openShare(house, token)).code).toBe('USED_UP');
  expect((await get(urlOf(third, files[1]))).code).toBe('USED_UP');
  expect((await get(urlOf(one, files[0]))).status).toBe(200);
});

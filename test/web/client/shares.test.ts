import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStrongroomClient, type StrongroomClient } from '../../../web/client/index.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { NO_MAIL_SERVER, startMailServer } from '../../support/mail-server.ts';
import { bytesOf } from '../../support/transfers.ts';
import { listed } from '../../support/zips.ts';

let house: TestHouse;
let client: StrongroomClient;
let stranger: StrongroomClient;
beforeAll(async () => {
  house = await startHouse();
  client = createStrongroomClient({ url: house.url, token: house.token });
  stranger = createStrongroomClient({ url: house.url });
});
afterAll(() => house.remove());

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}

test('a link is made, opened by a stranger, changed and ended', async () => {
  const file = await client.upload(new Blob([new Uint8Array(bytesOf(5000))]), { name: 'a.bin' });
  const expiresAt = new Date(Date.now() + 86_400_000);
  const share = await client.createShare({ fileIds: [file.id], label: 'For you', password: 'its password', expiresAt });
  expect(share).toMatchObject({
    label: 'For you',
    hasPassword: true,
    expiresAt: expiresAt.toISOString(),
    files: [{ id: file.id, name: 'a.bin' }],
  });
  expect(await stranger.shareInfo(share.url)).toMatchObject({ needsPassword: true, kind: 'FILE', sender: 'Ada Admin' });
  await expect(stranger.openShare(share.url)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
  const opened = await stranger.openShare(new URL(share.url), { password: 'its password' });
  expect(opened).toMatchObject({ label: 'For you', zipUrl: null, files: [{ name: 'a.bin', size: 5000 }] });
  const answer = await fetch(opened.files[0]?.downloadUrl ?? '');
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytesOf(5000))).toBe(true);
  const changed = await client.updateShare(share.id, { password: null, expiresAt: null, maxDownloads: 5 });
  expect(changed).toMatchObject({
    hasPassword: false,
    expiresAt: null,
    maxDownloads: 5,
    downloads: 1,
    label: 'For you',
  });
  await client.revokeShare(share.id);
  await expect(stranger.openShare(share.url)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(stranger.openShare('no such token')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('links are listed newest first through all pages, all of them or those of a file', async () => {
  const files = [];
  for (const name of ['one', 'two']) files.push(await client.upload(new Blob(['x']), { name }));
  for (let i = 0; i < 5; i += 1) await client.createShare({ fileIds: [files[i % 2]?.id ?? ''], label: `link ${i}` });
  const labels = (await collect(client.shares({ first: 2 }))).map(({ label }) => label);
  expect(labels.slice(0, 5)).toEqual(['link 4', 'link 3', 'link 2', 'link 1', 'link 0']);
  const ofOne = await collect(client.shares({ fileId: files[0]?.id, first: 1 }));
  expect(ofOne.map(({ label }) => label)).toEqual(['link 4', 'link 2', 'link 0']);
});

test('a request for a code says nothing of whom the link knows', async () => {
  expect(await stranger.requestShareCode('no such token', 'ann@example.org')).toBeUndefined();
});

test.skipIf(NO_MAIL_SERVER)('a link to a folder opens by a mailed code, and gives all of it as one ZIP', async () => {
  const mail = await startMailServer();
  const env = { STRONGROOM_SMTP_URL: `smtp://127.0.0.1:${mail.port}`, STRONGROOM_MAIL_FROM: 'room@example.org' };
  const other = await startHouse({ env });
  const disk = await mkdtemp(join(tmpdir(), 'strongroom-client-'));
  try {
    const mine = createStrongroomClient({ url: other.url, token: other.token });
    const visitor = createStrongroomClient({ url: other.url });
    const folder = await mine.createFolder('Results');
    const inner = await mine.createFolder('2026', { parentId: folder.id });
    await mine.upload(new Blob(['one']), { name: 'one.txt', folderId: folder.id });
    await mine.upload(new Blob(['two!']), { name: 'two.txt', folderId: inner.id });
    const recipients = ['ann@example.org'];
    const share = await mine.createShare({ folderIds: [folder.id], recipients, requireCode: true });
    expect(share).toMatchObject({
      requireCode: true,
      recipients,
      files: [],
      folders: [{ id: folder.id, name: 'Results' }],
    });
    const info = await visitor.shareInfo(share.url);
    expect(info).toMatchObject({ needsCode: true, needsPassword: false, kind: 'BUNDLE', label: '' });
    await visitor.requestShareCode(share.url, 'ann@example.org');
    const [sent] = await mail.mails(1);
    const code = /(\d{6})$/m.exec(sent?.text ?? '')?.[1] ?? '';
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    await expect(visitor.openShare(share.url, { code: wrong })).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    const opened = await visitor.openShare(share.url, { code });
    expect(opened.files.map(({ name, folder: path, size }) => [name, path, size]).sort()).toEqual([
      ['one.txt', '', 3],
      ['two.txt', '2026', 4],
    ]);
    const zip = join(disk, 'all.zip');
    await writeFile(zip, Buffer.from(await (await fetch(opened.zipUrl ?? '')).arrayBuffer()));
    expect(
      listed(zip)
        .map(([path, size]) => [path, size])
        .sort(),
    ).toEqual([
      ['2026/two.txt', 4],
      ['one.txt', 3],
    ]);
  } finally {
    await other.remove();
    await mail.end();
    await rm(disk, { recursive: true });
  }
});

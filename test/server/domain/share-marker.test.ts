import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage, get as request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startHouse } from '../../support/house.ts';
import { findNeedles, needlesOf } from '../../support/marker.ts';
import { startProcess } from '../../support/server-process.ts';
import { makeShare, opened, openShare } from '../../support/shares.ts';
import { bytesOf, upload } from '../../support/transfers.ts';
import { get } from '../../support/wire.ts';

const MiB = 1024 * 1024;
const secret = (what: string) => `${what}-${randomBytes(12).toString('hex')}`;

test('no label, recipient, password, token, cookie or name of a link rests readable, in the data or the log', async () => {
  const house = await startHouse();
  const [label, name, password] = [secret('label'), secret('name'), secret('password')];
  const recipient = `${secret('recipient')}@example.org`;
  const ids: string[] = [];
  for (const seed of [1, 2]) ids.push((await upload(house, bytesOf(50, seed), { name: `${name} ${seed}` })).id);
  const input = { fileIds: ids, label, password, recipients: [recipient], maxDownloads: 1 };
  const [kept, ended] = [await makeShare(house, input), await makeShare(house, input)];
  for (const { token } of [kept, ended]) {
    await openShare(house, token, { password: `${password} wrong` });
    const share = await opened(house, token, { password });
    expect((await get(share.zipUrl ?? '')).status).toBe(200);
    await openShare(house, token, { cookie: share.cookie });
  }
  await house.graphql('mutation ($input: UpdateShareInput!) { updateShare(input: $input) { id } }', {
    input: { id: ended.id, label: `${label} again` },
  });
  await house.graphql('mutation ($id: ID!) { revokeShare(id: $id) }', { id: ended.id });
  await fetch(kept.url);
  const { cookie } = await openShare(house, kept.token, { password });
  const secrets = [label, name, password, recipient, kept.token, ended.token, ...(cookie ? [cookie.slice(11)] : [])];
  const needles = secrets.flatMap(needlesOf);
  const running = await findNeedles([house.dataDir], needles);
  expect(running.files).toBeGreaterThan(3);
  expect(running.found).toEqual([]);
  for (const text of secrets) expect(house.logged().includes(text)).toBe(false);
  await house.stop();
  expect((await findNeedles([house.dataDir], needles)).found).toEqual([]);
  await rm(house.dataDir, { recursive: true });
});

test('nothing of a ZIP that is half read rests anywhere: not in the data, not in temp, not in the log', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'strongroom-zip-marker-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const at = (name: string) => join(folder, name);
  for (const name of ['data', 'tmp', 'log']) await mkdir(at(name));
  // One window each: what is searched is large.
  const [name, content] = [randomBytes(12).toString('base64url'), randomBytes(12).toString('base64url')];
  // More than the buffers of the connection hold.
  const bytes = Buffer.from(content.repeat(MiB));
  const house = await startHouse({ dataDir: at('data') });
  const ids: string[] = [];
  for (const cipher of ['AES_256_GCM', 'AES_256_CBC_HMAC'])
    ids.push((await upload(house, bytes, { name: `${name} ${cipher}`, input: { cipher } })).id);
  const { token } = await makeShare(house, { fileIds: ids, label: name });
  await house.stop();

  const server = await startProcess(at('data'), at('log/server.log'), { TMPDIR: at('tmp') });
  const { zipUrl } = await opened(server, token);
  const answer = await readHalf(zipUrl ?? '');
  const needles = [name, content].flatMap(needlesOf);
  const search = () => findNeedles([at('data'), at('tmp'), at('log')], needles);
  const halfRead = await search();
  expect(halfRead.found).toEqual([]);
  expect(halfRead.files).toBeGreaterThan(4);
  answer.destroy();
  await once(answer, 'close');
  expect((await search()).found).toEqual([]);
  expect(await server.end()).toBe(0);
  expect((await search()).found).toEqual([]);
});

/** A download that has half of its bytes and asks for no more. */
async function readHalf(url: string): Promise<IncomingMessage> {
  const [answer] = (await once(request(url, { agent: false }), 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(200);
  const half = Number(answer.headers['content-length']) / 2;
  let read = 0;
  while (read < half) {
    const chunk: Buffer | null = answer.read();
    if (chunk) read += chunk.length;
    else await once(answer, 'readable');
  }
  expect(answer.complete).toBe(false);
  return answer;
}

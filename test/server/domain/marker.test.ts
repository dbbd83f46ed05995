import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiToken } from '../../../server/domain/api-tokens.ts';
import { eventually } from '../../support/eventually.ts';
import { ADMIN, PASSPHRASE, startHouse } from '../../support/house.ts';
import { findNeedles, needlesOf } from '../../support/marker.ts';
import { type OpenUpload, openUpload } from '../../support/open-upload.ts';
import { type ServerProcess, startProcess } from '../../support/server-process.ts';
import { uploadRaw } from '../../support/transfers.ts';
import { askAs, beginPatch, tusScenario } from './marker-tus.ts';

const MARKER = `marker ${randomBytes(24).toString('base64url')} end`;
const CONTENT = Buffer.from(MARKER.repeat(40_000));

let folder: string;
const at = (name: string) => join(folder, name);
let token: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strongroom-marker-'));
  for (const name of ['data', 'tmp', 'log', 'control']) await mkdir(at(name));
  const house = await startHouse({ dataDir: at('data') });
  token = house.token;
  if (!house.admin) throw new Error('the vault is not open');
  await createApiToken(house.rooms, house.admin, { name: MARKER, scopes: ['READ'], expiresAt: null });
  await house.stop();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const start = () =>
  startProcess(at('data'), at('log/server.log'), { TMPDIR: at('tmp'), STRONGROOM_MAX_FILE_SIZE: '8 MiB' });

const ask = (url: string, query: string, variables: object) => askAs({ url, token }, query, variables);

const put = (url: string, name: string, input: object = {}, bytes = CONTENT) =>
  uploadRaw({ url, token }, bytes, { name, type: 'text/plain', input });

/** An upload that has sent its contents and never ends. */
async function beginUpload(url: string): Promise<OpenUpload> {
  const upload = openUpload({ url, token }, { name: MARKER });
  await upload.write(CONTENT);
  await eventually('a part is being written', async () => {
    const names = await readdir(at('data/objects'), { recursive: true });
    return names.some((name) => name.endsWith('.tmp'));
  });
  return upload;
}

/** Folders under the marker: made, renamed, moved, filled, deleted; refused ones too. */
async function folders(url: string): Promise<void> {
  const make = async (name: string, parentId: string | null = null) => {
    const text = 'mutation ($name: String!, $parentId: ID) { createFolder(name: $name, parentId: $parentId) { id } }';
    return (await ask(url, text, { name, parentId })).data?.createFolder.id as string;
  };
  const top = await make(MARKER);
  const inner = await make(`in ${MARKER}`, top);
  await make(MARKER);
  await make(`a/${MARKER}`);
  await ask(url, 'mutation ($id: ID!, $name: String!) { renameFolder(id: $id, name: $name) { id } }', {
    id: inner,
    name: `${MARKER} again`,
  });
  await put(url, `f ${MARKER}`, { folderId: inner });
  const { data } = await ask(url, 'query ($id: ID) { folder(id: $id) { name path { name } } }', { id: inner });
  expect(data.folder).toEqual({ name: `${MARKER} again`, path: [{ name: MARKER }] });
  await ask(url, 'mutation ($id: ID!) { moveFolder(id: $id) { id } }', { id: inner });
  await ask(url, 'mutation ($id: ID!) { deleteFolder(id: $id) }', { id: inner });
  await ask(url, 'query ($id: ID) { folder(id: $id) { name } }', { id: MARKER });
}

/** All that people do, and some of what goes wrong. */
async function scenario({ url }: ServerProcess): Promise<string> {
  const kept = await put(url, MARKER);
  const id = kept.body.data?.uploadFile.id ?? '';
  const doomed = await put(url, `2 ${MARKER}`, { cipher: 'AES_256_CBC_HMAC' });
  await put(url, `3 ${MARKER}`, { expiresAt: new Date(Date.now() + 300).toISOString() });
  await ask(url, 'mutation ($id: ID!, $name: String!) { renameFile(id: $id, name: $name) { name } }', {
    id,
    name: `${MARKER}.txt`,
  });
  await ask(url, 'mutation ($id: ID!) { deleteFile(id: $id) }', { id: doomed.body.data?.uploadFile.id });
  await ask(url, 'mutation ($id: ID!) { renameFile(id: $id, name: "x") { name } }', { id: MARKER });
  await ask(url, 'query ($text: String) { files(search: $text, after: $text) { totalCount } }', { text: MARKER });
  await ask(url, `{ files(search: "${MARKER}") { totalCount nodes { name downloadUrl { url } } } nonsense }`, {});
  await folders(url);
  const refused = await put(url, 'x', { name: `a\n${MARKER}` });
  const large = await put(url, `4 ${MARKER}`, {}, Buffer.from(MARKER.repeat(200_000)));
  expect([kept, doomed, refused, large].map(({ body }) => body.errors?.[0]?.extensions.code)).toEqual([
    undefined,
    undefined,
    'BAD_INPUT',
    'FILE_TOO_LARGE',
  ]);
  const dropped = await beginUpload(url);
  dropped.drop();
  const signed = await ask(url, 'query ($id: ID!) { downloadUrl(fileId: $id) { url } }', { id });
  const body = Buffer.from(await (await fetch(signed.data.downloadUrl.url)).arrayBuffer());
  expect(body.equals(CONTENT)).toBe(true);
  await fetch(`${signed.data.downloadUrl.url}&x=${encodeURIComponent(MARKER)}`);
  await fetch(`${url}/download/${encodeURIComponent(MARKER)}?by=${encodeURIComponent(MARKER)}`);
  await fetch(`${url}/${encodeURIComponent(MARKER)}`);
  return id;
}

/** Someone without an account is asked for files, sends them, and gets a receipt; gives the secrets in between. */
async function request({ url }: ServerProcess): Promise<string[]> {
  const input = { title: MARKER, note: `note ${MARKER}` };
  const create = 'mutation ($input: CreateFileRequestInput!) { createFileRequest(input: $input) { url } }';
  const { data } = await ask(url, create, { input });
  const link = data.createFileRequest.url.split('/').at(-1);
  const open = 'mutation ($token: String!) { openFileRequest(token: $token) { title note uploadToken } }';
  const { uploadToken, title } = (await ask(url, open, { token: link })).data.openFileRequest;
  const sent = await uploadRaw({ url, token: uploadToken }, CONTENT, { name: `5 ${MARKER}`, type: 'text/plain' });
  const finish = `mutation ($uploadToken: String!, $senderName: String) {
    finishFileRequest(uploadToken: $uploadToken, senderName: $senderName) { complete signed }
  }`;
  const done = await ask(url, finish, { uploadToken, senderName: MARKER });
  await ask(url, '{ fileRequests { nodes { title note url senders { name files { name } } } } }', {});
  await fetch(`${url}/r/${link}`);
  expect([title, done.data.finishFileRequest.complete]).toEqual([MARKER, true]);
  await ask(url, 'mutation ($id: ID!) { deleteFile(id: $id) }', { id: sent.body.data?.uploadFile.id });
  return [link, uploadToken];
}

test('the search itself finds a window raw, in hex and in base64 at every alignment', async () => {
  const needles = needlesOf(MARKER);
  const window = Buffer.from(MARKER).subarray(9, 9 + 18);
  const forms: [string, string | Buffer][] = [
    ['raw', Buffer.concat([randomBytes(1000), window, randomBytes(50)])],
    ['hex', window.toString('hex')],
    ['HEX', window.toString('hex').toUpperCase()],
    ...[0, 1, 2, 3, 4].map((n): [string, string] => [
      `base64-${n}`,
      Buffer.concat([randomBytes(n), window, randomBytes(7)]).toString('base64'),
    ]),
    ['base64url', Buffer.concat([randomBytes(5), window, randomBytes(7)]).toString('base64url')],
  ];
  for (const [name, content] of forms) {
    await writeFile(at('control/hidden'), content);
    expect({ name, found: (await findNeedles([at('control')], needles)).found.length > 0 }).toEqual({
      name,
      found: true,
    });
  }
  await writeFile(at('control/hidden'), randomBytes(100_000));
  expect((await findNeedles([at('control')], needles)).found).toEqual([]);
  await writeFile(at(`control/${MARKER}`), 'x');
  expect((await findNeedles([at('control')], needles)).found.length).toBeGreaterThan(0);
});

test('nothing that was shared, and no secret, rests readable: not in the data, not in temp, not in the log', async () => {
  const needles = [MARKER, PASSPHRASE, ADMIN.password, token].flatMap((secret) => needlesOf(secret));
  const search = () => findNeedles([at('data'), at('tmp'), at('log')], needles);

  const first = await start();
  const id = await scenario(first);
  for (const secret of await request(first)) needles.push(...needlesOf(secret));
  const [gcm = '', cbc = ''] = await tusScenario({ url: first.url, token, marker: MARKER, data: at('data') });
  await beginUpload(first.url);
  for (const cipher of ['AES_256_GCM', 'AES_256_CBC_HMAC'])
    await beginPatch({ url: first.url, token, marker: MARKER, data: at('data') }, cipher);
  await first.kill();
  const crashed = await search();
  expect(crashed.found).toEqual([]);
  expect(crashed.files).toBeGreaterThanOrEqual(16);
  expect((await readFile(at('data/catalog.sqlite-wal'))).length).toBeGreaterThan(0);

  const second = await start();
  const { data } = await ask(second.url, '{ files { nodes { id name } } }', {});
  expect(data.files.nodes).toEqual([
    { id: cbc, name: `tus ${MARKER}` },
    { id: gcm, name: `tus ${MARKER}` },
    { id, name: `${MARKER}.txt` },
  ]);
  expect((await search()).found).toEqual([]);
  expect(await second.end()).toBe(0);
  expect((await search()).found).toEqual([]);
  expect((await readFile(at('log/server.log'), 'utf8')).split('\n').length).toBeGreaterThan(10);
}, 120_000);

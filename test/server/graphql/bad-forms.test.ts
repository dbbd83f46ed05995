import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStrongroomClient } from '../../../web/client/index.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf, download, upload, uploadRaw } from '../../support/transfers.ts';
import { BOUNDARY, END, field, fileHead, MAP, OPERATIONS } from '../http/form-bytes.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.remove());

const head = field('operations', OPERATIONS) + field('map', MAP);

async function send(body: string) {
  const answer = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${house.token}`,
      'Apollo-Require-Preflight': 'true',
      'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
    },
    body: Buffer.from(body, 'latin1'),
  });
  const { data, errors } = (await answer.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  return { status: answer.status, data, code: errors?.[0]?.extensions.code };
}

/** Rows and objects of files, whatever their state. */
async function kept() {
  const rows = await house.rooms.catalog.selectFrom('files').select('id').execute();
  const objects: string[] = [];
  for await (const { key } of house.rooms.store.list('')) if (key.endsWith('.enc')) objects.push(key);
  return { rows: rows.length, objects: objects.length };
}

const long = 'l'.repeat(300_000);

describe('a body that is no whole form is 400 with a code, leaves nothing, and the server lives on', () => {
  test.each([
    ['two files', `${head}${fileHead()}one\r\n${fileHead('1')}two${END}`, 'BAD_INPUT'],
    ['a second file long after the first', `${head}${fileHead()}${long}\r\n${fileHead('1')}two${END}`, 'BAD_INPUT'],
    ['a cut before the file', head, 'UPLOAD_INCOMPLETE'],
    ['a cut within the file', `${head}${fileHead()}one`, 'UPLOAD_INCOMPLETE'],
    ['a cut within a long file', `${head}${fileHead()}${long}`, 'UPLOAD_INCOMPLETE'],
    ['a cut behind the file', `${head}${fileHead()}one\r\n--${BOUNDARY}`, 'UPLOAD_INCOMPLETE'],
    ['a NUL behind the file', `${head}${fileHead()}one\r\n--${BOUNDARY}\r\nA\0: b\r\n\r\n${END}`, 'BAD_INPUT'],
  ])('%s', async (_what, body, code) => {
    const before = await kept();
    const answer = await send(body);
    expect(answer).toMatchObject({ status: 400, code });
    expect(answer.data ?? null).toBeNull();
    expect(await kept()).toEqual(before);
    expect((await upload(house, bytesOf(5))).size).toBe(5);
  });
});

test('a client whose body was cut on its way is told so by the code', async () => {
  const cut: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const body = Buffer.from(await request.arrayBuffer()).subarray(0, -20);
    request.headers.delete('content-length');
    return fetch(request.url, { method: 'POST', headers: request.headers, body });
  };
  const client = createStrongroomClient({ url: house.url, token: house.token, fetch: cut });
  await expect(client.upload(new Blob([long]), { name: 'cut.txt' })).rejects.toMatchObject({
    name: 'StrongroomError',
    code: 'UPLOAD_INCOMPLETE',
  });
});

describe('the name that a part of the form brings is data', () => {
  test.each([
    ['../../x', 'x'],
    ['a/b', 'b'],
    ['/etc/passwd', 'passwd'],
    ['C:\\\\folder\\\\x', 'x'],
    ['%2e%2e%2fx', '%2e%2e%2fx'],
  ])('of %s the last segment is kept, and no path is followed', async (filename, name) => {
    const form = `${head}${fileHead().replace('a.txt', filename)}contents${END}`;
    const { status, data } = await send(form);
    expect(status).toBe(200);
    const { id } = (data as { uploadFile: { id: string } }).uploadFile;
    expect((await house.graphql('query ($id: ID!) { file(id: $id) { name } }', { id })).data.file.name).toBe(name);
    expect((await download(house, id)).bytes.toString()).toBe('contents');
  });

  test.each([
    ['the folder above', '..'],
    ['a path to it', 'a/..'],
    ['the folder itself', '.'],
    ['nothing', ''],
    ['a blank', ' '],
    ['4,000 characters', 'x'.repeat(4000)],
  ])('%s is BAD_INPUT and leaves nothing', async (_what, filename) => {
    const before = await kept();
    const { code } = await send(`${head}${fileHead().replace('a.txt', filename)}contents${END}`);
    expect(code).toBe('BAD_INPUT');
    expect(await kept()).toEqual(before);
  });

  test('loses to the name that the document gives', async () => {
    const { body } = await uploadRaw(house, bytesOf(3), { name: '../../x', input: { name: 'mine' } });
    expect(body.data?.uploadFile.name).toBe('mine');
  });
});

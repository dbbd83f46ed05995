import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Edge, openEdge, startEdge } from './edge.ts';
import { BOUNDARY, END, field, fileHead, form, MAP, OPERATIONS, upload } from './form-bytes.ts';
import { openRaw } from './raw.ts';
import { resolver, type Seen } from './resolver.ts';

const seen: Seen = { outcomes: [] };
let edge: Edge;
beforeAll(async () => {
  edge = await startEdge({ graphql: resolver(seen) });
});
afterAll(() => edge.end());

/** Sends bytes and gives status and body of the first answer. */
async function ask(
  bytes: Buffer,
  port = edge.port,
): Promise<{ status: number; code: string | undefined; text: string }> {
  const raw = await openRaw(port);
  raw.socket.write(bytes);
  const text = await raw.until(/\r\n\r\n[^]*\}$/);
  raw.socket.destroy();
  return { status: Number(text.slice(9, 12)), code: /"code":"(\w+)"/.exec(text)?.[1], text };
}

async function expectAlive() {
  const { text } = await ask(upload(form('alive')));
  expect(text).toContain(createHash('sha256').update('alive').digest('hex'));
}

describe('a well-formed upload', () => {
  test.each([0, 1, 100, 65_536, 3_000_000])('of %i bytes arrives whole', async (length) => {
    const contents = 'ab\r\n--x'.repeat(Math.ceil(length / 7)).slice(0, length);
    const { status, text } = await ask(upload(form(contents)));
    expect(status).toBe(200);
    expect(text).toContain(`"bytes":${length},"sha256":"${createHash('sha256').update(contents).digest('hex')}"`);
  });

  test('by fetch and FormData arrives with its name', async () => {
    const data = new FormData();
    data.append('operations', OPERATIONS);
    data.append('map', MAP);
    data.append('0', new Blob(['hello']), 'Größe 日本.txt');
    const headers = { Authorization: 'Bearer WRITE', 'Apollo-Require-Preflight': 'true' };
    const answer = await fetch(`${edge.url}/graphql`, { method: 'POST', body: data, headers });
    expect(await answer.json()).toMatchObject({ data: { filename: 'Größe 日本.txt', bytes: 5 } });
  });

  test('may bring x-apollo-operation-name as its preflight header', async () => {
    expect((await ask(upload(form('x'), { preflight: 'X-Apollo-Operation-Name: U' }))).status).toBe(200);
  });
});

const head = field('operations', OPERATIONS) + field('map', MAP);

describe('a malformed body gets 400 and a code, and the server lives on', () => {
  test.each<[string, string, string?]>([
    ['nothing at all', ''],
    ['only the end', `--${BOUNDARY}--\r\n`],
    ['no operations', field('map', MAP) + fileHead() + END],
    ['no map', field('operations', OPERATIONS) + END],
    ['no map but a file', field('operations', OPERATIONS) + fileHead() + END],
    ['no file', head + END.slice(2)],
    ['a file under another name', head + fileHead('1') + END],
    ['a file before the fields', fileHead() + END + head],
    ['operations that are no JSON', field('operations', '{') + field('map', MAP) + fileHead() + END],
    ['operations that are a number', field('operations', '7') + field('map', MAP) + fileHead() + END],
    ['a batch', field('operations', `[${OPERATIONS}]`) + field('map', '{"0":["0.variables.file"]}') + fileHead() + END],
    ['operations without variables', field('operations', '{"query":"{a}"}') + field('map', MAP) + fileHead() + END],
    ['a map that is no JSON', field('operations', OPERATIONS) + field('map', '{') + fileHead() + END],
    ['a map that is a list', field('operations', OPERATIONS) + field('map', '[]') + fileHead() + END],
    ['an empty map', field('operations', OPERATIONS) + field('map', '{}') + fileHead() + END],
    [
      'a map with two files',
      field('operations', OPERATIONS) + field('map', '{"0":["variables.file"],"1":["variables.b"]}') + END,
    ],
    [
      'a map with one file twice',
      field('operations', OPERATIONS) + field('map', '{"0":["variables.file","variables.b"]}') + fileHead() + END,
    ],
    [
      'a NUL in a part header',
      `${head}--${BOUNDARY}\r\nContent-Disposition: form-data; name="0"; filename="a\0b"\r\n\r\nx${END}`,
    ],
    ['a NUL in the name of a header', `--${BOUNDARY}\r\nContent\0: x\r\n\r\n${END}`],
    ['an endless part header', `${head}--${BOUNDARY}\r\nX-A: ${'a'.repeat(40_000)}`],
    ['an endless name of a header', `${head}--${BOUNDARY}\r\n${'a'.repeat(40_000)}`],
    ['an oversized field', field('operations', `{"query":"${'a'.repeat(300_000)}"}`) + field('map', MAP)],
    ['another boundary than was said', (head + fileHead() + END).replaceAll(BOUNDARY, 'other')],
    ['a preamble without end', 'a'.repeat(800_000)],
  ])('%s', async (_what, body) => {
    const { status, code } = await ask(upload(body));
    expect(status).toBe(400);
    expect(['BAD_INPUT', 'UPLOAD_INCOMPLETE']).toContain(code);
    await expectAlive();
  });

  test.each([
    'multipart/form-data',
    'multipart/form-data;',
    'multipart/form-data; boundary',
    'multipart/mixed; boundary=x',
  ])('the content type %s', async (type) => {
    const { status, code } = await ask(upload(form('x'), { type }));
    expect([status, code]).toEqual([400, 'BAD_INPUT']);
    await expectAlive();
  });

  test.each([
    'hasOwnProperty.call',
    'toString.call',
    '__proto__.x',
    'constructor.prototype.x',
    'variables.__proto__',
    'variables.toString',
    'variables.constructor',
    'variables.file.charAt.call',
    'query',
    'variables',
    'variables.',
    '',
  ])('a map that points at %s, and nothing of ours was changed', async (path) => {
    const body = field('operations', OPERATIONS) + field('map', JSON.stringify({ 0: [path] })) + fileHead() + END;
    expect(await ask(upload(body))).toMatchObject({ status: 400, code: 'BAD_INPUT' });
    expect(Object.prototype.hasOwnProperty.call({ a: 1 }, 'a')).toBe(true);
    await expectAlive();
  });
});

describe('a body that goes wrong behind the start of its file never counts as whole', () => {
  test.each([
    ['a second file', `${head}${fileHead()}one\r\n${fileHead()}two${END}`, 'BAD_INPUT'],
    [
      'a second file long after the first',
      `${head}${fileHead()}${'1'.repeat(300_000)}\r\n${fileHead('1')}two${END}`,
      'BAD_INPUT',
    ],
    ['a cut within the file', `${head}${fileHead()}one`, 'UPLOAD_INCOMPLETE'],
    ['a cut behind the file', `${head}${fileHead()}one\r\n--${BOUNDARY}`, 'UPLOAD_INCOMPLETE'],
    [
      'a NUL in the header behind the file',
      `${head}${fileHead()}one\r\n--${BOUNDARY}\r\nA\0: b\r\n\r\n${END}`,
      'BAD_INPUT',
    ],
  ])('%s', async (_what, body, expected) => {
    seen.outcomes = [];
    const { code } = await ask(upload(body));
    expect(code).toBe(expected);
    expect(seen.outcomes).not.toContain('whole');
    await expectAlive();
  });
});

describe('before the first byte is parsed', () => {
  const broken = 'no form at all';

  test.each<[string, Parameters<typeof upload>[1], number, string]>([
    ['nobody', { auth: null }, 401, 'UNAUTHENTICATED'],
    ['a wrong token', { auth: 'nobody' }, 401, 'UNAUTHENTICATED'],
    ['a token that may only read', { auth: 'READ' }, 403, 'FORBIDDEN'],
    ['a page of another site, by a plain form', { preflight: '' }, 400, 'BAD_INPUT'],
  ])('%s is refused', async (_who, choices, status, code) => {
    expect(await ask(upload(broken, choices))).toMatchObject({ status, code });
  });

  test('someone who sends too often is refused', async () => {
    const { port, rooms } = await openEdge({ graphql: resolver() });
    rooms.attempts.limiters.upload.points = 2;
    const codes = [];
    for (let i = 0; i < 3; i++) codes.push((await ask(upload(broken), port)).code);
    expect(codes).toEqual(['UPLOAD_INCOMPLETE', 'UPLOAD_INCOMPLETE', 'RATE_LIMITED']);
    expect(await ask(upload(form('x')), port)).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
  });

  test('a body that announces more than a file may have is refused while it is still on its way', async () => {
    const { port } = await openEdge({ maxFileSize: 1000, graphql: resolver() });
    const limit = 1000 + 2 ** 20;
    expect(await ask(upload('x', { length: limit + 1 }), port)).toMatchObject({ status: 413, code: 'FILE_TOO_LARGE' });
    expect((await ask(upload(form('x')), port)).status).toBe(200);
  });

  test.each([true, false])('a vault that is not open refuses (sealed: %s)', async (sealed) => {
    const { port, rooms } = await openEdge({ sealed, graphql: resolver() });
    if (!sealed) rooms.vault.seal();
    expect(await ask(upload(broken), port)).toMatchObject({ status: 503, code: 'VAULT_SEALED' });
  });
});

test('a thousand mutated bodies end with an answer, and the server lives on', { timeout: 120_000 }, async () => {
  const good = upload(form('some contents'.repeat(20)));
  const start = good.indexOf('\r\n\r\n') + 4;
  let random = 12345;
  const next = (below: number) => {
    random = (random * 1103515245 + 12345) % 2 ** 31;
    return random % below;
  };
  for (let round = 0; round < 20; round++) {
    await Promise.all(
      Array.from({ length: 50 }, async () => {
        const bytes = Buffer.from(good);
        for (let i = 0; i <= next(4); i++) bytes[start + next(bytes.length - start)] = next(256);
        const raw = await openRaw(edge.port);
        raw.socket.write(bytes);
        await raw.until(/^HTTP\/1.1 (200|400|413) /);
        raw.socket.destroy();
      }),
    );
  }
  await expectAlive();
});

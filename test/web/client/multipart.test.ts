import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type FileUpload, processRequest } from 'graphql-upload-minimal';
import { expect, test } from 'vitest';
import { StrongroomError } from '../../../web/client/errors.ts';
import { multipartBody } from '../../../web/client/multipart.ts';
import { answer, json } from './answering-server.ts';

const OPERATIONS = JSON.stringify({
  query: 'mutation M($file: Upload!) { m(file: $file) }',
  variables: { file: null },
});

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const piece of texts) yield Buffer.from(piece);
}

test('a parser that others use reads the frame and finds the bytes, the type and the operation', async () => {
  const server = await answer(async (req, res) => {
    const operation = await processRequest(req, res);
    if (Array.isArray(operation)) throw new Error('one operation was sent');
    const { file } = operation.variables as { file: { promise: Promise<FileUpload> } };
    const upload = await file.promise;
    const hash = createHash('sha256');
    for await (const chunk of upload.createReadStream()) hash.update(chunk);
    json(res, 200, { query: operation.query, type: upload.mimetype, hash: hash.digest('hex') });
  });
  try {
    const body = multipartBody(OPERATIONS, {
      chunks: pieces('one\r\n', '--', 'two\r\n'),
      size: undefined,
      contentType: 'text/plain; charset=utf-8',
    });
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': body.contentType },
      body: Readable.toWeb(Readable.from(body.chunks)),
      duplex: 'half',
    } as RequestInit);
    expect(await response.json()).toEqual({
      query: 'mutation M($file: Upload!) { m(file: $file) }',
      type: 'text/plain',
      hash: createHash('sha256').update('one\r\n--two\r\n').digest('hex'),
    });
  } finally {
    await server.close();
  }
});

test('the promised length is the length, to the byte', async () => {
  const body = multipartBody('{"query":"é"}', { chunks: pieces('12345'), size: 5, contentType: 'a/b' });
  expect(Buffer.byteLength(await text(Readable.from(body.chunks)))).toBe(body.length);
});

test('two bodies never share a boundary', () => {
  const make = (): string => multipartBody('{}', { chunks: pieces(), size: 0, contentType: 'a/b' }).contentType;
  expect(make()).not.toBe(make());
});

test('a content type that would break out of its header is refused', () => {
  const make = (): unknown =>
    multipartBody('{}', { chunks: pieces(), size: 0, contentType: 'text/plain\r\nX-Evil: 1' });
  expect(make).toThrow(StrongroomError);
});

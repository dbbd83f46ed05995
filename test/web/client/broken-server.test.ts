import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createStrongroomClient, StrongroomError } from '../../../web/client/index.ts';
import { type AnsweringServer, answer, bodyOf, fileOf, json } from './answering-server.ts';

const SIZE = 1000;
let server: AnsweringServer | undefined;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strongroom-client-'));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function clientOf(listener: RequestListener) {
  server = await answer(listener);
  return createStrongroomClient({ url: server.url, token: 'sr_test' });
}

/** Answers the client's question for a file of SIZE bytes; the download itself is the test's. */
function downloads(listener: RequestListener): RequestListener {
  return (req, res) => {
    if (req.url !== '/graphql') return listener(req, res);
    const url = `http://${req.headers.host}/download/x`;
    const downloadUrl = { url, expiresAt: '2030-01-01T00:00:00.000Z' };
    return json(res, 200, { data: { file: { ...fileOf('x', 'x.bin', SIZE), downloadUrl } } });
  };
}

describe('a download', () => {
  test('whose connection breaks half-way rejects, and leaves no file and no part', async () => {
    const client = await clientOf(
      downloads((_req, res) => {
        res.writeHead(200, { 'content-length': SIZE });
        res.write(Buffer.alloc(400), () => setTimeout(() => res.destroy(), 20));
      }),
    );
    const failure = client.downloadTo('x', join(folder, 'x.bin'));
    await expect(failure).rejects.toMatchObject({ name: 'StrongroomError', code: 'NETWORK' });
    expect(await readdir(folder)).toEqual([]);
  });

  test('that ends in good order but short rejects: the length was promised by the catalog, not by this answer', async () => {
    const client = await clientOf(downloads((_req, res) => res.end(Buffer.alloc(SIZE - 1))));
    const { stream } = await client.download('x');
    await expect(new Response(stream).arrayBuffer()).rejects.toThrow();
    await expect(client.downloadTo('x', join(folder, 'x.bin'))).rejects.toThrow('broke after 999 of 1000 bytes');
  });

  test('that brings more than the file has rejects', async () => {
    const client = await clientOf(downloads((_req, res) => res.end(Buffer.alloc(SIZE + 1))));
    await expect(client.downloadTo('x', join(folder, 'x.bin'))).rejects.toMatchObject({ code: 'NETWORK' });
    expect(await readdir(folder)).toEqual([]);
  });

  test('of a range that is answered with the whole file, or with another range, rejects', async () => {
    const whole = await clientOf(downloads((_req, res) => res.end(Buffer.alloc(SIZE))));
    await expect(whole.download('x', { range: { start: 5, end: 9 } })).rejects.toMatchObject({ code: 'NETWORK' });
    await server?.close();
    const other = await clientOf(
      downloads((_req, res) => {
        res.writeHead(206, { 'content-range': `bytes 6-10/${SIZE}` }).end(Buffer.alloc(5));
      }),
    );
    await expect(other.download('x', { range: { start: 5, end: 9 } })).rejects.toMatchObject({ code: 'NETWORK' });
  });

  test('that is refused rejects with the code of the refusal', async () => {
    const client = await clientOf(
      downloads((_req, res) =>
        json(res, 500, { errors: [{ message: 'Damaged.', extensions: { code: 'INTEGRITY' } }] }),
      ),
    );
    await expect(client.download('x')).rejects.toMatchObject({ code: 'INTEGRITY', message: 'Damaged.' });
  });

  test('that is aborted in its midst rejects with the reason', async () => {
    const client = await clientOf(
      downloads((_req, res) => {
        res.writeHead(200, { 'content-length': SIZE }).write(Buffer.alloc(10));
      }),
    );
    const control = new AbortController();
    const { stream } = await client.download('x', { signal: control.signal });
    const read = new Response(stream).arrayBuffer();
    setTimeout(() => control.abort(new Error('enough')), 30);
    await expect(read).rejects.toThrow('enough');
  });
});

describe('an answer', () => {
  test('without a code of ours, as a proxy gives it, gets one by its status', async () => {
    const client = await clientOf(async (req, res) => {
      await bodyOf(req);
      res.writeHead(413, { 'content-type': 'text/html' }).end('<h1>413 Request Entity Too Large</h1>');
    });
    await expect(client.upload(new Blob(['x']), { name: 'x' })).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  });

  test('that asks to wait says for how long', async () => {
    const problem = { errors: [{ message: 'Slow down.', extensions: { code: 'RATE_LIMITED' } }] };
    const client = await clientOf((_req, res) => json(res, 429, problem, { 'retry-after': '17' }));
    await expect(client.viewer()).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      retryAfter: 17,
      message: 'Slow down.',
    });
  });

  test('with a code that this client does not know is INTERNAL, never a word of its own', async () => {
    const problem = { errors: [{ message: 'New.', extensions: { code: 'FROM_THE_FUTURE' } }] };
    const client = await clientOf((_req, res) => json(res, 200, problem));
    await expect(client.vaultState()).rejects.toMatchObject({ code: 'INTERNAL', message: 'New.' });
  });

  test('that never comes rejects with the signal’s reason once aborted', async () => {
    const client = await clientOf(() => {});
    await expect(client.page({ signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  test('from nobody is NETWORK', async () => {
    const client = await clientOf(() => {});
    await server?.close();
    const failure = await client.viewer().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StrongroomError);
    expect(failure).toMatchObject({ code: 'NETWORK' });
  });
});

describe('an upload', () => {
  test('that is refused before its end stops reading the source, and tells the refusal', async () => {
    const client = await clientOf((req, res) => {
      req.once('data', () =>
        json(res, 413, { errors: [{ message: 'Too large.', extensions: { code: 'FILE_TOO_LARGE' } }] }),
      );
    });
    let ended = false;
    const endless = (async function* () {
      try {
        for (;;) yield new Uint8Array(65_536);
      } finally {
        ended = true;
      }
    })();
    await expect(client.upload(endless, { name: 'endless' })).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    await expect.poll(() => ended).toBe(true);
  });

  test('of an endless source in memory can be aborted', async () => {
    const client = await clientOf((req) => req.resume());
    const endless = (async function* () {
      for (;;) yield new Uint8Array(65_536);
    })();
    const control = new AbortController();
    setTimeout(() => control.abort(new Error('enough')), 50);
    const upload = client.upload(endless, { name: 'endless', signal: control.signal });
    await expect(upload).rejects.toThrow('enough');
  });

  test('whose source fails rejects with the source’s own error', async () => {
    const client = await clientOf(
      (req, res) =>
        void bodyOf(req).then(
          () => json(res, 200, {}),
          () => {},
        ),
    );
    const failing = (async function* () {
      yield new Uint8Array(10);
      throw new Error('the tape is torn');
    })();
    await expect(client.upload(failing, { name: 'tape' })).rejects.toThrow('the tape is torn');
  });

  test('of a file with a known size says its length, so that a server can refuse it early', async () => {
    const lengths: (string | undefined)[] = [];
    const client = await clientOf(async (req, res) => {
      lengths.push(req.headers['content-length']);
      const body = await bodyOf(req);
      expect(body.byteLength).toBe(Number(req.headers['content-length']));
      json(res, 200, { data: { uploadFile: fileOf('x', 'x', 5) } });
    });
    const path = join(folder, 'five');
    await writeFile(path, '12345');
    await client.upload(path);
    await client.upload(new Blob(['12345']), { name: 'blob' });
    expect(lengths.every((length) => Number(length) > 5)).toBe(true);
    expect(lengths).toHaveLength(2);
  });

  test('carries the token and asks for no preflight exception, in JSON and in multipart alike', async () => {
    const seen: unknown[] = [];
    const client = await clientOf(async (req, res) => {
      seen.push([req.method, req.headers.authorization, req.headers['apollo-require-preflight']]);
      await bodyOf(req);
      json(res, 200, { data: { uploadFile: fileOf('x', 'x', 1), vault: { state: 'UNSEALED' } } });
    });
    await client.vaultState();
    await client.upload(new Blob(['x']), { name: 'x' });
    expect(seen).toEqual([
      ['POST', 'Bearer sr_test', 'true'],
      ['POST', 'Bearer sr_test', 'true'],
    ]);
  });
});

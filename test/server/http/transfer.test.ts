import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Sent } from '../../../server/domain/open-file.ts';
import { Problem } from '../../../server/domain/problem.ts';
import { LIMITS } from '../../../server/http/options.ts';
import { openRaw } from './raw.ts';
import { BYTES, endless, fileOf, openShelf } from './shelf.ts';

const GIB = 2 ** 30;
const line = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;

describe('a failure', () => {
  test('before the first byte is an answer', async () => {
    const { url, logged } = await openShelf(
      fileOf({ read: () => Promise.reject(new Problem('INTEGRITY', 'damaged')) }),
    );
    const answer = await fetch(url);
    expect(answer.status).toBe(500);
    expect(answer.headers.get('content-length')).not.toBe('1000');
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'INTEGRITY' } }] });
    expect(logged.join()).toContain(answer.headers.get('x-request-id'));
  });

  test('of the first batch is an answer without a trace of the file', async () => {
    const read = async () =>
      (async function* (): AsyncGenerator<Buffer[]> {
        yield* [];
        throw new Problem('INTEGRITY', 'damaged');
      })();
    const { url } = await openShelf(fileOf({ read }));
    const answer = await fetch(url);
    expect(answer.status).toBe(500);
    for (const name of ['etag', 'content-disposition', 'accept-ranges']) expect(answer.headers.get(name)).toBeNull();
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'INTEGRITY' } }] });
  });

  test('in the middle breaks the connection, so that nobody takes a part for the whole', async () => {
    async function* breaking() {
      yield [BYTES.subarray(0, 300)];
      throw new Problem('INTEGRITY', 'damaged');
    }
    const { url, path, port, logged } = await openShelf(fileOf({ read: async () => breaking() }));
    await expect(fetch(url).then((answer) => answer.arrayBuffer())).rejects.toThrow();
    const raw = await openRaw(port);
    raw.socket.write(line(path));
    const [head, body = ''] = (await raw.ended()).split('\r\n\r\n');
    expect(head).toContain('Content-Length: 1000');
    expect(body.length).toBeLessThanOrEqual(300);
    const [, id] = /^X-Request-Id: (\S+)/im.exec(head ?? '') ?? [];
    const faults = logged.filter((line) => line.startsWith('{"level":50,')).map((line) => JSON.parse(line));
    expect(faults).toContainEqual(expect.objectContaining({ requestId: id, msg: 'an answer was broken off' }));
  });

  test.each([
    ['fewer', 999],
    ['more', 1001],
  ])('to bring the right number of bytes (%s) breaks it too', async (_what, length) => {
    const read = async () =>
      (async function* () {
        yield [Buffer.alloc(length)];
      })();
    const { url } = await openShelf(fileOf({ read }));
    const whole = fetch(url).then((answer) => answer.arrayBuffer());
    if (length < 1000) await expect(whole).rejects.toThrow();
    else expect((await whole).byteLength).toBe(1000);
  });
});

test('sealing breaks running transfers, also one whose reader waits', async () => {
  const sealing = new AbortController();
  const file = fileOf({ size: GIB, read: async () => endless() });
  const { path, port } = await openShelf(file, { sealing: () => sealing.signal });
  const raw = await openRaw(port);
  raw.socket.write(line(path));
  await raw.until(/\r\n\r\n/);
  raw.socket.pause();
  await sleep(200);
  sealing.abort(new Error('sealed'));
  await sleep(50);
  raw.socket.resume();
  expect((await raw.ended()).length).toBeLessThan(GIB / 4);
});

test('a reader that goes stops the reading', async () => {
  let signal: AbortSignal | undefined;
  let stopped = false;
  async function* watched() {
    try {
      yield* endless(1);
    } finally {
      stopped = true;
    }
  }
  const read = async (_range: object, given: AbortSignal) => {
    signal = given;
    return watched();
  };
  const { path, port } = await openShelf(fileOf({ size: GIB, read }));
  const raw = await openRaw(port);
  raw.socket.write(line(path));
  await raw.until(/\r\n\r\n/);
  raw.socket.destroy();
  await expect.poll(() => stopped).toBe(true);
  expect(signal?.aborted).toBe(true);
});

test('a reader that has all bytes may go before the source has ended: the download is complete', async () => {
  let sent: Sent | undefined;
  const read = async (_range: object, stop: AbortSignal) =>
    (async function* () {
      yield [BYTES];
      await once(stop, 'abort');
      stop.throwIfAborted();
    })();
  const close = async (what?: Sent) => {
    sent = what;
  };
  const { path, port } = await openShelf(fileOf({ read, close }));
  const raw = await openRaw(port);
  raw.socket.write(line(path));
  await expect.poll(() => raw.text().split('\r\n\r\n')[1]?.length).toBe(BYTES.length);
  raw.socket.destroy();
  await expect.poll(() => sent).toEqual({ bytes: BYTES.length, complete: true });
});

test('a reader is cut that takes nothing for two minutes', () => {
  expect(LIMITS.stalledReader).toBe(120_000);
});

test('a reader that takes nothing is cut, and little was read ahead for it', async () => {
  let given = 0;
  async function* counted() {
    for await (const batch of endless()) {
      given += batch.length;
      yield batch;
    }
  }
  const { path, port } = await openShelf(fileOf({ size: GIB, read: async () => counted() }), { stalledReader: 400 });
  const raw = await openRaw(port);
  raw.socket.write(line(path));
  await raw.until(/\r\n\r\n/);
  raw.socket.pause();
  await sleep(1500);
  raw.socket.resume();
  expect((await raw.ended()).length).toBeLessThan(GIB);
  expect(given * 16 * 1024).toBeLessThan(64 * 2 ** 20);
});

test('a reader that takes a little now and then is not cut', async () => {
  const size = 24 * 2 ** 20;
  const read = async () =>
    (async function* () {
      for (let i = 0; i < 96; i++) yield [Buffer.alloc(256 * 1024)];
    })();
  const { url } = await openShelf(fileOf({ size, read }), { stalledReader: 300 });
  const asked = request(url).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  let received = 0;
  let pauses = 0;
  for await (const chunk of answer) {
    received += chunk.length;
    if (received > (pauses + 1) * 2 ** 21) {
      pauses += 1;
      await sleep(100);
    }
  }
  expect(received).toBe(size);
  expect(pauses).toBeGreaterThan(5);
});

test('a connection serves the next request after a transfer', async () => {
  const { path, port } = await openShelf(fileOf());
  const raw = await openRaw(port);
  raw.socket.write(line(path));
  await raw.until(/200 OK[^]*\r\n\r\n[^]{1000}/);
  raw.socket.write(line(`${path}x`));
  await raw.until(/403 Forbidden/);
  raw.socket.destroy();
});

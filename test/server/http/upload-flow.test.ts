import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../../server/http/options.ts';
import { openEdge } from './edge.ts';
import {
  BOUNDARY,
  chunk,
  END,
  field,
  fileHead,
  form,
  LAST_CHUNK,
  MAP,
  OPERATIONS,
  upload,
  uploadHead,
} from './form-bytes.ts';
import { openRaw } from './raw.ts';
import { resolver, type Seen } from './resolver.ts';

const GIB = 2 ** 30;
const begun = field('operations', OPERATIONS) + field('map', MAP) + fileHead();

describe('a sender that goes in the middle', () => {
  test.each([
    ['with a length', uploadHead({ length: 5000 }) + begun + 'part'],
    ['in chunks', uploadHead() + chunk(`${begun}part`)],
    ['inside the boundary', uploadHead({ length: 5000 }) + begun + `part\r\n--${BOUNDARY.slice(0, 4)}`],
  ])('%s makes the contents fail, never end', async (_how, bytes) => {
    const seen: Seen = { outcomes: [] };
    const { port } = await openEdge({ graphql: resolver(seen) });
    for (const leave of ['destroy', 'end'] as const) {
      seen.outcomes = [];
      const raw = await openRaw(port);
      raw.socket.write(bytes);
      await sleep(100);
      raw.socket[leave]();
      await expect.poll(() => seen.outcomes).toEqual(['UPLOAD_INCOMPLETE']);
    }
  });

  test('before the file begins leaves no resolver waiting', async () => {
    const seen: Seen = { outcomes: [] };
    const { port, logged } = await openEdge({ graphql: resolver(seen) });
    const raw = await openRaw(port);
    raw.socket.write(uploadHead({ length: 5000 }) + field('operations', OPERATIONS) + field('map', MAP));
    await sleep(100);
    raw.socket.destroy();
    await expect.poll(() => logged.join()).toContain('"complete":false');
    expect(seen.outcomes).toEqual([]);
  });
});

describe('a slow sender', () => {
  test('is one that brings less than 1 KiB a second over a minute', () => {
    const { bytes, time } = LIMITS.slowBody;
    expect([bytes / 1024 / (time / 1000), time]).toEqual([1, 60_000]);
  });

  const limits = { slowBody: { bytes: 1024, time: 600 } };

  test('of a byte now and then is cut, and the contents fail', async () => {
    const seen: Seen = { outcomes: [] };
    const { port } = await openEdge({ limits, graphql: resolver(seen) });
    const raw = await openRaw(port);
    raw.socket.write(uploadHead({ length: 100_000 }) + begun);
    const drip = setInterval(() => raw.socket.write('x'), 50);
    const began = Date.now();
    await raw.ended();
    clearInterval(drip);
    expect(Date.now() - began).toBeGreaterThan(500);
    await expect.poll(() => seen.outcomes).toEqual(['UPLOAD_INCOMPLETE']);
  });

  test('of a JSON body is cut too', async () => {
    const { port } = await openEdge({ limits });
    const raw = await openRaw(port);
    raw.socket.write(
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
    );
    await raw.ended();
  });

  test('that brings enough is not cut', async () => {
    const seen: Seen = { outcomes: [] };
    const { port } = await openEdge({ limits, graphql: resolver(seen) });
    const raw = await openRaw(port);
    raw.socket.write(uploadHead() + chunk(begun));
    for (let i = 0; i < 15; i++) {
      raw.socket.write(chunk('x'.repeat(400)));
      await sleep(100);
    }
    raw.socket.write(chunk(END) + LAST_CHUNK);
    expect(await raw.until(/\}$/)).toContain('"bytes":6000');
    raw.socket.destroy();
  });

  test('that we ourselves hold back is not cut', async () => {
    const seen: Seen = { outcomes: [] };
    const { port } = await openEdge({
      limits,
      graphql: async (req, res, next) => {
        await sleep(2000);
        await resolver(seen)(req, res, next);
      },
    });
    const raw = await openRaw(port);
    raw.socket.write(upload(form('x'.repeat(20_000_000))));
    expect(await raw.until(/\}$/)).toContain('"bytes":20000000');
    raw.socket.destroy();
  });
});

describe('an answer that is given early', () => {
  const limits = { drain: { bytes: 2 ** 20, time: 500 } };

  test('by the guard reaches a sender that is still sending, who is then cut', async () => {
    const { port } = await openEdge({ limits });
    const raw = await openRaw(port);
    raw.socket.write(uploadHead({ length: GIB, auth: null }));
    let sent = 0;
    const pump = setInterval(() => {
      if (raw.socket.writableNeedDrain) return;
      raw.socket.write(Buffer.alloc(64 * 1024));
      sent += 64 * 1024;
    }, 1);
    const text = await raw.ended();
    clearInterval(pump);
    expect(text).toMatch(/^HTTP\/1.1 401 [^]*UNAUTHENTICATED/);
    expect(sent).toBeLessThan(64 * 2 ** 20);
  });

  test('by the resolver reaches it too', async () => {
    const { port } = await openEdge({ limits, graphql: resolver({ outcomes: [] }, true) });
    const raw = await openRaw(port);
    raw.socket.write(uploadHead({ length: GIB }) + begun);
    const pump = setInterval(() => raw.socket.writableNeedDrain || raw.socket.write(Buffer.alloc(64 * 1024)), 1);
    const text = await raw.ended();
    clearInterval(pump);
    expect(text).toMatch(/^HTTP\/1.1 200 [^]*FORBIDDEN/);
  });

  test('for a malformed beginning cuts a sender that goes on', async () => {
    const { port } = await openEdge({ limits, graphql: resolver() });
    const raw = await openRaw(port);
    raw.socket.write(`${uploadHead({ length: GIB })}--${BOUNDARY}\r\nA\0: b\r\n\r\n`);
    const pump = setInterval(() => raw.socket.writableNeedDrain || raw.socket.write(Buffer.alloc(64 * 1024)), 1);
    expect(await raw.ended()).toMatch(/^HTTP\/1.1 400 [^]*BAD_INPUT/);
    clearInterval(pump);
  });

  test('is no end for the connection when the little that is left comes in', async () => {
    const { port } = await openEdge({ limits, graphql: resolver({ outcomes: [] }, true) });
    const raw = await openRaw(port);
    raw.socket.write(uploadHead({ length: Buffer.byteLength(begun) + 1000 }) + begun + 'x'.repeat(100));
    await raw.until(/FORBIDDEN/);
    raw.socket.write('x'.repeat(900));
    raw.socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await raw.until(/"alive":true/);
    raw.socket.destroy();
  });

  test('reaches fetch with a body of 20 MB that is refused for its size', async () => {
    const { url } = await openEdge({ maxFileSize: 1000 });
    const headers = {
      Authorization: 'Bearer WRITE',
      'Apollo-Require-Preflight': 'true',
      'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
    };
    const body = new Blob([Buffer.alloc(20_000_000)]);
    const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'FILE_TOO_LARGE' } }] });
  });
});

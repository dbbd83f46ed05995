import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openEdge } from './edge.ts';
import { exchange, openRaw } from './raw.ts';
import { fileOf, openShelf } from './shelf.ts';

const MIB = Buffer.alloc(2 ** 20);
const line = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;

async function* slowly(batches: number): AsyncGenerator<Buffer[]> {
  for (let i = 0; i < batches; i++) {
    await sleep(20);
    yield [MIB];
  }
}

describe('a graceful end', () => {
  test('takes nothing new and lets a running transfer finish', async () => {
    const file = fileOf({ size: 20 * 2 ** 20, read: async () => slowly(20) });
    const { path, port, close } = await openShelf(file);
    const raw = await openRaw(port);
    raw.socket.write(line(path));
    await raw.until(/\r\n\r\n/);
    const closed = close(10_000);
    await expect(openRaw(port)).rejects.toThrow('ECONNREFUSED');
    const text = await raw.ended();
    await closed;
    expect(text.length - text.indexOf('\r\n\r\n') - 4).toBe(file.size);
  });

  test('breaks what takes longer than it was given', async () => {
    const { path, port, close } = await openShelf(fileOf({ size: 2 ** 40, read: async () => slowly(1_000_000) }));
    const raw = await openRaw(port);
    raw.socket.write(line(path));
    await raw.until(/\r\n\r\n/);
    const began = Date.now();
    await close(300);
    expect(Date.now() - began).toBeLessThan(5000);
    await raw.ended();
  });

  test('does not wait for connections that only stand open', async () => {
    const { port, close } = await openEdge();
    const raw = await openRaw(port);
    raw.socket.write(line('/healthz'));
    await raw.until(/"alive":true/);
    const began = Date.now();
    await close(10_000);
    expect(Date.now() - began).toBeLessThan(2000);
  });
});

test('a port that is taken is an error at the start', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as { port: number };
  await expect(openEdge({ options: { port } })).rejects.toThrow('EADDRINUSE');
});

test('what is no HTTP is answered with 400 and the server lives on', async () => {
  const { port, url } = await openEdge();
  expect(await exchange(port, '\x16\x03\x01\x02\x00garbage\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
  expect(await exchange(port, `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 431 /,
  );
  expect(
    await exchange(
      port,
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
    ),
  ).toMatch(/ 400 /);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

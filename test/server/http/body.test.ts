import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { bodyOf } from '../../../server/http/body.ts';

const server = createServer();
let sender: Socket;
afterEach(() => {
  sender.destroy();
  server.close();
});

/** A request whose body comes in HTTP chunks of a byte. */
async function sendTiny(count: number): Promise<IncomingMessage> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  sender = connect((server.address() as AddressInfo).port, '127.0.0.1');
  sender.write('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
  sender.write(`${'1\r\nx\r\n'.repeat(count)}0\r\n\r\n`);
  const [request] = (await once(server, 'request')) as [IncomingMessage];
  return request;
}

test('of chunks of a byte no more wait than their memory allows, and all come', async () => {
  const body = bodyOf(await sendTiny(100_000));
  let bytes = 0;
  let most = 0;
  for await (const batch of body) {
    most = Math.max(most, batch.length);
    for (const chunk of batch) bytes += chunk.length;
  }
  expect(bytes).toBe(100_000);
  expect(most).toBeLessThan(2000);
});

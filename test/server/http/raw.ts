import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection whose every byte the test decides on. */
export interface Raw {
  socket: Socket;
  /** All that came so far. */
  text(): string;
  /** Resolves with all that came once it matches; rejects when the other side ends before. */
  until(pattern: RegExp): Promise<string>;
  /** Resolves when the connection is gone, with all that came. */
  ended(): Promise<string>;
}

export async function openRaw(port: number): Promise<Raw> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  return {
    socket,
    text: () => received,
    ended: async () => {
      await closed;
      return received;
    },
    async until(pattern) {
      while (!pattern.test(received)) {
        const more = new Promise<'more'>((resolve) => {
          socket.once('data', () => resolve('more'));
        });
        if ((await Promise.race([more, closed])) !== 'more' && !pattern.test(received)) {
          throw new Error(`ended with: ${received.slice(0, 300)}`);
        }
      }
      return received;
    },
  };
}

/** Sends bytes over a connection of their own and gives what comes back until it ends. */
export async function exchange(port: number, ...pieces: (string | Buffer)[]): Promise<string> {
  const raw = await openRaw(port);
  for (const piece of pieces) raw.socket.write(piece);
  return raw.ended();
}

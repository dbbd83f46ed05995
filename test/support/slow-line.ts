import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A line between a client and a server, with a speed, that counts what passes and can be cut. */
export interface SlowLine {
  url: string;
  /** Bytes towards the server, heads of requests included. */
  up: number;
  /** Bytes towards the client. */
  down: number;
  /** Bytes per second in each direction and connection; Infinity for as fast as it goes. */
  speed: number;
  /** Breaks all connections. */
  cut(): void;
  close(): Promise<void>;
}

export async function slowLine(target: string, speed: number): Promise<SlowLine> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(new URL(target).port), '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    void carry(near, far, (bytes) => (line.up += bytes));
    void carry(far, near, (bytes) => (line.down += bytes));
  });
  const carry = async (from: Socket, to: Socket, count: (bytes: number) => void): Promise<void> => {
    try {
      for await (const chunk of from) {
        count(chunk.length);
        if (!to.write(chunk)) await once(to, 'drain');
        if (chunk.length > 4096 && line.speed < Number.POSITIVE_INFINITY)
          await sleep((chunk.length / line.speed) * 1000);
      }
      to.end();
    } catch {
      to.destroy();
    }
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const line: SlowLine = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    up: 0,
    down: 0,
    speed,
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      this.cut();
      server.close();
    },
  };
  return line;
}

import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';

/** A server that takes requests. */
export interface Listening {
  /** Origin with the port that it really has. */
  url: string;
  /**
   * Takes no new connections, lets running requests finish for up to `graceMs` milliseconds, then breaks them.
   * Resolves once the last connection is gone.
   */
  close(graceMs: number): Promise<void>;
}

/** How often connections that have become idle are closed while the server ends. */
const SWEEP = 50;

/** Starts to listen. @throws Error EADDRINUSE and its kin */
export async function listening(
  server: HttpServer | HttpsServer,
  scheme: 'http' | 'https',
  at: { host: string; port: number },
): Promise<Listening> {
  server.listen(at.port, at.host);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : at.port;
  const host = at.host.includes(':') ? `[${at.host}]` : at.host;
  return { url: `${scheme}://${host}:${port}`, close: (graceMs) => closeGracefully(server, graceMs) };
}

async function closeGracefully(server: HttpServer | HttpsServer, graceMs: number): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  // Connections whose last answer is sent stay open for the next request; nobody else closes them.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP);
  const grace = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(grace);
}

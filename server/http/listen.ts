import { createServer as createHttp, type Server as HttpServer } from 'node:http';
import { createServer as createHttps, type Server as HttpsServer } from 'node:https';
import type { Express } from 'express';
import type { Log } from '../domain/rooms.ts';
import { readCertificate, renewCertificate } from './certificate.ts';
import { type Listening, listening } from './listening.ts';
import type { HttpLimits, HttpOptions } from './options.ts';
import { httpsOrigin, redirectServer } from './redirect.ts';

/**
 * Serves the app: over TLS where certificate files are given, with a port beside it that redirects where one is
 * named. @throws Error when a port is taken or the certificate cannot be used; then nothing listens
 */
export async function listen(app: Express, options: HttpOptions, log: Log): Promise<Listening> {
  const { tls, host, port, limits } = options;
  if (tls === null) {
    const server = createHttp(app);
    bound(server, limits);
    return listening(server, 'http', { host, port });
  }
  const server = createHttps(readCertificate(tls), app);
  bound(server, limits);
  const main = await listening(server, 'https', { host, port });
  const stopRenewing = renewCertificate(server, tls, limits.certificatePoll, log);
  const stop = async (graceMs: number) => {
    stopRenewing();
    await main.close(graceMs);
  };
  if (tls.httpPort === null) return { url: main.url, close: stop };
  try {
    const beside = redirectServer(httpsOrigin(options.publicUrl, Number(new URL(main.url).port || 443)));
    bound(beside, limits);
    const redirecting = await listening(beside, 'http', { host, port: tls.httpPort });
    const close = async (graceMs: number) => void (await Promise.all([stop(graceMs), redirecting.close(0)]));
    return { url: main.url, close };
  } catch (error) {
    await stop(0);
    throw error;
  }
}

/** `headersTimeout` stays as Node has it; a whole request may take hours, watched by slowBodyWatchdog. */
function bound(server: HttpServer | HttpsServer, limits: HttpLimits): void {
  server.requestTimeout = 0;
  server.timeout = 0;
  server.keepAliveTimeout = limits.keepAlive;
  server.maxConnections = limits.connections;
}

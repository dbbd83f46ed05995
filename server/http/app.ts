import express, { type Express, type RequestHandler } from 'express';
import type { Auth } from '../auth/auth.ts';
import { takeAttempt } from '../domain/attempts.ts';
import { readDownloadLink } from '../domain/download-links.ts';
import { openDownload } from '../domain/downloads.ts';
import type { Rooms } from '../domain/rooms.ts';
import { addressOf, trustProxies } from './address.ts';
import { auditExport } from './audit-export.ts';
import { download } from './download.ts';
import { drainThenCut } from './drain.ts';
import { sealedGate } from './gate.ts';
import { graphqlRoute } from './graphql.ts';
import { guard } from './guard.ts';
import { headers } from './headers.ts';
import { health } from './health.ts';
import { requestLog } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { HttpOptions } from './options.ts';
import { page } from './page.ts';
import { playground } from './playground.ts';
import { answerProblems, nothingHere } from './problems.ts';
import { streamRoute } from './stream.ts';
import { uploads } from './uploads.ts';
import { slowBodyWatchdog } from './watchdog.ts';

export interface HttpParts {
  rooms: Rooms;
  auth: Auth;
  /** Apollo: takes the operation in `req.body`, and a `Caller` in `res.locals`. */
  graphql: RequestHandler;
  /** Takes the subscription in `req.body`, likewise. */
  stream: RequestHandler;
  metrics: Metrics;
  options: HttpOptions;
}

/** All routes of the house, behind one guard. */
export function createApp({ rooms, auth, graphql, stream, metrics, options }: HttpParts): Express {
  const { limits } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  trustProxies(app, options.trustProxy);

  app.use(requestLog(rooms.log), metrics.observe, slowBodyWatchdog(limits.slowBody), drainThenCut(limits.drain));
  app.use(guard(options.publicUrl), headers());
  app.use(health(rooms, limits.probe));
  app.use(['/audit', '/auth', '/download', '/playground', '/uploads'], sealedGate(rooms.vault));
  app.use('/auth', async (req, res) => {
    await takeAttempt(rooms, 'request', addressOf(req));
    await auth.handler(req, res, addressOf(req));
  });
  app.use(/^\/graphql\/?$/, graphqlRoute(rooms, auth, graphql, options));
  app.use(/^\/graphql\/stream\/?$/, streamRoute(rooms, auth, stream, options));
  app.all('/download/:fileId', download(downloadSource(rooms, limits.stalledReader)));
  app.use('/uploads', uploads(rooms, auth));
  app.all('/audit/export', auditExport(rooms, auth));
  app.use('/playground', playground());
  app.use(['/audit', '/download', '/graphql', '/playground'], nothingHere);
  app.use(page(options.appFolder));
  app.use(nothingHere, answerProblems(rooms.log));
  return app;
}

function downloadSource(rooms: Rooms, stalledReader: number): Parameters<typeof download>[0] {
  return {
    async open(fileId, query, address) {
      const claim = readDownloadLink(rooms, fileId, query);
      await takeAttempt(rooms, 'userRequest', claim.by.id);
      return openDownload({ ...rooms, address }, claim);
    },
    sealing: () => rooms.vault.sealing,
    stalledReader,
  };
}

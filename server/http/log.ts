import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { Log } from '../domain/rooms.ts';
import { addressOf } from './address.ts';
import { type Route, routeOf } from './route.ts';

const SECRET_FIELDS = [
  'passphrase',
  'password',
  'newPassword',
  'currentPassword',
  'setupCode',
  'token',
  'secret',
  'cookie',
  'authorization',
  'name',
  'filename',
  'email',
  'url',
  'query',
  'variables',
  'to',
  'subject',
  'text',
  'smtpUrl',
];

/**
 * The program's logger: JSON lines. Names, secrets, cookies and addresses of downloads are not handed to it in
 * the first place; should a field by such a name arrive, its value is left out.
 */
export function createLog(destination?: DestinationStream): Logger {
  const paths = SECRET_FIELDS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const options = { redact: { paths, censor: '[redacted]' }, base: null, serializers: { err: describeError } };
  return destination ? pino(options, destination) : pino(options);
}

/** What may be written of a fault: no enumerable extras, which in SQL or HTTP errors hold values. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const cause = error.cause === undefined ? undefined : describeError(error.cause);
  return { type: error.constructor.name, message: error.message, code, stack: error.stack, cause };
}

/** Names the request (`res.locals.requestId`, X-Request-Id) and writes one line once its answer has ended. */
export function requestLog(log: Log): RequestHandler {
  return (req, res, next) => {
    const requestId = randomUUID();
    const began = performance.now();
    const route = routeOf(req.path);
    const { method } = req;
    const address = addressOf(req);
    const fileId = route === 'download' ? fileIdOf(req.path) : undefined;
    res.locals['requestId'] = requestId;
    res.setHeader('X-Request-Id', requestId);
    res.once('close', () => {
      if (isQuiet(route, res.statusCode)) return;
      const ms = Math.round(performance.now() - began);
      const line = {
        requestId,
        method,
        route,
        fileId,
        status: res.statusCode,
        ms,
        address,
        complete: res.writableFinished,
      };
      log.info(line, 'request');
    });
    next();
  };
}

/** The id in `/download/<id>`, when it is one; anything else typed there is not for the log. */
function fileIdOf(path: string): string | undefined {
  return /^\/download\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i.exec(path)?.[1];
}

/** Probes come every few seconds, assets by the dozen. */
function isQuiet(route: Route, status: number): boolean {
  return (route === 'health' || route === 'page' || route === 'playground') && status < 400;
}

import express, { type RequestHandler, Router } from 'express';
import type { Auth } from '../auth/auth.ts';
import { takeAttempt } from '../domain/attempts.ts';
import { countedAs, type Principal } from '../domain/principal.ts';
import { Problem } from '../domain/problem.ts';
import type { Rooms } from '../domain/rooms.ts';
import { addressOf } from './address.ts';
import { multipartUploads } from './multipart.ts';
import type { HttpOptions } from './options.ts';
import { Refusal } from './problems.ts';
import { visitorCookie, visitorIn } from './visitor.ts';

/** Who asks. */
export interface Caller {
  principal: Principal | null;
  /** By the trust-proxy rules. */
  address: string;
  /** The origin under which they reached us, which the guard has checked; without a trailing slash. */
  origin: string;
  /** The visitor's cookie; null for none. */
  visitor: string | null;
  /** Sets it, for a day. */
  rememberVisitor(visitor: string): void;
  /** Aborts when they go before they are answered. */
  signal: AbortSignal;
}

/**
 * /graphql: who asks, how often, and the operation out of JSON or multipart; the rest is Apollo's. Leaves
 * a `Caller` in `res.locals`.
 */
export function graphqlRoute(rooms: Rooms, auth: Auth, apollo: RequestHandler, options: HttpOptions): Router {
  const { limits } = options;
  const router = Router();
  router.use(identify(rooms, auth, options.publicUrl), multipartUploads(rooms, limits), jsonOnly);
  router.use(express.json({ limit: limits.jsonBody, inflate: false }));
  router.use((req, res, next) => {
    req.body ??= {};
    res.setHeader('Cache-Control', 'no-store');
    next();
  });
  router.use(apollo);
  return router;
}

export function identify(rooms: Rooms, auth: Auth, publicUrl: string | null): RequestHandler {
  return async (req, res, next) => {
    const gone = new AbortController();
    res.once('close', () => {
      if (!res.writableFinished) gone.abort(new Problem('UPLOAD_INCOMPLETE', 'The caller has gone.'));
    });
    const address = addressOf(req);
    const principal = await auth.principalOf(req.headers);
    if (principal) await takeAttempt(rooms, 'userRequest', countedAs(principal));
    else await takeAttempt(rooms, 'request', address);
    const origin = publicUrl ?? `${req.protocol}://${req.headers.host}`;
    const visitor = visitorIn(req.headers.cookie);
    const rememberVisitor = (value: string) => void res.append('Set-Cookie', visitorCookie(value, origin));
    const caller: Caller = { address, principal, origin, visitor, rememberVisitor, signal: gone.signal };
    Object.assign(res.locals, caller);
    next();
  };
}

export const jsonOnly: RequestHandler = (req, res, next) => {
  if (req.method === 'GET' || req.body !== undefined) {
    next();
    return;
  }
  if (req.method !== 'POST') {
    res.setHeader('Allow', 'GET, POST');
    throw new Refusal(405, 'BAD_INPUT', 'GraphQL takes GET and POST.');
  }
  const type = req.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new Refusal(415, 'BAD_INPUT', 'Send application/json, or multipart/form-data with a file.');
  }
  next();
};

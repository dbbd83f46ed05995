import express, { type RequestHandler, Router } from 'express';
import type { Auth } from '../auth/auth.ts';
import { requireScope } from '../domain/principal.ts';
import type { Rooms } from '../domain/rooms.ts';
import { sealedGate } from './gate.ts';
import { type Caller, identify, jsonOnly } from './graphql.ts';
import type { HttpOptions } from './options.ts';
import { Refusal } from './problems.ts';

/** /graphql/stream: a POST that is answered by server-sent events, for people and tokens that may READ. */
export function streamRoute(rooms: Rooms, auth: Auth, stream: RequestHandler, options: HttpOptions): Router {
  const router = Router();
  router.use(sealedGate(rooms.vault), identify(rooms, auth, options.publicUrl), (req, res, next) => {
    if (req.method !== 'POST') {
      res.setHeader('Allow', 'POST');
      throw new Refusal(405, 'BAD_INPUT', 'Subscriptions take POST.');
    }
    if (req.headers.accept !== 'text/event-stream') {
      throw new Refusal(406, 'BAD_INPUT', 'Say Accept: text/event-stream.');
    }
    requireScope((res.locals as Caller).principal, 'READ');
    next();
  });
  router.use(jsonOnly, express.json({ limit: options.limits.jsonBody, inflate: false }), stream);
  return router;
}

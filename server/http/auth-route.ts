import type { RequestHandler } from 'express';
import type { Auth } from '../auth/auth.ts';
import { takeAttempt } from '../domain/attempts.ts';
import type { Rooms } from '../domain/rooms.ts';
import { addressOf } from './address.ts';
import { Refusal } from './problems.ts';

/** /auth/*: counted by address; bodies are small and announce their length; the rest is better-auth's. */
export function authRoute(rooms: Rooms, auth: Auth, bodyLimit: number): RequestHandler {
  return async (req, res) => {
    await takeAttempt(rooms, 'request', addressOf(req));
    if (req.headers['transfer-encoding'] !== undefined) {
      throw new Refusal(411, 'BAD_INPUT', 'Send the length of the body.');
    }
    if (Number(req.headers['content-length'] ?? 0) > bodyLimit) {
      throw new Refusal(413, 'BAD_INPUT', 'The request is larger than this address takes.');
    }
    res.setHeader('Cache-Control', 'no-store');
    await auth.handler(req, res, addressOf(req));
  };
}

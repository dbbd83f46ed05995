import type { RequestHandler } from 'express';
import { takeAttempt } from '../domain/attempts.ts';
import { countedAs, type Principal, requireSender } from '../domain/principal.ts';
import { Problem } from '../domain/problem.ts';
import type { Rooms } from '../domain/rooms.ts';
import { checkFileSize, checkPlace, checkRoom, roomLeft } from '../domain/sending.ts';
import { readForm } from './form.ts';
import { requireUnsealed } from './gate.ts';
import type { HttpLimits } from './options.ts';

/**
 * What the body of someone without an account may have beside its one file: a name, a media type, a short document.
 * Limits of a request are small more often than those of a server, and hold before the file is read.
 */
const SENDERS_OVERHEAD = 16 * 1024;

/**
 * Takes multipart requests: who sends, whether by a page of ours, how often and how much is settled before the
 * first byte of the body is parsed. What it lets through has the operation in `req.body`.
 */
export function multipartUploads(rooms: Rooms, limits: HttpLimits): RequestHandler {
  return async (req, res, next) => {
    const type = req.headers['content-type']?.toLowerCase() ?? '';
    if (req.method !== 'POST' || !type.startsWith('multipart/')) {
      next();
      return;
    }
    requireUnsealed(rooms.vault.state);
    const sender = requireSender((res.locals['principal'] ?? null) as Principal | null);
    if (!req.headers['apollo-require-preflight'] && !req.headers['x-apollo-operation-name']) {
      throw new Problem('BAD_INPUT', 'Send the header Apollo-Require-Preflight: true with uploads.');
    }
    await takeAttempt(rooms, 'upload', countedAs(sender));
    const overhead = sender.kind === 'request' ? SENDERS_OVERHEAD : limits.multipartOverhead;
    const atLeast = Number(req.headers['content-length'] ?? 0) - overhead;
    checkFileSize(rooms, sender, atLeast);
    if (sender.kind === 'request') {
      checkRoom(atLeast, await roomLeft(rooms, sender));
      await checkPlace(rooms, sender);
    }
    req.body = await readForm(req, limits.multipartField);
    next();
  };
}

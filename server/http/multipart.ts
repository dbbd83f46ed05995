import type { RequestHandler } from 'express';
import { takeAttempt } from '../domain/attempts.ts';
import { type Principal, requireScope } from '../domain/principal.ts';
import { Problem } from '../domain/problem.ts';
import type { Rooms } from '../domain/rooms.ts';
import { readForm } from './form.ts';
import { requireUnsealed } from './gate.ts';
import type { HttpLimits } from './options.ts';

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
    const { userId } = requireScope((res.locals['principal'] ?? null) as Principal | null, 'WRITE');
    if (!req.headers['apollo-require-preflight'] && !req.headers['x-apollo-operation-name']) {
      throw new Problem('BAD_INPUT', 'Send the header Apollo-Require-Preflight: true with uploads.');
    }
    await takeAttempt(rooms, 'upload', userId);
    const { maxFileSize } = rooms.settings;
    if (Number(req.headers['content-length'] ?? 0) > maxFileSize + limits.multipartOverhead) {
      throw new Problem('FILE_TOO_LARGE', `The file is larger than this server takes: ${maxFileSize} bytes.`);
    }
    req.body = await readForm(req, res, limits.multipartField);
    next();
  };
}

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler } from 'express';
import type { Auth } from '../auth/auth.ts';
import { takeAttempt } from '../domain/attempts.ts';
import { exportFor } from '../domain/audit-export.ts';
import type { Rooms } from '../domain/rooms.ts';
import { addressOf } from './address.ts';
import { Refusal } from './problems.ts';

/**
 * GET /audit/export: the whole record as NDJSON for an administrator's session or token, while it is read from the
 * catalog. One that is broken off has no trailer.
 */
export function auditExport(rooms: Rooms, auth: Auth): RequestHandler {
  return async (req, res) => {
    if (req.method !== 'GET') {
      res.setHeader('Allow', 'GET');
      throw new Refusal(405, 'BAD_INPUT', 'The record is read by GET.');
    }
    const address = addressOf(req);
    const principal = await auth.principalOf(req.headers);
    await takeAttempt(rooms, principal ? 'userRequest' : 'request', principal?.userId ?? address);
    const lines = await exportFor({ ...rooms, address }, principal);
    const day = new Date(rooms.clock()).toISOString().slice(0, 10);
    res.setHeader('Content-Type', 'application/x-ndjson; charset=utf-8');
    res.setHeader('Content-Disposition', `attachment; filename="record-${day}.ndjson"`);
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    try {
      await pipeline(Readable.from(lines), res, { signal: rooms.vault.sealing });
    } catch (error) {
      if (!res.closed) throw error;
    }
  };
}

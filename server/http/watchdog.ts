import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type { HttpLimits } from './options.ts';

/**
 * Cuts the connection of a sender that brings less than `bytes` in `time` of a body that we are reading. Time in
 * which we hold the sender back, because the disk or the store is slower, does not count.
 */
export function slowBodyWatchdog(limit: HttpLimits['slowBody']): RequestHandler {
  return (req, _res, next) => {
    if (req.headers['content-length'] !== undefined || req.headers['transfer-encoding'] !== undefined) {
      watch(req, limit);
    }
    next();
  };
}

/** Looks this often in each window; a cut comes late by one look at most. */
const LOOKS = 12;

function watch(req: IncomingMessage, { bytes, time }: HttpLimits['slowBody']): void {
  const { socket } = req;
  let windowBegan = performance.now();
  let readBefore = socket.bytesRead;
  const restart = () => {
    windowBegan = performance.now();
    readBefore = socket.bytesRead;
  };
  const timer = setInterval(() => {
    if (req.complete) clearInterval(timer);
    else if (req.readableFlowing !== true) restart();
    else if (performance.now() - windowBegan >= time) {
      if (socket.bytesRead - readBefore < bytes) req.destroy(new Error('the body came too slowly'));
      else restart();
    }
  }, time / LOOKS);
  timer.unref();
  req.once('close', () => clearInterval(timer));
}

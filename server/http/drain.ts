import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type { HttpLimits } from './options.ts';

/**
 * When an answer is sent before its request's body has come in, some of the rest is still read, because a browser
 * looks at an answer only once it has sent, or can send no more; then the connection is cut. Without this the
 * rest of a refused upload would be read to its end, whatever its size.
 */
export function drainThenCut(limit: HttpLimits['drain']): RequestHandler {
  return (req, res, next) => {
    res.once('finish', () => {
      if (!req.complete) drain(req, limit);
    });
    next();
  };
}

/** Looks this often at how much came; Node discards the body itself, so there are no 'data' events to count by. */
const LOOKS = 50;

function drain(req: IncomingMessage, { bytes, time }: HttpLimits['drain']): void {
  const { socket } = req;
  const readBefore = socket.bytesRead;
  const until = performance.now() + time;
  const timer = setInterval(() => {
    if (req.complete || socket.destroyed) clearInterval(timer);
    else if (performance.now() >= until || socket.bytesRead - readBefore > bytes) socket.destroy();
  }, time / LOOKS);
  // Whoever read the body has no use for the rest, and could hold it up.
  req.removeAllListeners('data');
  req.resume();
}

import type { Request, RequestHandler } from 'express';
import { Problem } from '../domain/problem.ts';
import { routeOf } from './route.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Stands before all routes. The Host must be the public URL's (none set: a loopback name), which defeats DNS
 * rebinding; an unsafe method from a foreign or `null` Origin is refused, which defeats cross-site requests that
 * carry our cookie. OPTIONS is answered without any CORS header, so no other site may read anything; at /uploads
 * it is the way to ask what the protocol can do.
 */
export function guard(publicUrl: string | null): RequestHandler {
  const ours = publicUrl === null ? null : new URL(publicUrl);
  return (req, res, next) => {
    res.setHeader('Referrer-Policy', 'no-referrer');
    res.setHeader('X-Robots-Tag', 'noindex, nofollow');
    const asked = hostAsked(req, ours?.protocol ?? (req.secure ? 'https:' : 'http:'));
    if (asked === null || !(ours === null ? LOOPBACK_NAMES.has(asked.hostname) : asked.host === ours.host)) {
      throw new Problem('FORBIDDEN', 'This server does not answer to that Host. See STRONGROOM_PUBLIC_URL.');
    }
    const { origin } = req.headers;
    if (!SAFE_METHODS.has(req.method) && origin !== undefined && origin !== (ours ?? asked).origin) {
      throw new Problem('FORBIDDEN', 'Requests from other sites are refused.');
    }
    if (req.method === 'OPTIONS' && routeOf(req.path) !== 'uploads') {
      res.status(204).setHeader('Allow', 'GET, HEAD, POST').end();
      return;
    }
    next();
  };
}

/** Where the caller believes to be, or null when the header is none or holds more than a host. */
function hostAsked(req: Request, scheme: string): URL | null {
  const { host } = req.headers;
  if (host === undefined || !/^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host)) return null;
  return URL.canParse(`${scheme}//${host}`) ? new URL(`${scheme}//${host}`) : null;
}

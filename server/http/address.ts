import type { Express, Request } from 'express';
import type { HttpOptions } from './options.ts';

/** Lets express believe X-Forwarded-* of the named proxies only; never of everyone. */
export function trustProxies(app: Express, trusted: HttpOptions['trustProxy']): void {
  app.set('trust proxy', trusted ?? false);
}

/** The caller's address by the trust-proxy rules; IPv4 in its dotted form; empty once the connection is gone. */
export function addressOf(req: Request): string {
  return (req.ip ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
}

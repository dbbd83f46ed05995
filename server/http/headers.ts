import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** A Content-Security-Policy; each route sets its own, and what sets none gets `LOCKED`. */
export type Policy = Record<string, string>;

/** For answers that nothing is to be done with: JSON. */
export const LOCKED: Policy = {
  'default-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

export function policyText(policy: Policy): string {
  return Object.entries(policy)
    .map(([name, sources]) => (sources === '' ? name : `${name} ${sources}`))
    .join('; ');
}

/** The headers that every answer carries; HSTS where the connection, or the proxy's, is TLS. */
export function headers(): RequestHandler[] {
  const always = helmet({
    contentSecurityPolicy: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
  });
  const locked = policyText(LOCKED);
  return [
    always,
    (req, res, next) => {
      res.setHeader('Content-Security-Policy', locked);
      res.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
      if (req.secure) res.setHeader('Strict-Transport-Security', 'max-age=31536000');
      next();
    },
  ];
}

/** 128 bits for one response. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

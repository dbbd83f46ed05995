import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type RequestHandler, Router } from 'express';
import { Problem } from '../domain/problem.ts';
import { newNonce, type Policy, policyText } from './headers.ts';
import { precompressed } from './precompressed.ts';

const PLACEHOLDER = /__CSP_NONCE__/g;

function pagePolicy(nonce: string): Policy {
  return {
    'default-src': "'none'",
    'script-src': `'self' 'nonce-${nonce}'`,
    'style-src': `'self' 'nonce-${nonce}'`,
    'img-src': "'self' data: blob:",
    'media-src': "'self'",
    'connect-src': "'self'",
    'frame-src': "'self'",
    'font-src': "'self'",
    'manifest-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  };
}

/**
 * The built web app: hashed assets, cached for good, and its one page for every address without a file extension,
 * with a fresh nonce each time. Files of users are never served from here.
 */
export function page(folder: string): Router {
  const router = Router();
  const html = readPage(folder);
  const sendPage: RequestHandler = (_req, res) => {
    if (html === null) throw new Problem('NOT_FOUND', 'The web page is not built. Run npm run build.');
    const nonce = newNonce();
    res.setHeader('Content-Security-Policy', policyText(pagePolicy(nonce)));
    res.setHeader('Cache-Control', 'no-store');
    res.type('html').send(html.replace(PLACEHOLDER, nonce));
  };
  router.get(['/', '/index.html'], sendPage);
  router.use('/assets', precompressed(join(folder, 'assets'), { immutable: true, maxAge: '1y' }));
  router.use(precompressed(folder, { maxAge: 0 }));
  router.get('/{*path}', (req, res, next) => {
    if (!basename(req.path).includes('.')) sendPage(req, res, next);
    else next();
  });
  return router;
}

function readPage(folder: string): string | null {
  try {
    return readFileSync(join(folder, 'index.html'), 'utf8');
  } catch {
    return null;
  }
}

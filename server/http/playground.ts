import { getDistDirectory, isSandboxFrame, renderAltair, renderInitSnippet, SANDBOX_FRAME_CSP } from 'altair-static';
import express, { Router } from 'express';
import { type Policy, policyText } from './headers.ts';

/** Altair writes styles of its own at run time; its scripts are all files. Nothing may come from or go elsewhere. */
const PLAYGROUND_POLICY: Policy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'font-src': "'self' data:",
  'connect-src': "'self'",
  'worker-src': "'self' blob:",
  'frame-src': "'self'",
  'base-uri': "'self'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

const INIT_SCRIPT = 'init.js';

const FIRST_QUERY = `# Sign in on the page, or set a header: Authorization: Bearer sr_…
query Files {
  files(first: 10) {
    totalCount
    nodes { id name size cipher createdAt downloadUrl { url expiresAt } }
  }
}

# Variables, Add files: name the file "file" and select one. Then send this.
mutation Upload($file: Upload!) {
  uploadFile(file: $file) { id name size }
}
`;

const ALTAIR = {
  baseURL: '/playground/',
  endpointURL: '/graphql',
  serveInitialOptionsInSeperateRequest: INIT_SCRIPT,
  initialHeaders: { 'Apollo-Require-Preflight': 'true' },
  initialQuery: FIRST_QUERY,
  disableAccount: true,
  // Its state holds the headers, so a token that was typed would rest in the browser's profile.
  preserveState: false,
  persistedSettings: {
    'banners.disable': true,
    'alert.disableUpdateNotification': true,
    disablePushNotification: true,
  },
};

/** /playground: Altair out of our own installation, without a network. */
export function playground(): Router {
  const router = Router({ strict: true });
  const html = renderAltair(ALTAIR);
  const init = renderInitSnippet(ALTAIR);
  const policy = policyText(PLAYGROUND_POLICY);
  router.use((req, res, next) => {
    res.setHeader('Content-Security-Policy', isSandboxFrame(req.path) ? SANDBOX_FRAME_CSP : policy);
    res.setHeader('Cache-Control', 'no-cache');
    next();
  });
  router.get(`/${INIT_SCRIPT}`, (_req, res) => {
    res.type('js').send(init);
  });
  router.get(['/', '/index.html'], (req, res) => {
    if (req.originalUrl.split('?', 1)[0] === '/playground') res.redirect(308, '/playground/');
    else res.type('html').send(html);
  });
  router.use(express.static(getDistDirectory(), { index: false, redirect: false, cacheControl: false }));
  return router;
}

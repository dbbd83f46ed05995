import { createServer, type Server } from 'node:http';

/**
 * A plain HTTP server that knows one thing: where https is. GET and HEAD are sent there with 308; anything else
 * was sent in the clear already and is refused, so that nobody gets used to it.
 */
export function redirectServer(target: (host: string | undefined) => string | null): Server {
  return createServer((req, res) => {
    const origin = target(req.headers.host);
    if (origin === null || (req.method !== 'GET' && req.method !== 'HEAD')) {
      const message = 'Plain HTTP is not served. Use https.';
      res.writeHead(403, { 'Content-Type': 'application/json; charset=utf-8', Connection: 'close' });
      res.end(JSON.stringify({ errors: [{ message, extensions: { code: 'FORBIDDEN' } }] }));
      return;
    }
    const path = req.url?.startsWith('/') ? req.url : '/';
    res.writeHead(308, { Location: origin + path, 'Referrer-Policy': 'no-referrer', 'Content-Length': 0 }).end();
  });
}

/** The https origin: the public URL, or, without one, the loopback name that the caller used. */
export function httpsOrigin(publicUrl: string | null, httpsPort: number): (host: string | undefined) => string | null {
  return (host) => {
    if (publicUrl !== null) return publicUrl;
    const [, name] = /^(localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i.exec(host ?? '') ?? [];
    return name === undefined ? null : `https://${name}${httpsPort === 443 ? '' : `:${httpsPort}`}`;
  };
}

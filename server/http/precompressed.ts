import { extname } from 'node:path';
import express, { type RequestHandler } from 'express';

type StaticOptions = NonNullable<Parameters<typeof express.static>[1]>;

/** As the build writes them beside what they are made of (web/app/precompress.ts); the better first. */
const CODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
];

/**
 * The files of a folder, compressed where the build left a compressed one that the client takes. All else, ETags and
 * ranges too, is as express.static does it; no listing and no redirect.
 */
export function precompressed(folder: string, options: StaticOptions): RequestHandler {
  const serve = express.static(folder, { ...options, index: false, redirect: false, setHeaders: describe });
  return (req, res, next) => {
    const { url } = req;
    const [path = ''] = url.split('?', 1);
    const taken = CODINGS.filter(({ name }) => req.acceptsEncodings(name));
    const attempt = ([suffix = '', ...rest]: string[]) => {
      req.url = path + suffix;
      serve(req, res, (error) => {
        req.url = url;
        // Of an answer that was not to be.
        for (const name of ['Content-Encoding', 'Content-Type']) res.removeHeader(name);
        if (error || suffix === '') next(error);
        else attempt(rest);
      });
    };
    attempt(taken.map(({ suffix }) => suffix));
  };
}

/** Called for a file that is there. */
function describe(res: Parameters<NonNullable<StaticOptions['setHeaders']>>[0], path: string): void {
  res.vary('Accept-Encoding');
  const coding = CODINGS.find(({ suffix }) => path.endsWith(suffix));
  if (!coding) return;
  res.setHeader('Content-Encoding', coding.name);
  res.type(extname(path.slice(0, -coding.suffix.length)));
}

import type { Request, RequestHandler, Response } from 'express';
import type { OpenFile, Sent } from '../domain/open-file.ts';
import { Problem } from '../domain/problem.ts';
import { addressOf } from './address.ts';
import { disposition } from './disposition.ts';
import { type Policy, policyText } from './headers.ts';
import { Refusal } from './problems.ts';
import { type ByteRange, matchesNone, parseRange, rangeStillValid } from './range.ts';
import { sendBatches } from './transfer.ts';

/** What the route needs of the rest of the house. */
export interface DownloadSource {
  /**
   * The file that a signed address names, authorised now; `from` is the caller's address.
   * @throws Problem FORBIDDEN for an altered address, EXPIRED, NOT_FOUND …
   */
  open(fileId: string, query: URLSearchParams, from: string): Promise<OpenFile>;
  /** Aborts when the keys are dropped. */
  sealing(): AbortSignal;
  /** Milliseconds after which a reader that takes nothing, or a store that gives nothing, is let go of. */
  stalledReader: number;
}

/** Whatever a file holds is inert: no script, no style, no request, an origin of its own. */
const FILE_POLICY: Policy = {
  sandbox: '',
  'default-src': "'none'",
  'img-src': "'self' data:",
  'media-src': "'self'",
  'object-src': "'self'",
  'frame-ancestors': "'self'",
};

/** One that is shown is so by the browser's own viewers, which lay an image out by inline styles. */
const SHOWN_POLICY: Policy = { ...FILE_POLICY, 'style-src': "'unsafe-inline'" };

/** `/download/:fileId` with a signed query: GET and HEAD, ranges, conditional requests (RFC 9110). */
export function download(source: DownloadSource): RequestHandler {
  return async (req, res) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      res.setHeader('Allow', 'GET, HEAD');
      throw new Refusal(405, 'BAD_INPUT', 'Downloads take GET and HEAD.');
    }
    const { searchParams } = new URL(req.originalUrl, 'http://localhost');
    const file = await source.open(String(req.params['fileId']), searchParams, addressOf(req));
    const sent: Sent = { bytes: 0, complete: false };
    try {
      await answer(req, res, file, sent, source);
    } finally {
      await file.close(sent);
    }
  };
}

async function answer(req: Request, res: Response, file: OpenFile, sent: Sent, source: DownloadSource): Promise<void> {
  if (file.etag !== null && matchesNone(req.headers['if-none-match'], file.etag)) {
    describe(res, file);
    res.status(304).end();
    return;
  }
  const seekable = file.etag !== null && rangeStillValid(req.get('if-range'), file.etag);
  const asked = seekable ? parseRange(req.headers.range, file.size) : 'whole';
  if (asked === 'unsatisfiable') {
    res.setHeader('Content-Range', `bytes */${file.size}`);
    throw new Refusal(416, 'BAD_INPUT', `The file has ${file.size} bytes; the range lies outside.`);
  }
  const range = asked === 'whole' ? { start: 0, end: file.size } : asked;
  const status = asked === 'whole' ? 200 : 206;
  if (req.method === 'HEAD') {
    begin(res, file, range, status);
    res.end();
    return;
  }
  await send(res, file, range, status, sent, source);
}

const SILENT = 'The file could not be read in time. Try again later.';

/** What an answer about a failure must not say. */
const FILE_HEADERS = [
  'Content-Type',
  'Content-Disposition',
  'Content-Length',
  'Content-Range',
  'ETag',
  'Accept-Ranges',
];

async function send(
  res: Response,
  file: OpenFile,
  range: ByteRange,
  status: number,
  sent: Sent,
  source: DownloadSource,
): Promise<void> {
  const stop = new AbortController();
  const sealing = source.sealing();
  const sealed = () => stop.abort(sealing.reason);
  sealing.addEventListener('abort', sealed);
  res.once('close', () => stop.abort(new Error('the reader has gone')));
  try {
    sealing.throwIfAborted();
    await file.admit(range);
    // Also before the first batch: neither end moves while a store is silent.
    res.setTimeout(source.stalledReader, () => {
      if (res.headersSent) res.destroy();
      else stop.abort(new Problem('UNAVAILABLE', SILENT, { retryAfter: 60 }));
    });
    const batches = await file.read(range, stop.signal);
    begin(res, file, range, status);
    await sendBatches(res, batches, range.end - range.start, stop.signal, (bytes) => {
      sent.bytes += bytes;
    });
    sent.complete = true;
  } catch (error) {
    if (res.closed) return;
    if (!res.headersSent) for (const name of FILE_HEADERS) res.removeHeader(name);
    throw error;
  } finally {
    sealing.removeEventListener('abort', sealed);
  }
}

function begin(res: Response, file: OpenFile, range: ByteRange, status: number): void {
  describe(res, file);
  res.status(status);
  res.setHeader('Content-Type', file.contentType === 'text/plain' ? 'text/plain; charset=utf-8' : file.contentType);
  res.setHeader('Content-Disposition', disposition(file.name, file.inline));
  res.setHeader('Content-Length', range.end - range.start);
  if (status === 206) res.setHeader('Content-Range', `bytes ${range.start}-${range.end - 1}/${file.size}`);
}

function describe(res: Response, file: OpenFile): void {
  if (file.etag !== null) res.setHeader('ETag', file.etag);
  res.setHeader('Accept-Ranges', file.etag === null ? 'none' : 'bytes');
  res.setHeader('Cache-Control', 'private, no-store');
  res.setHeader('Content-Security-Policy', policyText(file.inline ? SHOWN_POLICY : FILE_POLICY));
  res.setHeader('X-Frame-Options', 'SAMEORIGIN');
}

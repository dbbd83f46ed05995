import { type IncomingHttpHeaders, request } from 'node:http';

export interface WireAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Every byte of the body that arrived. */
  bytes: Buffer;
  /** Whether the connection broke before the body was whole. */
  broken: boolean;
  /** The problem's code, where the body is one. */
  code: string | undefined;
}

/** A GET that keeps what arrived before a connection broke, which `fetch` does not. */
export function get(url: string, headers: Record<string, string> = {}): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const req = request(url, { headers, agent: false }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('error', () => {});
      res.once('close', () => {
        const bytes = Buffer.concat(chunks);
        resolve({
          status: res.statusCode ?? 0,
          headers: res.headers,
          bytes,
          broken: !res.complete,
          code: codeIn(res.headers, bytes),
        });
      });
    });
    req.once('error', reject);
    req.end();
  });
}

function codeIn(headers: IncomingHttpHeaders, bytes: Buffer): string | undefined {
  if (!headers['content-type']?.startsWith('application/json')) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8')).errors?.[0]?.extensions?.code;
  } catch {
    return undefined;
  }
}

import type { IncomingMessage } from 'node:http';
import { checkEmail } from '../domain/accounts.ts';
import { Problem } from '../domain/problem.ts';
import type { Endpoint } from './endpoints.ts';
import { ADDRESS_HEADER } from './engine.ts';

/** Bytes. */
const LARGEST_BODY = 16_384;

/** The path that the caller asked for, also behind a router that cut it. */
export function pathOf(req: IncomingMessage): string {
  const url = 'originalUrl' in req && typeof req.originalUrl === 'string' ? req.originalUrl : (req.url ?? '/');
  return url.replace(/[?#].*$/s, '');
}

/**
 * The fields of a JSON body that the endpoint takes; an e-mail address in the form that accounts keep.
 * @throws Problem BAD_INPUT, FILE_TOO_LARGE
 */
export async function readFields(req: IncomingMessage, endpoint: Endpoint): Promise<Record<string, unknown>> {
  const body = await readBody(req);
  const given = body === '' ? {} : parse(body, req.headers['content-type']);
  const fields = Object.fromEntries(
    endpoint.fields.filter((field) => Object.hasOwn(given, field)).map((field) => [field, given[field]]),
  );
  if (endpoint.guessing === 'password') {
    if (typeof fields['email'] !== 'string') throw new Problem('BAD_INPUT', 'Give your e-mail address.');
    fields['email'] = checkEmail(fields['email']);
  }
  return fields;
}

/** The request as better-auth takes it: known headers only, so that no forwarded address or host is believed. */
export function toRequest(
  req: IncomingMessage,
  to: { url: string; method: string; cookie: string; address: string; fields: Record<string, unknown> },
): Request {
  const headers = new Headers({ [ADDRESS_HEADER]: to.address });
  for (const name of ['host', 'origin', 'user-agent', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest']) {
    const value = req.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  if (to.cookie !== '') headers.set('cookie', to.cookie);
  if (to.method === 'GET') return new Request(to.url, { headers });
  headers.set('content-type', 'application/json');
  return new Request(to.url, { method: to.method, headers, body: JSON.stringify(to.fields) });
}

/** A Cookie header without the cookie of this name. */
export function withoutCookie(header: string, name: string): string {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '' && !pair.startsWith(`${name}=`))
    .join('; ');
}

/** The identifier, before its signature, in the cookie of a sign-in that waits for a second factor. */
export function waitingIn(header: string, name: string): string | undefined {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)
    .replace(/\..*$/s, '');
}

async function readBody(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_BODY) throw new Problem('FILE_TOO_LARGE', 'The request is larger than this address takes.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(body: string, contentType: string | undefined): Record<string, unknown> {
  // A form of another site can be sent without asking the browser; JSON cannot.
  if (!/^application\/json\s*(;|$)/i.test(contentType ?? '')) {
    throw new Problem('BAD_INPUT', 'Send JSON with the content type application/json.');
  }
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // As for any other value.
  }
  throw new Problem('BAD_INPUT', 'The body is not a JSON object.');
}

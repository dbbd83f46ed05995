import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { HTTP_STATUS, Problem, type ProblemCode } from '../domain/problem.ts';
import type { Log } from '../domain/rooms.ts';

const WRONG_SIGN_IN: [ProblemCode, string] = ['WRONG_PASSPHRASE', 'The e-mail address or the password is wrong.'];
const WRONG_PASSWORD: [ProblemCode, string] = ['WRONG_PASSPHRASE', 'The password is wrong.'];
const WRONG_CODE: [ProblemCode, string] = ['WRONG_PASSPHRASE', 'The code is wrong.'];
const LOCKED: [ProblemCode, string] = ['RATE_LIMITED', 'Too many wrong codes. Wait 15 minutes, then sign in again.'];

/** What better-auth's codes mean to our callers. */
const MEANING: Record<string, [ProblemCode, string]> = {
  INVALID_EMAIL_OR_PASSWORD: WRONG_SIGN_IN,
  // What the hook gives for a disabled account: whoever guesses must not learn that the password was right.
  FAILED_TO_CREATE_SESSION: WRONG_SIGN_IN,
  INVALID_PASSWORD: WRONG_PASSWORD,
  INVALID_CODE: WRONG_CODE,
  INVALID_BACKUP_CODE: WRONG_CODE,
  INVALID_TWO_FACTOR_COOKIE: ['UNAUTHENTICATED', 'This took too long. Sign in with your password again.'],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: ['RATE_LIMITED', 'Too many wrong codes. Sign in with your password again.'],
  ACCOUNT_TEMPORARILY_LOCKED: LOCKED,
  PASSWORD_TOO_SHORT: ['BAD_INPUT', 'A password needs 12 characters or more.'],
  PASSWORD_TOO_LONG: ['BAD_INPUT', 'A password can have 256 characters at most.'],
  TOTP_ALREADY_ENABLED: ['CONFLICT', 'The second factor is on already. Turn it off first.'],
  TOTP_NOT_ENABLED: ['BAD_INPUT', 'The second factor is not on.'],
  TWO_FACTOR_NOT_ENABLED: ['BAD_INPUT', 'The second factor is not on.'],
  BACKUP_CODES_NOT_ENABLED: ['BAD_INPUT', 'The second factor is not on.'],
};

const BY_STATUS: Record<number, [ProblemCode, string]> = {
  401: ['UNAUTHENTICATED', 'Sign in.'],
  403: ['FORBIDDEN', 'Requests from other sites are refused.'],
  404: ['NOT_FOUND', 'There is nothing at this address.'],
  409: ['CONFLICT', 'Someone else changed the same thing first. Try again.'],
  429: ['RATE_LIMITED', 'Too many attempts. Try again later.'],
};

/** Sends what better-auth answered, its failures in our words. Gives whether it was a success. */
export async function relay(answer: Response, res: ServerResponse, log: Log): Promise<boolean> {
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) res.setHeader('Set-Cookie', cookies);
  const body = await answer.text();
  if (answer.ok) {
    send(res, answer.status, body === '' ? 'null' : body);
    return true;
  }
  sendProblem(res, problemOf(answer.status, body, log));
  return false;
}

/** Sends `{ code, message }`. */
export function sendProblem(res: ServerResponse, problem: Problem): void {
  const { code, message, retryAfter } = problem;
  if (retryAfter !== undefined) res.setHeader('Retry-After', retryAfter);
  send(res, HTTP_STATUS[code], JSON.stringify({ code, message }));
}

/** A fault of ours: INTERNAL, with an id that the log repeats. */
export function internal(log: Log, detail: object): Problem {
  const id = randomUUID();
  log.error({ requestId: id, ...detail }, 'a request under /auth failed');
  return new Problem('INTERNAL', `Something went wrong on our side. The log has more under ${id}.`);
}

function problemOf(status: number, body: string, log: Log): Problem {
  const code = codeIn(body);
  const [meaning, message] = MEANING[code] ?? BY_STATUS[status] ?? [];
  if (meaning && message) {
    return new Problem(meaning, message, code === 'ACCOUNT_TEMPORARILY_LOCKED' ? { retryAfter: 900 } : {});
  }
  if (status >= 400 && status < 500) return new Problem('BAD_INPUT', 'The request lacks a field or has a wrong one.');
  return internal(log, { status, code });
}

function codeIn(body: string): string {
  try {
    const { code } = JSON.parse(body) as { code?: unknown };
    return typeof code === 'string' ? code : '';
  } catch {
    return '';
  }
}

function send(res: ServerResponse, status: number, json: string): void {
  res.statusCode = status;
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.end(json);
}

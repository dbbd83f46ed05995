import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { HTTP_STATUS, Problem, type ProblemCode } from '../domain/problem.ts';
import type { Log } from '../domain/rooms.ts';
import { toProblem } from '../domain/translation.ts';

/** A problem whose HTTP status says more than its code does, such as 405 or 415. */
export class Refusal extends Problem {
  readonly status: number;
  /** By this Apollo too answers with the status, where a field fails because of it. */
  readonly extensions: { http: { status: number } };

  constructor(status: number, code: ProblemCode, message: string, options?: ErrorOptions) {
    super(code, message, options);
    this.status = status;
    this.extensions = { http: { status } };
  }
}

/** Answers with `{ errors: [{ message, extensions: { code } }] }`, the shape that GraphQL errors have. */
export function sendProblem(res: Response, problem: Problem): void {
  res.status(problem instanceof Refusal ? problem.status : HTTP_STATUS[problem.code]);
  if (problem.retryAfter !== undefined) res.setHeader('Retry-After', Math.max(1, Math.ceil(problem.retryAfter)));
  if (problem.code === 'UNAUTHENTICATED') res.setHeader('WWW-Authenticate', 'Bearer');
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.json({ errors: [{ message: problem.message, extensions: { code: problem.code } }] });
}

/** What no route took. */
export const nothingHere: RequestHandler = (_req, _res, next) => {
  next(new Problem('NOT_FOUND', 'There is nothing at this address.'));
};

/** The one place where a thrown value becomes an answer; an answer that has begun is broken off instead. */
export function answerProblems(log: Log): ErrorRequestHandler {
  return (error: unknown, _req, res, _next) => {
    if (res.headersSent) {
      const code = toProblem(error)?.code;
      const level = code !== undefined && LOGGED.has(code) ? 'error' : 'warn';
      log[level]({ requestId: res.locals['requestId'], err: error }, 'an answer was broken off');
      res.destroy();
      return;
    }
    sendProblem(res, problemOf(error, log, res.locals['requestId']));
  };
}

/** What express and its body parsers throw, by its status; else what the domain makes of it; else INTERNAL. */
export function problemOf(error: unknown, log: Log, requestId: unknown): Problem {
  const id = typeof requestId === 'string' ? requestId : randomUUID();
  const problem = toProblem(error);
  if (problem) {
    if (LOGGED.has(problem.code)) log.error({ requestId: id, err: error }, 'a request failed');
    return problem;
  }
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new Refusal(status, 'BAD_INPUT', CLIENT_ERRORS[status] ?? 'The request is malformed.');
  }
  log.error({ requestId: id, err: error }, 'a request failed for a reason that nobody foresaw');
  return new Problem('INTERNAL', `Something went wrong on our side. The log has more under ${id}.`);
}

/** What an operator must know of. */
const LOGGED = new Set<ProblemCode>(['INTEGRITY', 'STORAGE_FULL', 'UNAVAILABLE', 'INTERNAL']);

const CLIENT_ERRORS: Record<number, string> = {
  413: 'The request is larger than this address takes.',
  415: 'This address does not take that encoding or content type.',
};

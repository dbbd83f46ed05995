import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { PROBLEM_CODES, Problem, type ProblemCode } from '../domain/problem.ts';
import type { Log } from '../domain/rooms.ts';
import { toProblem } from '../domain/translation.ts';

/** What Apollo and the limits call their refusals of a document. */
const DOCUMENT_CODES: Record<string, ProblemCode> = {
  GRAPHQL_PARSE_FAILED: 'BAD_INPUT',
  GRAPHQL_VALIDATION_FAILED: 'BAD_INPUT',
  BAD_USER_INPUT: 'BAD_INPUT',
  BAD_REQUEST: 'BAD_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_INPUT',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_INPUT',
};

/** A refusal at the GraphQL edge itself, before any resolver runs. */
export function refusal(code: ProblemCode, message: string, status?: number): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...(status ? { http: { status } } : {}) } });
}

/**
 * What a caller is told: message and code of the Problem behind the error. Anything unknown is INTERNAL with an
 * id that the log repeats; no stack, path or SQL leaves.
 */
export function formatError(log: Log) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const where = {
      ...(formatted.locations ? { locations: formatted.locations } : {}),
      ...(formatted.path ? { path: formatted.path } : {}),
    };
    const problem = problemOf(formatted, error);
    if (problem) {
      if (problem.code === 'INTEGRITY') {
        const id = randomUUID();
        log.error({ err: problem.cause, id }, 'stored bytes were refused');
        return { message: `${problem.message} (${id})`, ...where, extensions: { code: problem.code } };
      }
      const retryAfter = problem.retryAfter === undefined ? {} : { retryAfter: problem.retryAfter };
      return { message: problem.message, ...where, extensions: { code: problem.code, ...retryAfter } };
    }
    const id = randomUUID();
    log.error({ err: firstError(error), id }, 'a request failed');
    const message = `Something went wrong on the server. Its log tells more under ${id}.`;
    return { message, ...where, extensions: { code: 'INTERNAL' } };
  };
}

function problemOf(formatted: GraphQLFormattedError, error: unknown): Problem | null {
  const known = toProblem(firstError(error));
  if (known) return known;
  const code = formatted.extensions?.['code'];
  if (typeof code !== 'string') return null;
  const ours = PROBLEM_CODES.find((name) => name === code && name !== 'INTERNAL') ?? DOCUMENT_CODES[code];
  return ours ? new Problem(ours, formatted.message) : null;
}

/** What a resolver threw or a rule reported, without what Apollo wraps round it. */
function firstError(error: unknown): unknown {
  const unwrapped = unwrapResolverError(error);
  return unwrapped instanceof GraphQLError ? (unwrapped.originalError ?? unwrapped) : unwrapped;
}

import { CombinedError } from '@urql/core';
import type { ErrorCode } from './generated/schema.ts';

/** Every code that a `StrongroomError` can carry: the server's, and NETWORK for "no answer, or half of one". */
export type StrongroomErrorCode = ErrorCode | 'NETWORK';

/** Keeps the type and the check below equal: the compiler asks for every code of the schema. */
const KNOWN: Record<ErrorCode, true> = {
  UNAUTHENTICATED: true,
  FORBIDDEN: true,
  NOT_FOUND: true,
  BAD_INPUT: true,
  CONFLICT: true,
  VAULT_UNINITIALIZED: true,
  VAULT_SEALED: true,
  WRONG_PASSPHRASE: true,
  FILE_TOO_LARGE: true,
  QUOTA_EXCEEDED: true,
  STORAGE_FULL: true,
  UPLOAD_INCOMPLETE: true,
  INTEGRITY: true,
  EXPIRED: true,
  USED_UP: true,
  RATE_LIMITED: true,
  TOO_COMPLEX: true,
  UNAVAILABLE: true,
  INTERNAL: true,
};

/** What a status says when something in between (a proxy) answered without a code of ours. */
const BY_STATUS: Record<number, ErrorCode> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  410: 'EXPIRED',
  413: 'FILE_TOO_LARGE',
  416: 'BAD_INPUT',
  429: 'RATE_LIMITED',
  502: 'UNAVAILABLE',
  503: 'UNAVAILABLE',
  504: 'UNAVAILABLE',
  507: 'STORAGE_FULL',
};

/**
 * Every failure of the client but one: an aborted call rejects with its signal's reason.
 *
 * @example
 * ```ts
 * try {
 *   await client.upload('report.pdf');
 * } catch (error) {
 *   if (error instanceof StrongroomError && error.code === 'VAULT_SEALED') console.error('Ask an administrator to unlock it.');
 *   else throw error;
 * }
 * ```
 */
export class StrongroomError extends Error {
  override readonly name = 'StrongroomError';
  readonly code: StrongroomErrorCode;
  /** Seconds after which a repeat may succeed, where the server said so. */
  readonly retryAfter: number | undefined;

  constructor(
    code: StrongroomErrorCode,
    message: string,
    options?: ErrorOptions & { retryAfter?: number | undefined },
  ) {
    super(message, options);
    this.code = code;
    this.retryAfter = options?.retryAfter;
  }
}

/** Any failure of urql or of fetch as a `StrongroomError`; one that is a `StrongroomError` stays the same. */
export function toStrongroomError(error: unknown): StrongroomError {
  if (error instanceof StrongroomError) return error;
  if (!(error instanceof CombinedError)) return noAnswer(error);

  const response = error.response instanceof Response ? error.response : undefined;
  const [first] = error.graphQLErrors;
  if (first) return fromProblem(first, response, error);
  if (response && !response.ok) return fromStatus(response, error);
  return noAnswer(error.networkError ?? error);
}

/** The failure that a response with a status of 400 or more tells of. Reads its body. */
export async function errorOfResponse(response: Response): Promise<StrongroomError> {
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body === 'object' && body !== null && 'errors' in body && Array.isArray(body.errors)) {
    const first: unknown = body.errors[0];
    if (typeof first === 'object' && first !== null && 'message' in first) {
      const extensions = 'extensions' in first && typeof first.extensions === 'object' ? first.extensions : {};
      return fromProblem({ message: String(first.message), extensions: { ...extensions } }, response);
    }
  }
  return fromStatus(response);
}

function fromProblem(
  problem: { message: string; extensions?: Record<string, unknown> | undefined },
  response: Response | undefined,
  cause?: Error,
): StrongroomError {
  const { code, retryAfter } = problem.extensions ?? {};
  return new StrongroomError(isErrorCode(code) ? code : codeOfStatus(response), problem.message, {
    cause,
    retryAfter: typeof retryAfter === 'number' ? retryAfter : retryAfterOf(response),
  });
}

function fromStatus(response: Response, cause?: Error): StrongroomError {
  const code = BY_STATUS[response.status] ?? 'NETWORK';
  const said = `${response.status} ${response.statusText}`.trim();
  return new StrongroomError(code, `The server, or something in between, answered ${said}.`, {
    cause,
    retryAfter: retryAfterOf(response),
  });
}

function noAnswer(cause: unknown): StrongroomError {
  return new StrongroomError('NETWORK', 'The server cannot be reached, or the connection broke.', { cause });
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(KNOWN, code);
}

function codeOfStatus(response: Response | undefined): ErrorCode {
  return (response && BY_STATUS[response.status]) ?? 'INTERNAL';
}

function retryAfterOf(response: Response | undefined): number | undefined {
  const seconds = Number.parseInt(response?.headers.get('retry-after') ?? '', 10);
  return Number.isNaN(seconds) ? undefined : seconds;
}

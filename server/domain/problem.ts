/** Every way in which a request can fail; equal to `enum ErrorCode` in the SDL (a test compares them). */
export const PROBLEM_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_INPUT',
  'CONFLICT',
  'VAULT_UNINITIALIZED',
  'VAULT_SEALED',
  'WRONG_PASSPHRASE',
  'FILE_TOO_LARGE',
  'QUOTA_EXCEEDED',
  'STORAGE_FULL',
  'UPLOAD_INCOMPLETE',
  'INTEGRITY',
  'EXPIRED',
  'USED_UP',
  'RATE_LIMITED',
  'TOO_COMPLEX',
  'UNAVAILABLE',
  'INTERNAL',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** The HTTP status of each code on every route but /graphql, where Apollo answers. */
export const HTTP_STATUS: Readonly<Record<ProblemCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_INPUT: 400,
  CONFLICT: 409,
  VAULT_UNINITIALIZED: 503,
  VAULT_SEALED: 503,
  WRONG_PASSPHRASE: 403,
  FILE_TOO_LARGE: 413,
  QUOTA_EXCEEDED: 507,
  STORAGE_FULL: 507,
  UPLOAD_INCOMPLETE: 400,
  INTEGRITY: 500,
  EXPIRED: 410,
  USED_UP: 410,
  RATE_LIMITED: 429,
  TOO_COMPLEX: 400,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

/**
 * A failure that the caller is told of. The message says what happened and what to do, and holds
 * nothing that the caller did not send or may not know. Each edge translates it once.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  /** Seconds after which a repeat may succeed; for RATE_LIMITED and UNAVAILABLE. */
  readonly retryAfter: number | undefined;

  constructor(code: ProblemCode, message: string, options?: ErrorOptions & { retryAfter?: number }) {
    super(message, options);
    this.code = code;
    this.retryAfter = options?.retryAfter;
  }
}

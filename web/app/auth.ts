import { twoFactorClient } from 'better-auth/client/plugins';
import { createAuthClient } from 'better-auth/react';
import { StrongroomError, type StrongroomErrorCode } from '../client/errors.ts';
import { ERROR_WORDS } from './words/errors.ts';

/** Signing in and out, sessions, password and second factor: better-auth's own endpoints under /auth. */
export const auth = createAuthClient({
  baseURL: window.location.origin,
  basePath: '/auth',
  plugins: [twoFactorClient()],
  sessionOptions: { refetchOnWindowFocus: false },
});

/** The body of a refusal: better-auth's own, or ours when the request did not get that far. */
interface Refusal {
  status?: number;
  code?: string | undefined;
  message?: string | undefined;
  errors?: { message?: string; extensions?: { code?: string; retryAfter?: number } }[];
}

/** better-auth's codes for "what you entered is wrong". */
const WRONG = new Set(['INVALID_EMAIL_OR_PASSWORD', 'INVALID_PASSWORD', 'INVALID_CODE', 'INVALID_BACKUP_CODE']);

function codeOf(refusal: Refusal): StrongroomErrorCode {
  const own = refusal.errors?.[0]?.extensions?.code ?? refusal.code ?? '';
  if (Object.hasOwn(ERROR_WORDS, own)) return own as StrongroomErrorCode;
  if (own === 'INVALID_TWO_FACTOR_COOKIE') return 'EXPIRED';
  if (WRONG.has(own)) return 'WRONG_PASSPHRASE';
  const { status = 0 } = refusal;
  if (status === 429 || own.startsWith('TOO_MANY')) return 'RATE_LIMITED';
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403) return 'FORBIDDEN';
  if (status >= 502) return 'UNAVAILABLE';
  if (status >= 500) return 'INTERNAL';
  return status >= 400 ? 'BAD_INPUT' : 'NETWORK';
}

/**
 * The answer of one call to `auth`.
 * @throws StrongroomError for every failure, with the page's closed codes
 */
export async function answerOf<T>(call: Promise<{ data: T; error: Refusal | null }>): Promise<NonNullable<T>> {
  const { data, error } = await call;
  if (!error && data) return data;
  const refusal = error ?? {};
  const first = refusal.errors?.[0];
  throw new StrongroomError(codeOf(refusal), first?.message ?? refusal.message ?? '', {
    retryAfter: first?.extensions?.retryAfter,
  });
}

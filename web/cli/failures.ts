import { StrongroomError, type StrongroomErrorCode } from '../client/index.ts';

/** What the command line tells the shell. */
export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 2,
  auth: 3,
  notFound: 4,
  locked: 5,
  unreachable: 6,
  interrupted: 130,
} as const;

/** The words on the command line make no sense; the message says which. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** There is no stored server and token. */
export class SignedOutError extends Error {
  override readonly name = 'SignedOutError';
}

const BY_CODE: Partial<Record<StrongroomErrorCode, number>> = {
  UNAUTHENTICATED: EXIT.auth,
  FORBIDDEN: EXIT.auth,
  NOT_FOUND: EXIT.notFound,
  VAULT_SEALED: EXIT.locked,
  VAULT_UNINITIALIZED: EXIT.locked,
  UNAVAILABLE: EXIT.unreachable,
  NETWORK: EXIT.unreachable,
};

/** The exit status that a failure deserves. */
export function exitOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof SignedOutError) return EXIT.auth;
  if (error instanceof StrongroomError) return BY_CODE[error.code] ?? EXIT.failure;
  return EXIT.failure;
}

/** A failure for people (`message`) and programs (`code`). */
export function described(error: unknown): { code: string; message: string } {
  if (error instanceof StrongroomError) return { code: error.code, message: error.message };
  if (error instanceof UsageError) return { code: 'USAGE', message: error.message };
  if (error instanceof SignedOutError) return { code: 'UNAUTHENTICATED', message: error.message };
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : { message: String(error) };
  return { code: code ?? 'FAILURE', message };
}

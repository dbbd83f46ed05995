import type { ErrorCode } from '../../client/generated/schema.ts';

/** What a person is told: one sentence for what happened, one for what to do. */
export interface Words {
  what: string;
  todo: string;
}

/** Every error that the server can answer, in words. The compiler keeps it whole. */
export const ERROR_WORDS: Record<ErrorCode, Words> = {
  UNAUTHENTICATED: { what: 'You are not signed in any more.', todo: 'Sign in again to go on.' },
  FORBIDDEN: { what: 'Your account may not do this.', todo: 'Ask an administrator if you need it.' },
  NOT_FOUND: { what: 'This is not here, or not any more.', todo: 'Load the page again to see what there is.' },
  BAD_INPUT: { what: 'Something in what you entered does not fit.', todo: 'Check it and try again.' },
  CONFLICT: { what: 'Someone else changed this at the same moment.', todo: 'Load the page again, then repeat.' },
  VAULT_UNINITIALIZED: {
    what: 'This server has not been set up yet.',
    todo: 'Open the setup link that it printed when it started.',
  },
  VAULT_SEALED: { what: 'The vault is locked.', todo: 'Ask an administrator to unlock it, or come back later.' },
  WRONG_PASSPHRASE: { what: 'That is not right.', todo: 'Check each word and the spaces between, then try again.' },
  FILE_TOO_LARGE: { what: 'This file is larger than the server takes.', todo: 'Split it, or ask an administrator.' },
  QUOTA_EXCEEDED: { what: 'Your space is used up.', todo: 'Delete files that you no longer need, then try again.' },
  STORAGE_FULL: { what: 'The server has no room left.', todo: 'Tell an administrator; your other files are safe.' },
  UPLOAD_INCOMPLETE: { what: 'The upload ended too early.', todo: 'Try again; nothing of it was kept.' },
  INTEGRITY: {
    what: 'What is stored was damaged or changed, so it was not opened.',
    todo: 'Tell an administrator; a backup may hold it whole.',
  },
  EXPIRED: { what: 'The time for this is over.', todo: 'Ask for a new link.' },
  USED_UP: { what: 'This has been used as often as it may be.', todo: 'Ask for a new link.' },
  RATE_LIMITED: { what: 'There were too many attempts.', todo: 'Wait a little, then try again.' },
  TOO_COMPLEX: { what: 'That was too much at once.', todo: 'Ask for less, then try again.' },
  UNAVAILABLE: { what: 'The server cannot do this just now.', todo: 'Try again in a minute.' },
  INTERNAL: { what: 'Something went wrong on the server.', todo: 'Try again; if it stays, tell an administrator.' },
};

const UNREACHABLE: Words = {
  what: 'The server cannot be reached.',
  todo: 'Check your connection, then try again.',
};

/** What urql, fetch and the sign-in service give when they fail; as much of it as is read here. */
interface Failure {
  graphQLErrors?: readonly { message?: string; extensions?: Record<string, unknown> | undefined }[];
  networkError?: unknown;
  code?: unknown;
}

const isCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(ERROR_WORDS, code);

/** The server's code for a failure; null when no answer came, or one without a code that we know. */
export function errorCode(failure: unknown): ErrorCode | null {
  const { graphQLErrors, code } = (failure ?? {}) as Failure;
  const given = graphQLErrors?.[0]?.extensions?.['code'] ?? code;
  return isCode(given) ? given : null;
}

/** Seconds until a repeat may succeed, where the server said so. */
export function retryAfter(failure: unknown): number | null {
  const given = ((failure ?? {}) as Failure).graphQLErrors?.[0]?.extensions?.['retryAfter'];
  return typeof given === 'number' && given > 0 ? Math.ceil(given) : null;
}

/** "40 seconds", "2 minutes": a wait in words. */
export function waitWords(seconds: number): string {
  const [count, unit] = seconds <= 90 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/**
 * A failure in words. BAD_INPUT, CONFLICT and INTERNAL add what the server says, since its message names the fault.
 * @param own words of this place for some codes, where it knows better than the table
 */
export function errorWords(failure: unknown, own: Partial<Record<ErrorCode, Words>> = {}): Words & { detail?: string } {
  const { graphQLErrors, networkError } = (failure ?? {}) as Failure;
  const code = errorCode(failure);
  if (code === null) return networkError && !graphQLErrors?.length ? UNREACHABLE : ERROR_WORDS.INTERNAL;
  const words = own[code] ?? ERROR_WORDS[code];
  const wait = retryAfter(failure);
  if (code === 'RATE_LIMITED' && wait) return { what: words.what, todo: `Wait ${waitWords(wait)}, then try again.` };
  const message = graphQLErrors?.[0]?.message;
  const telling = code === 'BAD_INPUT' || code === 'CONFLICT' || code === 'INTERNAL';
  return telling && message && !own[code] ? { ...words, detail: message } : words;
}

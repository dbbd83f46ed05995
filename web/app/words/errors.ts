import { type StrongroomErrorCode, toStrongroomError } from '../../client/errors.ts';

/** What a person is told: one sentence for what happened, one for what to do. */
export interface Words {
  what: string;
  todo: string;
}

/** Every error that the server can answer, and none at all, in words. The compiler keeps it whole. */
export const ERROR_WORDS: Record<StrongroomErrorCode, Words> = {
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
  NETWORK: { what: 'The server cannot be reached.', todo: 'Check your connection, then try again.' },
};

/** Words of one place for some codes, where it knows better than the table. */
export type OwnWords = Partial<Record<StrongroomErrorCode, Words>>;

/** Codes whose message names the fault itself, so that it is worth showing. */
const TELLING: ReadonlySet<StrongroomErrorCode> = new Set(['BAD_INPUT', 'CONFLICT', 'INTERNAL']);

/** "40 seconds", "2 minutes": a wait in words. */
export function waitWords(seconds: number): string {
  const [count, unit] = seconds <= 90 ? [Math.ceil(seconds), 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** Any failure of urql, fetch or our own client in words; `detail` is what the server says, where that tells more. */
export function errorWords(failure: unknown, own: OwnWords = {}): Words & { detail?: string } {
  const { code, message, retryAfter } = toStrongroomError(failure);
  const words = own[code] ?? ERROR_WORDS[code];
  if (code === 'RATE_LIMITED' && retryAfter) {
    return { what: words.what, todo: `Wait ${waitWords(retryAfter)}, then try again.` };
  }
  return TELLING.has(code) && !own[code] && message ? { ...words, detail: message } : words;
}

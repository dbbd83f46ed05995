import { findWaitingSignIn } from '../catalog/sessions.ts';
import { type AttemptKind, forgiveAttempts, takeAttempt } from '../domain/attempts.ts';
import { Problem } from '../domain/problem.ts';
import type { Rooms } from '../domain/rooms.ts';
import type { Endpoint } from './endpoints.ts';

/** By what a request could be guessing at a secret. */
export interface Guess {
  endpoint: Endpoint;
  address: string;
  /** The address to sign in by. */
  email: unknown;
  /** Whose session it is. */
  userId: string | undefined;
  /** The cookie of a sign-in that waits for a second factor. */
  waiting: string | undefined;
  /** The code of the second factor. */
  code: unknown;
}

/**
 * Counts the guess before `answer` runs, and takes it back where that gives true. The count of an account goes by
 * the address typed, so that it says nothing about which accounts there are.
 * @throws Problem RATE_LIMITED; `answer` did not run
 */
export async function countedGuess(
  rooms: Pick<Rooms, 'attempts' | 'catalog'>,
  guess: Guess,
  answer: () => Promise<boolean>,
): Promise<void> {
  const counts = countsOf(guess);
  for (const [kind, key] of counts) await takeAttempt(rooms, kind, key);
  if (!(await onceForEachCode(rooms, guess, answer))) return;
  for (const [kind, key] of counts) await forgiveAttempts(rooms, kind, key);
}

/** Lets a code be used for one sign-in: who looked over a shoulder, or sat in between, comes too late. */
async function onceForEachCode(
  rooms: Pick<Rooms, 'attempts' | 'catalog'>,
  { endpoint, waiting, code }: Guess,
  answer: () => Promise<boolean>,
): Promise<boolean> {
  const userId =
    endpoint.guessing === 'secondFactor' && waiting ? await findWaitingSignIn(rooms.catalog, waiting) : null;
  if (userId === null) return answer();
  const use = `${userId} ${String(code)}`;
  await takeAttempt(rooms, 'codeUse', use).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    throw new Problem('WRONG_PASSPHRASE', 'This code was used already. Wait for the next one.');
  });
  const right = await answer();
  if (!right) await forgiveAttempts(rooms, 'codeUse', use);
  return right;
}

function countsOf({ endpoint, address, email, userId }: Guess): [AttemptKind, string][] {
  switch (endpoint.guessing) {
    case 'password':
      return [
        ['signIn', address],
        ['signInAccount', String(email)],
      ];
    case 'secondFactor':
      return [['signIn', address]];
    case 'repeatedPassword':
      return [['passwordCheck', userId ?? address]];
    case null:
      return [];
  }
}

import { type AttemptKind, forgiveAttempts, takeAttempt } from '../domain/attempts.ts';
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
}

/**
 * Counts the guess before `answer` runs, and takes it back where that gives true. The count of an account goes by
 * the address typed, so that it says nothing about which accounts there are.
 * @throws Problem RATE_LIMITED; `answer` did not run
 */
export async function countedGuess(
  rooms: Pick<Rooms, 'attempts'>,
  guess: Guess,
  answer: () => Promise<boolean>,
): Promise<void> {
  const counts = countsOf(guess);
  for (const [kind, key] of counts) await takeAttempt(rooms, kind, key);
  if (!(await answer())) return;
  for (const [kind, key] of counts) await forgiveAttempts(rooms, kind, key);
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

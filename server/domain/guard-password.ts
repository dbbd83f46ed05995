import { type AttemptKind, forgiveAttempts, onAddress, takeAttempt } from './attempts.ts';
import { hashUnchecked, verifyPassword } from './passwords.ts';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';

/** What a password guards: a link, or a file request. */
export interface Guarded {
  id: string;
  passwordHash: string;
  /** How attempts are counted: those of one address, and those of all together. */
  counts: { here: AttemptKind; all: AttemptKind };
}

/**
 * Whether this is the password. Attempts are counted one after the other, so that of many at once a right one is not
 * held against the others; derivations wait their turn.
 * @throws Problem RATE_LIMITED
 */
export function provesPassword(
  rooms: Rooms,
  { id, passwordHash, counts }: Guarded,
  password: string,
): Promise<boolean> {
  const here = onAddress(id, rooms.address ?? '');
  return rooms.derivations.take(async () => {
    await takeAttempt(rooms, counts.here, here);
    await takeAttempt(rooms, counts.all, id);
    if (!(await verifyPassword(passwordHash, password))) return false;
    await forgiveAttempts(rooms, counts.here, here);
    await forgiveAttempts(rooms, counts.all, id);
    return true;
  });
}

/** Fails as something that is there would take its time to: with a password given, after a derivation. */
export async function refuseSlowly(rooms: Rooms, password: string | null, error: unknown): Promise<never> {
  if (password !== null && error instanceof Problem && error.code === 'NOT_FOUND') {
    await rooms.derivations.take(() => hashUnchecked(password));
  }
  throw error;
}

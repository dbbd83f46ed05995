import type { OwnedShareRow } from '../catalog/shares.ts';
import { forgiveAttempts, onAddress, takeAttempt } from './attempts.ts';
import { hashUnchecked, verifyPassword } from './passwords.ts';
import { Problem } from './problem.ts';
import { record } from './record.ts';
import type { Rooms } from './rooms.ts';
import { proveCode } from './share-codes.ts';

/** What someone shows to open a link. */
export interface Proof {
  password: string | null;
  code: string | null;
}

/**
 * Checks what a link asks for; gives the recipient whom the code named, if it asks for one. Five wrong passwords lock
 * the link for that address for a while, and many slow it for all.
 * @throws Problem WRONG_PASSPHRASE, RATE_LIMITED
 */
export async function provePerson(
  rooms: Rooms,
  share: OwnedShareRow,
  proof: Proof,
): Promise<{ email: string; hash: Buffer } | null> {
  if (share.passwordHash !== null) await provePassword(rooms, share, share.passwordHash, proof.password);
  if (!share.requireCode) return null;
  if (proof.code === null) throw new Problem('WRONG_PASSPHRASE', 'Opening this link needs the code that was mailed.');
  const recipient = await proveCode(rooms, share, proof.code);
  if (!recipient) {
    await refused(rooms, share);
    throw new Problem('WRONG_PASSPHRASE', 'This code is wrong, or its time is over. Ask for a new one.');
  }
  return recipient;
}

/** Fails as a link that is there would take its time to: with a password given, after a derivation. */
export async function refuseSlowly(rooms: Rooms, { password }: Proof, error: unknown): Promise<never> {
  if (password !== null && error instanceof Problem && error.code === 'NOT_FOUND') {
    await rooms.derivations.take(() => hashUnchecked(password));
  }
  throw error;
}

async function provePassword(rooms: Rooms, share: OwnedShareRow, hash: string, password: string | null): Promise<void> {
  if (password === null) throw new Problem('WRONG_PASSPHRASE', 'Opening this link needs its password.');
  const here = onAddress(share.id, rooms.address ?? '');
  const right = await rooms.derivations.take(async () => {
    await takeAttempt(rooms, 'sharePassword', here);
    await takeAttempt(rooms, 'sharePasswordAll', share.id);
    if (!(await verifyPassword(hash, password))) return false;
    await forgiveAttempts(rooms, 'sharePassword', here);
    await forgiveAttempts(rooms, 'sharePasswordAll', share.id);
    return true;
  });
  if (right) return;
  await refused(rooms, share);
  throw new Problem('WRONG_PASSPHRASE', 'This password is wrong.');
}

function refused(rooms: Rooms, { id, ownerId }: OwnedShareRow): Promise<void> {
  const event = { action: 'share.refused', actor: { kind: 'anonymous' }, ownerId, shareId: id } as const;
  return record(rooms, rooms.catalog, event);
}

import type { OwnedShareRow } from '../catalog/shares.ts';
import { provesPassword } from './guard-password.ts';
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

async function provePassword(rooms: Rooms, share: OwnedShareRow, hash: string, password: string | null): Promise<void> {
  if (password === null) throw new Problem('WRONG_PASSPHRASE', 'Opening this link needs its password.');
  const counts = { here: 'sharePassword', all: 'sharePasswordAll' } as const;
  if (await provesPassword(rooms, { id: share.id, passwordHash: hash, counts }, password)) return;
  await refused(rooms, share);
  throw new Problem('WRONG_PASSPHRASE', 'This password is wrong.');
}

function refused(rooms: Rooms, { id, ownerId }: OwnedShareRow): Promise<void> {
  const event = { action: 'share.refused', actor: { kind: 'anonymous' }, ownerId, shareId: id } as const;
  return record(rooms, rooms.catalog, event);
}

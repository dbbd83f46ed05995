import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type AuditRow, type EventNames, replaceNames, type SealedNames } from '../catalog/audit.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import type { Keyring } from '../vault/keyring.ts';
import type { Rooms } from './rooms.ts';

/** The sealed text of an event. */
export interface Names {
  /** The file's name at that time. */
  file?: string;
  /** Whom something was sent to. */
  recipient?: string;
}

const KIND = 'audit-names';
const SEALED = z.strictObject({
  salt: z.hex().length(64),
  names: z.strictObject({ file: z.string().exactOptional(), recipient: z.string().exactOptional() }),
});

/** Seals names for the event `id`. The salt keeps names from being guessed by their digest. */
export function sealNames(keyring: Keyring, id: string, names: Names): { digest: Buffer; sealed: SealedNames } {
  const salt = randomBytes(32);
  const rev = 1;
  const { kekId, sealed } = keyring.sealRecord(KIND, id, rev, JSON.stringify({ salt: salt.toString('hex'), names }));
  return { digest: digestOf(salt, names), sealed: { kekId, rev, names: sealed } };
}

/**
 * The names of an event, none where it has none.
 * @throws IntegrityError when they are not what was sealed for it, or not what its digest says
 */
export function openNames(keyring: Keyring, { id, sealed, namesDigest }: AuditRow): Names {
  if (sealed === null || namesDigest === null) {
    if (sealed !== null || namesDigest !== null) throw new IntegrityError('digest');
    return {};
  }
  const { salt, names } = SEALED.parse(
    JSON.parse(keyring.openRecord(KIND, id, sealed.kekId, sealed.rev, sealed.names)),
  );
  if (!digestOf(Buffer.from(salt, 'hex'), names).equals(namesDigest)) throw new IntegrityError('digest');
  return names;
}

/**
 * Seals the names of an event anew under the active KEK and the next revision; gives false when they are gone.
 * @throws IntegrityError when they cannot be opened
 */
export async function resealNames(rooms: Rooms, { seq, id, kekId, rev, names }: EventNames): Promise<boolean> {
  const { keyring } = rooms.vault;
  const text = keyring.openRecord(KIND, id, kekId, rev, names);
  const next = keyring.sealRecord(KIND, id, rev + 1, text);
  return replaceNames(rooms.catalog, seq, rev, { kekId: next.kekId, rev: rev + 1, names: next.sealed });
}

/** SHA-256 over the salt and RFC 8785 JSON of the names, whose keys are in the order of the alphabet. */
function digestOf(salt: Buffer, { file, recipient }: Names): Buffer {
  return createHash('sha256').update(salt).update(JSON.stringify({ file, recipient })).digest();
}

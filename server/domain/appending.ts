import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type AuditRow, insertEvents, readHead } from '../catalog/audit.ts';
import type { Database } from '../catalog/tables.ts';
import type { Keyring } from '../vault/keyring.ts';
import type { Vault } from '../vault/vault.ts';
import { BEGINNING, hashOf, type Signer, signerOf } from './audit-chain.ts';
import { sealNames } from './audit-names.ts';
import type { NewEvent } from './event.ts';
import type { Rooms } from './rooms.ts';

/** An event that lacks nothing but its place. */
export type Draft = Omit<AuditRow, 'seq' | 'prevHash' | 'hash' | 'signature'>;

/** Takes down when and from where, and seals the names; while the vault is not open they are left out. */
export function draftOf(rooms: Pick<Rooms, 'vault' | 'clock' | 'address'>, event: NewEvent): Draft {
  const id = randomUUID();
  const { actor, names } = event;
  const acted = 'id' in actor ? actor.id : null;
  const seal = names && Object.keys(names).length > 0 && rooms.vault.state === 'UNSEALED';
  const sealed = seal ? sealNames(rooms.vault.keyring, id, names) : null;
  return {
    id,
    at: rooms.clock(),
    action: event.action,
    actorKind: actor.kind,
    actorId: acted,
    actorUserId: 'userId' in actor ? actor.userId : null,
    ownerId: event.ownerId,
    address: rooms.address ?? '',
    fileId: event.fileId ?? null,
    folderId: event.folderId ?? null,
    shareId: event.shareId ?? null,
    grantId: event.grantId ?? null,
    requestId: event.requestId ?? null,
    userId: event.userId ?? null,
    bytes: event.bytes ?? null,
    complete: event.complete ?? null,
    namesDigest: sealed?.digest ?? null,
    sealed: sealed?.sealed ?? null,
  };
}

/**
 * Gives events their places behind the newest, in the transaction `trx`; signed where the vault is open. Resolves to
 * the rows as they were written.
 */
export async function append(vault: Vault, trx: Kysely<Database>, drafts: readonly Draft[]): Promise<AuditRow[]> {
  const head = await readHead(trx);
  const signer = signerIn(vault);
  let seq = head?.seq ?? 0;
  let prevHash: Buffer = head?.hash ?? BEGINNING;
  const rows = drafts.map((draft) => {
    seq += 1;
    // The spread comes last: V8 adds each field that follows one by itself, at ten times the cost.
    const row: AuditRow = { seq, prevHash, hash: BEGINNING, signature: null, ...draft };
    row.hash = hashOf(row);
    prevHash = row.hash;
    return row;
  });
  const sign = async (row: AuditRow) => {
    row.signature = (await signer?.event(row.hash)) ?? null;
  };
  await Promise.all(rows.map(sign));
  await insertEvents(trx, rows);
  return rows;
}

/** Reading a seed takes ten times as long as signing; what was read goes with its keyring. */
const signers = new WeakMap<Keyring, Signer>();

/** What signs now, or null while the vault is not open. */
export function signerIn(vault: Vault): Signer | null {
  if (vault.state !== 'UNSEALED') return null;
  const { keyring } = vault;
  const signer = signers.get(keyring) ?? signerOf(keyring.secret('audit-signing'));
  signers.set(keyring, signer);
  return signer;
}

import type { Insertable, Selectable } from 'kysely';
import type { AuditEventsTable } from './audit-tables.ts';

/** A row of `audit_events`; see audit-tables.ts for what each field holds. */
export interface AuditRow {
  seq: number;
  id: string;
  at: number;
  action: string;
  actorKind: string;
  actorId: string | null;
  actorUserId: string | null;
  ownerId: string | null;
  address: string;
  fileId: string | null;
  folderId: string | null;
  shareId: string | null;
  grantId: string | null;
  requestId: string | null;
  userId: string | null;
  bytes: number | null;
  complete: boolean | null;
  namesDigest: Buffer | null;
  sealed: SealedNames | null;
  prevHash: Buffer;
  hash: Buffer;
  signature: Buffer | null;
}

export interface SealedNames {
  kekId: number;
  rev: number;
  /** Under record kind `audit-names` and the event's id. */
  names: Buffer;
}

export function toAuditRow(row: Selectable<AuditEventsTable>): AuditRow {
  const { kek_id: kekId, rev, sealed_names: names } = row;
  return {
    seq: row.seq,
    id: row.id,
    at: row.at,
    action: row.action,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorUserId: row.actor_user_id,
    ownerId: row.owner_id,
    address: row.address,
    fileId: row.file_id,
    folderId: row.folder_id,
    shareId: row.share_id,
    grantId: row.grant_id,
    requestId: row.request_id,
    userId: row.user_id,
    bytes: row.bytes,
    complete: completeIn(row.complete),
    namesDigest: row.names_digest,
    sealed:
      kekId === null && rev === null && names === null
        ? null
        : { kekId: kekId ?? 0, rev: rev ?? 0, names: names ?? Buffer.alloc(0) },
    prevHash: row.prev_hash,
    hash: row.hash,
    signature: row.signature,
  };
}

/** Anything else was never written by us: it goes on as it is, and the hash shows it. */
function completeIn(value: number | null): boolean | null {
  if (value === 0 || value === 1) return value === 1;
  return value as boolean | null;
}

export function fromAuditRow(row: AuditRow): Insertable<AuditEventsTable> {
  return {
    seq: row.seq,
    id: row.id,
    at: row.at,
    action: row.action,
    actor_kind: row.actorKind,
    actor_id: row.actorId,
    actor_user_id: row.actorUserId,
    owner_id: row.ownerId,
    address: row.address,
    file_id: row.fileId,
    folder_id: row.folderId,
    share_id: row.shareId,
    grant_id: row.grantId,
    request_id: row.requestId,
    user_id: row.userId,
    bytes: row.bytes,
    complete: row.complete === null ? null : Number(row.complete),
    names_digest: row.namesDigest,
    sealed_names: row.sealed?.names ?? null,
    kek_id: row.sealed?.kekId ?? null,
    rev: row.sealed?.rev ?? null,
    prev_hash: row.prevHash,
    hash: row.hash,
    signature: row.signature,
  };
}

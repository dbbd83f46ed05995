import { type Kysely, sql } from 'kysely';

/** All of an event but its names, which a rotation seals anew, and its signature, which may come later. */
const FIXED = [
  'seq',
  'id',
  'at',
  'action',
  'actor_kind',
  'actor_id',
  'actor_user_id',
  'owner_id',
  'address',
  'file_id',
  'folder_id',
  'share_id',
  'grant_id',
  'request_id',
  'user_id',
  'bytes',
  'complete',
  'names_digest',
  'prev_hash',
  'hash',
];

/**
 * The catalog itself refuses to take an event out and to change one. Triggers are SQLite's: another catalog needs
 * its own.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const refused = sql.raw(`begin select raise(abort, 'the record is append-only'); end`);
  await sql`create trigger audit_events_stay before delete on audit_events ${refused}`.execute(db);
  await sql`
    create trigger audit_events_fixed before update of ${sql.raw(FIXED.join(', '))} on audit_events ${refused}
  `.execute(db);
  await sql`
    create trigger audit_events_signed before update of signature on audit_events when old.signature is not null ${refused}
  `.execute(db);
}

import type { Kysely } from 'kysely';
import type { Database } from './tables.ts';
import { atomically } from './transaction.ts';

/** Whose a session or token is, and their present role. */
export interface LiveOwner {
  userId: string;
  role: 'ADMIN' | 'MEMBER';
}

/** The owner of a session that has not ended by `now` (milliseconds since 1970) and whose owner is enabled, or null. */
export async function findLiveSession(db: Kysely<Database>, id: string, now: number): Promise<LiveOwner | null> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['users.id', 'users.role'])
    .where('sessions.id', '=', id)
    .where('sessions.expires_at', '>', new Date(now).toISOString())
    .where('users.disabled_at', 'is', null)
    .executeTakeFirst();
  return row ? { userId: row.id, role: row.role } : null;
}

/** Ends all sessions of a user but `exceptId`; gives how many there were. */
export async function endSessions(db: Kysely<Database>, userId: string, exceptId?: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .$if(exceptId !== undefined, (query) => query.where('id', '<>', exceptId ?? ''))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Ends every way in that a user has at this moment: sessions, sign-ins that wait for a second factor, trusted devices. */
export async function endSignIns(db: Kysely<Database>, userId: string): Promise<void> {
  await atomically(db, async (trx) => {
    await endSessions(trx, userId);
    await trx.deleteFrom('verifications').where('value', '=', userId).execute();
  });
}

/** Whose sign-in waits for a second factor under this identifier, or null. */
export async function findWaitingSignIn(db: Kysely<Database>, identifier: string): Promise<string | null> {
  const row = await db
    .selectFrom('verifications')
    .select('value')
    .where('identifier', '=', identifier)
    .executeTakeFirst();
  return row?.value ?? null;
}

/** Removes sessions and half-done sign-ins whose time is over; gives how many. */
export async function removeExpiredSignIns(db: Kysely<Database>, now: number): Promise<number> {
  const moment = new Date(now).toISOString();
  const sessions = await db.deleteFrom('sessions').where('expires_at', '<=', moment).executeTakeFirst();
  const verifications = await db.deleteFrom('verifications').where('expires_at', '<=', moment).executeTakeFirst();
  return Number(sessions.numDeletedRows + verifications.numDeletedRows);
}

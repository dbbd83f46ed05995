import type { Kysely } from 'kysely';
import type { Database } from './tables.ts';

export interface ShareCode {
  shareId: string;
  recipientHash: Buffer;
  codeHash: Buffer;
  triesLeft: number;
  expiresAt: number;
}

/** Writes a recipient's code, in place of an older one. */
export async function putCode(db: Kysely<Database>, code: ShareCode): Promise<void> {
  const columns = { code_hash: code.codeHash, tries_left: code.triesLeft, expires_at: code.expiresAt };
  await db
    .insertInto('share_codes')
    .values({ share_id: code.shareId, recipient_hash: code.recipientHash, ...columns })
    .onConflict((conflict) => conflict.columns(['share_id', 'recipient_hash']).doUpdateSet(columns))
    .execute();
}

/** Takes one try of every code of the link that has any and has not expired; gives them. One statement: tries cannot be doubled. */
export async function takeTries(
  db: Kysely<Database>,
  shareId: string,
  now: number,
): Promise<{ recipientHash: Buffer; codeHash: Buffer }[]> {
  return db
    .updateTable('share_codes')
    .set((eb) => ({ tries_left: eb('tries_left', '-', 1) }))
    .where('share_id', '=', shareId)
    .where('tries_left', '>', 0)
    .where('expires_at', '>', now)
    .returning(['recipient_hash as recipientHash', 'code_hash as codeHash'])
    .execute();
}

/** Uses a code up; of two at once one gets true. */
export async function useCode(db: Kysely<Database>, shareId: string, recipientHash: Buffer): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('share_codes')
    .where('share_id', '=', shareId)
    .where('recipient_hash', '=', recipientHash)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Voids all codes of a link. */
export async function deleteCodes(db: Kysely<Database>, shareId: string): Promise<void> {
  await db.deleteFrom('share_codes').where('share_id', '=', shareId).execute();
}

/** Makes good to the other codes of a link for a try that was meant for one of them; at most `most` each. */
export async function returnTries(db: Kysely<Database>, shareId: string, most: number): Promise<void> {
  await db
    .updateTable('share_codes')
    .set((eb) => ({ tries_left: eb('tries_left', '+', 1) }))
    .where('share_id', '=', shareId)
    .where('tries_left', '<', most)
    .execute();
}

import type { Kysely } from 'kysely';
import type { Database } from './tables.ts';

/** What every new link must keep to. */
export interface SharePolicy {
  /** Most days that a link may live; null for any number. */
  maxDays: number | null;
  requirePassword: boolean;
  requireExpiry: boolean;
}

/** The policy; one that demands nothing where none was set. */
export async function readSharePolicy(db: Kysely<Database>): Promise<SharePolicy> {
  const row = await db.selectFrom('share_policy').selectAll().where('id', '=', 1).executeTakeFirst();
  return {
    maxDays: row?.max_days ?? null,
    requirePassword: row?.require_password === 1,
    requireExpiry: row?.require_expiry === 1,
  };
}

export async function writeSharePolicy(db: Kysely<Database>, policy: SharePolicy): Promise<void> {
  const columns = {
    max_days: policy.maxDays,
    require_password: policy.requirePassword ? 1 : 0,
    require_expiry: policy.requireExpiry ? 1 : 0,
  };
  await db
    .insertInto('share_policy')
    .values({ id: 1, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
}

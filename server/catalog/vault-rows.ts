import type { Kysely } from 'kysely';
import type { Database, KekState } from './tables.ts';
import { atomically } from './transaction.ts';

export interface SealRow {
  id: string;
  mkId: string;
  kind: 'passphrase';
  params: string;
  wrappedMk: Buffer;
  createdAt: number;
}

export interface KekRow {
  id: number;
  mkId: string;
  wrapped: Buffer;
  state: KekState;
  createdAt: number;
}

export interface SecretRow {
  id: string;
  use: string;
  mkId: string;
  wrapped: Buffer;
  publicKey: Buffer | null;
  createdAt: number;
}

/** All seals, oldest first; none while the vault is uninitialized. */
export function readSeals(db: Kysely<Database>): Promise<SealRow[]> {
  return db
    .selectFrom('seals')
    .select(['id', 'mk_id as mkId', 'kind', 'params', 'wrapped_mk as wrappedMk', 'created_at as createdAt'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** All KEK versions, oldest first. */
export function readKeks(db: Kysely<Database>): Promise<KekRow[]> {
  return db
    .selectFrom('keks')
    .select(['id', 'mk_id as mkId', 'wrapped', 'state', 'created_at as createdAt'])
    .orderBy('id')
    .execute();
}

/** All long-lived secrets, oldest first. */
export function readSecrets(db: Kysely<Database>): Promise<SecretRow[]> {
  return db
    .selectFrom('secrets')
    .select(['id', 'use', 'mk_id as mkId', 'wrapped', 'public_key as publicKey', 'created_at as createdAt'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Writes the seal of a new vault; gives false, and writes nothing, when there is a seal already. */
export async function insertFirstSeal(db: Kysely<Database>, seal: SealRow): Promise<boolean> {
  return atomically(db, async (trx) => {
    const taken = await trx.selectFrom('seals').select('id').limit(1).executeTakeFirst();
    if (taken) return false;
    await insertSeal(trx, seal);
    return true;
  });
}

async function insertSeal(db: Kysely<Database>, seal: SealRow): Promise<void> {
  const { id, mkId, kind, params, wrappedMk, createdAt } = seal;
  await db
    .insertInto('seals')
    .values({ id, mk_id: mkId, kind, params, wrapped_mk: wrappedMk, created_at: createdAt })
    .execute();
}

/** @throws CatalogError DUPLICATE when the version exists, or when it is active and another one is */
export async function insertKek(db: Kysely<Database>, kek: KekRow): Promise<void> {
  const { id, mkId, wrapped, state, createdAt } = kek;
  await db.insertInto('keks').values({ id, mk_id: mkId, wrapped, state, created_at: createdAt }).execute();
}

export async function insertSecret(db: Kysely<Database>, secret: SecretRow): Promise<void> {
  const { id, use, mkId, wrapped, publicKey, createdAt } = secret;
  await db
    .insertInto('secrets')
    .values({ id, use, mk_id: mkId, wrapped, public_key: publicKey, created_at: createdAt })
    .execute();
}

/** Moves a KEK from one state to another; gives false when it was not in `from` (any more). */
export async function changeKekState(db: Kysely<Database>, id: number, from: KekState, to: KekState): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('keks')
    .set({ state: to })
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** How many files' keys rest under each KEK; a version that is absent has none. */
export async function countFilesByKek(db: Kysely<Database>): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('file_keys')
    .select(({ fn }) => ['kek_id', fn.countAll<number>().as('files')])
    .groupBy('kek_id')
    .execute();
  return new Map(rows.map((row) => [row.kek_id, Number(row.files)]));
}

import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { insertReceiving, type NewFile, publishFile } from '../../../server/catalog/files.ts';
import { migrate } from '../../../server/catalog/migrate.ts';
import { openSqlite } from '../../../server/catalog/open.ts';
import type { Database } from '../../../server/catalog/tables.ts';
import { insertKek } from '../../../server/catalog/vault-rows.ts';

export interface Fixture {
  db: Kysely<Database>;
  folder: string;
  file: string;
  close(): Promise<void>;
}

/** A migrated catalog in a folder of its own, with the users `ann` and `bob` and the KEKs 1 and 2 (active). */
export async function openFixture(): Promise<Fixture> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'strongroom-catalog-'));
  const file = path.join(folder, 'catalog.sqlite');
  const { db, close } = await openSqlite(file);
  await migrate(db);
  for (const id of ['ann', 'bob']) await insertUser(db, id);
  const wrapped = randomBytes(104);
  await insertKek(db, { id: 1, mkId: randomUUID(), wrapped, state: 'decrypt_only', createdAt: 1 });
  await insertKek(db, { id: 2, mkId: randomUUID(), wrapped, state: 'active', createdAt: 2 });
  return {
    db,
    folder,
    file,
    async close() {
      await close();
      await rm(folder, { recursive: true });
    },
  };
}

async function insertUser(db: Kysely<Database>, id: string): Promise<void> {
  const now = '2026-01-01T00:00:00.000Z';
  await db
    .insertInto('users')
    .values({
      id,
      name: id,
      email: `${id}@example.org`,
      email_verified: 1,
      image: null,
      two_factor_enabled: 0,
      role: 'MEMBER',
      disabled_at: null,
      created_at: now,
      updated_at: now,
    })
    .execute();
}

export function aFile(over: Partial<NewFile> = {}): NewFile {
  return {
    id: randomUUID(),
    ownerId: 'ann',
    suite: 1,
    sealedMeta: randomBytes(584),
    declaredSize: null,
    createdAt: 1_000,
    expiresAt: null,
    leaseUntil: 2_000,
    key: { kekId: 2, wrappedDek: randomBytes(104) },
    ...over,
  };
}

/** Inserts and publishes an empty file. */
export async function aStoredFile(db: Kysely<Database>, over: Partial<NewFile> = {}): Promise<NewFile> {
  const file = aFile(over);
  const fence = await insertReceiving(db, file);
  await publishFile(db, {
    id: file.id,
    fence,
    sealedMeta: file.sealedMeta,
    size: 0,
    partCount: 0,
    now: file.createdAt,
  });
  return file;
}

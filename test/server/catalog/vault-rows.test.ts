import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  changeKekState,
  insertFirstSeal,
  insertKek,
  insertSecret,
  type KekRow,
  readKeks,
  readSeals,
  readSecrets,
  type SealRow,
  type SecretRow,
} from '../../../server/catalog/vault-rows.ts';
import type * as vault from '../../../server/vault/rows.ts';
import { type Fixture, openFixture } from './fixture.ts';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await openFixture();
});
afterEach(() => fixture.close());

function aSeal(): SealRow {
  const params = '{"kdf":"scrypt", "N":32768}';
  return {
    id: randomUUID(),
    mkId: randomUUID(),
    kind: 'passphrase',
    params,
    wrappedMk: randomBytes(104),
    createdAt: 7,
  };
}

function aKek(id: number, state: KekRow['state']): KekRow {
  return { id, mkId: randomUUID(), wrapped: randomBytes(104), state, createdAt: id };
}

test('of many first seals exactly one is written', async () => {
  expect(await readSeals(fixture.db)).toEqual([]);
  const seals = Array.from({ length: 10 }, aSeal);
  const won = await Promise.all(seals.map((seal) => insertFirstSeal(fixture.db, seal)));
  expect(won.filter(Boolean).length).toBe(1);
  const read: vault.SealRow[] = await readSeals(fixture.db);
  expect(read).toEqual([seals[won.indexOf(true)]]);
});

test('there is one active KEK at most, and states move from where they were thought to be', async () => {
  const { db } = fixture;
  await expect(insertKek(db, aKek(3, 'active'))).rejects.toMatchObject({ code: 'DUPLICATE' });
  await expect(insertKek(db, aKek(2, 'decrypt_only'))).rejects.toMatchObject({ code: 'DUPLICATE' });
  expect(await changeKekState(db, 2, 'destroyed', 'active')).toBe(false);
  expect(await changeKekState(db, 2, 'active', 'decrypt_only')).toBe(true);
  const third = aKek(3, 'active');
  await insertKek(db, third);
  const keks: vault.KekRow[] = await readKeks(db);
  expect(keks.map((kek) => [kek.id, kek.state])).toEqual([
    [1, 'decrypt_only'],
    [2, 'decrypt_only'],
    [3, 'active'],
  ]);
  expect(keks[2]).toEqual(third);
});

test('secrets come back as they were written', async () => {
  const rows: SecretRow[] = ['audit', 'session'].map((use, n) => ({
    id: randomUUID(),
    use,
    mkId: randomUUID(),
    wrapped: randomBytes(104),
    publicKey: n === 0 ? randomBytes(32) : null,
    createdAt: n,
  }));
  for (const row of rows) await insertSecret(fixture.db, row);
  const read: vault.SecretRow[] = await readSecrets(fixture.db);
  expect(read).toEqual(rows);
});

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../../server/domain/problem.ts';
import { toProblem } from '../../../server/domain/translation.ts';
import { unsealVault } from '../../../server/domain/vault-access.ts';
import { PASSPHRASE, startHouse, type TestHouse } from '../../support/house.ts';

let house: TestHouse;
let params: string;
beforeAll(async () => {
  const before = await startHouse();
  await before.stop();
  house = await startHouse({ dataDir: before.dataDir, state: 'SEALED' });
  const seal = await house.rooms.catalog.selectFrom('seals').select('params').executeTakeFirstOrThrow();
  params = seal.params;
});
afterAll(() => house.remove());

const setParams = (text: string) => sql`update seals set params = ${text}`.execute(house.rooms.catalog);
const edited = (change: object) => JSON.stringify({ ...JSON.parse(params), ...change });

let callers = 0;

/** An attempt from an address of its own, so that none is refused for being the eleventh. */
async function unseal(passphrase = PASSPHRASE): Promise<Problem | null> {
  callers += 1;
  try {
    await unsealVault(house.rooms, passphrase, `10.0.0.${callers}`);
    return null;
  } catch (error) {
    return toProblem(error);
  }
}

test.each([
  ['N too small', { N: 2 ** 14 }],
  ['N too large', { N: 2 ** 30 }],
  ['N no power of two', { N: 131_071 }],
  ['r another', { r: 32 }],
  ['p none', { p: 0 }],
  ['p too large', { p: 1000 }],
  ['another function', { kdf: 'none' }],
])('seal parameters out of bounds are refused before any derivation: %s', async (_, change) => {
  await setParams(edited(change));
  expect((await unseal())?.code).toBe('INTEGRITY');
  expect(house.rooms.vault.state).toBe('SEALED');
});

describe('within bounds', () => {
  test.each([
    ['a cheaper N', { N: 2 ** 15 }],
    ['another salt', { salt: Buffer.alloc(16, 7).toString('base64') }],
  ])('an edit looks like a wrong passphrase: %s', async (_, change) => {
    await setParams(params);
    const wrong = await unseal('not the passphrase at all');
    await setParams(edited(change));
    const problem = await unseal();
    expect(problem?.code).toBe('WRONG_PASSPHRASE');
    expect(problem?.message).toBe(wrong?.message);
  });
});

test('a wrapped master key of zeros opens nothing', async () => {
  await setParams(params);
  const { wrapped_mk: before } = await house.rooms.catalog
    .selectFrom('seals')
    .select('wrapped_mk')
    .executeTakeFirstOrThrow();
  await sql`update seals set wrapped_mk = ${Buffer.alloc(before.length)}`.execute(house.rooms.catalog);
  expect((await unseal())?.code).toMatch(/WRONG_PASSPHRASE|INTEGRITY/);
  await sql`update seals set wrapped_mk = ${before}`.execute(house.rooms.catalog);
});

test('a key version put in the place of another is refused', async () => {
  const { wrapped } = await house.rooms.catalog.selectFrom('keks').select('wrapped').executeTakeFirstOrThrow();
  await sql`update keks set id = 2`
    .execute(house.rooms.catalog)
    .catch(() => sql`update keks set wrapped = ${Buffer.alloc(104)}`.execute(house.rooms.catalog));
  expect((await unseal())?.code).toBe('INTEGRITY');
  expect(house.rooms.vault.state).toBe('SEALED');
  await sql`update keks set id = 1, wrapped = ${wrapped}`.execute(house.rooms.catalog);
});

test('with the rows as they were the passphrase opens the vault', async () => {
  await setParams(params);
  expect(await unseal()).toBeNull();
  expect(house.rooms.vault.state).toBe('UNSEALED');
});

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, PASSPHRASE, startHouse, type TestHouse } from '../../support/house.ts';

const SETUP = 'mutation ($input: InitializeVaultInput!) { initializeVault(input: $input) { state } }';
const UNSEAL = 'mutation ($passphrase: String!) { unsealVault(passphrase: $passphrase) { state } }';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse({ state: 'UNINITIALIZED' });
});
afterAll(() => house.remove());

const input = (change: object = {}) => ({
  setupCode: house.rooms.setupCode.code,
  passphrase: PASSPHRASE,
  adminName: ADMIN.name,
  adminEmail: ADMIN.email,
  adminPassword: ADMIN.password,
  ...change,
});
const setUp = (change: object = {}) => house.graphql(SETUP, { input: input(change) }, null);
const unseal = (passphrase: string) => house.graphql(UNSEAL, { passphrase }, null);

describe('before there is a vault', () => {
  test.each([
    ['a wrong code', { setupCode: 'x' }, 'FORBIDDEN'],
    ['no code', { setupCode: '' }, 'FORBIDDEN'],
    ['a short passphrase', { passphrase: 'too short' }, 'BAD_INPUT'],
    ['a short password', { adminPassword: 'short' }, 'BAD_INPUT'],
    ['an address that is none', { adminEmail: 'ada' }, 'BAD_INPUT'],
    ['an empty name', { adminName: ' ' }, 'BAD_INPUT'],
  ])('%s is refused, and nothing is written', async (_, change, code) => {
    const { errors } = await setUp(change);
    expect(errors?.[0]?.extensions.code).toBe(code);
    for (const table of ['seals', 'keks', 'secrets', 'users'] as const) {
      expect(await house.rooms.catalog.selectFrom(table).selectAll().execute()).toEqual([]);
    }
    expect(await house.rooms.store.stat('vault.id')).toBeNull();
  });

  test('a fault at its last rows leaves none of the first', async () => {
    const { catalog, store, vault } = house.rooms;
    await sql`create trigger broken before insert on accounts begin select raise(abort, 'broken'); end`.execute(
      catalog,
    );
    expect((await setUp()).errors?.[0]?.extensions.code).toBe('INTERNAL');
    await sql`drop trigger broken`.execute(catalog);
    for (const table of ['seals', 'keks', 'secrets', 'users', 'accounts', 'audit_events'] as const) {
      const rows = await catalog.selectFrom(table).selectAll().execute();
      expect(rows.filter((row) => !('action' in row) || row.action === 'vault.initialized')).toEqual([]);
    }
    expect([await store.stat('vault.id'), vault.state]).toEqual([null, 'UNINITIALIZED']);
  });

  test('unsealing says that there is none', async () => {
    expect((await unseal(PASSPHRASE)).errors?.[0]?.extensions.code).toBe('VAULT_UNINITIALIZED');
  });
});

test('of two who set it up at once one wins, the other is told CONFLICT', async () => {
  house.rooms.attempts.limiters.setupCode.points = 100;
  const answers = await Promise.all([
    setUp({ adminEmail: 'one@example.org' }),
    setUp({ adminEmail: 'two@example.org' }),
  ]);
  expect(answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done').sort()).toEqual(['CONFLICT', 'done']);
  const users = await house.rooms.catalog.selectFrom('users').select(['email', 'role']).execute();
  expect(users.length).toBe(1);
  expect((await house.rooms.catalog.selectFrom('seals').select('id').execute()).length).toBe(1);
  expect(house.rooms.vault.state).toBe('UNSEALED');
  expect((await setUp()).errors?.[0]?.extensions.code).toBe('CONFLICT');
});

describe('a vault that is sealed', () => {
  beforeAll(() => house.rooms.vault.seal());

  test('tells every wrong passphrase the same, and nothing of it is logged', async () => {
    const answers = [await unseal('wrong passphrase one'), await unseal(''), await unseal('x'.repeat(10_000))];
    const told = new Set(answers.map(({ errors }) => JSON.stringify({ ...errors?.[0], locations: 0 })));
    expect(told.size).toBe(1);
    expect(answers[0]?.errors?.[0]?.extensions.code).toBe('WRONG_PASSPHRASE');
    expect(house.logged()).not.toContain('wrong passphrase one');
    expect(house.logged()).not.toContain(PASSPHRASE);
  });

  test('looks at one passphrase at a time', async () => {
    const answers = await Promise.all([unseal('first of two'), unseal('second of two')]);
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done');
    expect(codes.sort()).toEqual(['RATE_LIMITED', 'WRONG_PASSPHRASE']);
  });

  test('takes one attempt in a document', async () => {
    const document = 'mutation { a: unsealVault(passphrase: "x") { state } b: unsealVault(passphrase: "y") { state } }';
    expect((await house.graphql(document, {}, null)).errors?.[0]?.extensions.code).toBe('TOO_COMPLEX');
  });

  test('refuses the right passphrase too after ten wrong ones, also after a restart', async () => {
    let code: string | undefined;
    for (let i = 0; i < 12 && code !== 'RATE_LIMITED'; i += 1)
      code = (await unseal(`wrong ${i}`)).errors?.[0]?.extensions.code;
    expect(code).toBe('RATE_LIMITED');
    const { errors } = await unseal(PASSPHRASE);
    expect(errors?.[0]?.extensions.code).toBe('RATE_LIMITED');
    expect(errors?.[0]?.extensions.retryAfter).toBeGreaterThan(60);
    await house.stop();
    house = await startHouse({ dataDir: house.dataDir, state: 'SEALED' });
    expect((await unseal(PASSPHRASE)).errors?.[0]?.extensions.code).toBe('RATE_LIMITED');
  });
});

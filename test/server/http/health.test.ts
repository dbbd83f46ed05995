import { type Dialect, DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../../server/catalog/tables.ts';
import { openEdge } from './edge.ts';

/** A catalog that cannot be reached. */
const BROKEN: Dialect = {
  createAdapter: () => new SqliteAdapter(),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createDriver: () =>
    Object.assign(new DummyDriver(), { acquireConnection: () => Promise.reject(new Error('unreachable')) }),
};

test('/healthz answers whatever the vault does, /readyz only when files can be served', async () => {
  const { url, rooms } = await openEdge();
  expect(await (await fetch(`${url}/readyz`)).json()).toEqual({
    ready: true,
    vault: 'UNSEALED',
    catalog: true,
    store: true,
  });
  rooms.vault.seal();
  const ready = await fetch(`${url}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toEqual({ ready: false, vault: 'SEALED', catalog: true, store: true });
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test('/readyz says which of catalog and store cannot be reached', async () => {
  const { url, rooms } = await openEdge({ limits: { probe: 200 } });
  rooms.store.stat = () => new Promise(() => {});
  expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ ready: false, catalog: true, store: false });
  rooms.store.stat = async () => null;
  rooms.catalog = new Kysely<Database>({ dialect: BROKEN });
  const answer = await fetch(`${url}/readyz`);
  expect([answer.status, await answer.json()]).toMatchObject([503, { catalog: false, store: true }]);
});

describe('while the vault is sealed', () => {
  test.each(['/auth/get-session', '/download/x', '/playground/', '/playground/main.js'])(
    '%s answers 503',
    async (path) => {
      const { url } = await openEdge({ sealed: true });
      const answer = await fetch(url + path);
      expect(answer.status).toBe(503);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'VAULT_SEALED' } }] });
    },
  );

  test.each(['/', '/files/x', '/assets/app-1a2b.js', '/graphql', '/healthz'])('%s works', async (path) => {
    const { url } = await openEdge({ sealed: true });
    expect((await fetch(url + path)).status).toBe(200);
  });
});

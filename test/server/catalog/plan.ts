import { CompiledQuery, type Kysely, type KyselyPlugin, type QueryId, type RootOperationNode } from 'kysely';
import { expect } from 'vitest';
import type { Database } from '../../../server/catalog/tables.ts';

/** How SQLite runs the one query that `work` makes. */
export async function planOf(db: Kysely<Database>, work: (db: Kysely<Database>) => Promise<unknown>): Promise<string> {
  const seen: Array<{ node: RootOperationNode; queryId: QueryId }> = [];
  const spy: KyselyPlugin = {
    transformQuery(args) {
      seen.push(args);
      return args.node;
    },
    transformResult: async (args) => args.result,
  };
  await work(db.withPlugin(spy));
  expect(seen.length).toBe(1);
  const [query] = seen;
  if (!query) throw new Error('no query');
  const { sql, parameters } = db.getExecutor().compileQuery(query.node, query.queryId);
  const explained = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
  const { rows } = await db.executeQuery<{ detail: string }>(explained);
  return rows.map((row) => row.detail).join('\n');
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalog, openSqlite } from '../catalog/open.ts';
import type { Config } from '../config/config.ts';

/** There is no catalog where the configuration says. */
export class NoCatalog extends Error {
  override readonly name = 'NoCatalog';
}

/**
 * Runs `work` on the catalog of the configuration, which the server may have open as well, and closes it. Neither
 * makes one nor migrates it.
 * @throws NoCatalog where there is none
 */
export async function withCatalog<T>(config: Config, work: (db: Catalog['db']) => Promise<T>): Promise<T> {
  const file = join(config.dataDir, 'catalog.sqlite');
  if (!existsSync(file)) {
    throw new NoCatalog(`There is no catalog in ${config.dataDir}. Set STRONGROOM_DATA_DIR as the server has it.`);
  }
  const { db, close } = await openSqlite(file);
  try {
    const tables = await db.introspection.getTables();
    if (!tables.some(({ name }) => name === 'audit_events')) {
      throw new NoCatalog(`The catalog in ${config.dataDir} has no accounts yet. Start the server once.`);
    }
    return await work(db);
  } finally {
    await close();
  }
}

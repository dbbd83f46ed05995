import { findFile } from '../catalog/files.ts';
import type { Rooms } from './rooms.ts';

const COUNT_MAX = 100;
const SHARE_MAX = 0.01;

export interface OrphanReport {
  /** Objects in the store. */
  objects: number;
  /** Keys of those that no row names. */
  orphans: string[];
  /** More than 100 of them, or more than 1 %: most likely an older catalog was put beside a newer store. */
  alarming: boolean;
}

/**
 * Looks for objects that no row of the catalog names. It removes nothing: after a catalog was restored from a
 * backup they are files that a newer catalog still knows.
 */
export async function findOrphans(rooms: Pick<Rooms, 'catalog' | 'store'>): Promise<OrphanReport> {
  const suspects: string[] = [];
  let objects = 0;
  for await (const { key } of rooms.store.list('')) {
    if (!key.endsWith('.enc')) continue;
    objects += 1;
    if (!(await isNamed(rooms, key))) suspects.push(key);
  }
  // Files came and went while the store was walked, so a suspect is looked at once more.
  const orphans: string[] = [];
  for (const key of suspects) {
    if ((await rooms.store.stat(key)) !== null && !(await isNamed(rooms, key))) orphans.push(key);
  }
  return { objects, orphans, alarming: orphans.length > COUNT_MAX || orphans.length > objects * SHARE_MAX };
}

async function isNamed(rooms: Pick<Rooms, 'catalog'>, key: string): Promise<boolean> {
  const [, fileId = '', part = ''] = key.split(/[/.]/);
  return Number(part) < ((await findFile(rooms.catalog, fileId))?.nextPart ?? 0);
}

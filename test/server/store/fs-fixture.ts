import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openFsStore } from '../../../server/store/fs.ts';
import type { StoreUnderTest } from './store-under-test.ts';

/** A file store in a folder of its own; an empty folder in it counts as a leftover, with a `/` at its end. */
export async function openTemporaryStore(): Promise<StoreUnderTest & { root: string }> {
  const above = await mkdtemp(path.join(os.tmpdir(), 'strongroom-store-'));
  const root = path.join(above, 'objects');
  const store = await openFsStore(root);
  return { store, root, leftovers: () => leaves(root), close: () => rm(above, { recursive: true }) };
}

export async function leaves(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    const at = path.join(entry.parentPath, entry.name);
    if (!entry.isDirectory()) found.push(path.relative(root, at));
    else if ((await readdir(at)).length === 0) found.push(`${path.relative(root, at)}/`);
  }
  return found.sort();
}

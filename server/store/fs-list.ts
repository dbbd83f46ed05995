import { lstat, opendir, unlink } from 'node:fs/promises';
import path from 'node:path';
import { errno, unless } from './fs-error.ts';
import type { Folders } from './fs-folders.ts';
import { TEMPORARY } from './fs-write.ts';
import { isObjectKey } from './object-key.ts';
import type { StoredObject } from './store.ts';

/** The objects below `folder`; what is no object of ours (temporary files, links) is passed over. */
export async function* listObjects(root: string, folder: string): AsyncGenerator<StoredObject> {
  for await (const entry of walk(folder)) {
    const key = path.relative(root, entry.path).split(path.sep).join('/');
    if (entry.kind !== 'file' || !isObjectKey(key)) continue;
    const stats = await statOf(entry.path);
    if (stats) yield { key, size: stats.size };
  }
}

/** Removes temporary files and empty folders that were last touched before `olderThan`; gives how many. */
export async function removeOld(folders: Folders, olderThan: number): Promise<number> {
  let removed = 0;
  for await (const entry of walk(folders.root)) {
    if (entry.kind === 'file' && !TEMPORARY.test(path.basename(entry.path))) continue;
    const stats = await statOf(entry.path);
    if (!stats || stats.mtimeMs >= olderThan) continue;
    if (entry.kind === 'file') {
      if (await unless(['ENOENT'], unlink(entry.path))) removed++;
    } else {
      if (await folders.removeEmpty(entry.path)) removed++;
    }
  }
  return removed;
}

interface Entry {
  path: string;
  kind: 'file' | 'folder';
}

/** Files and folders below `folder`, what is in a folder before the folder; links are not followed. */
async function* walk(folder: string): AsyncGenerator<Entry> {
  try {
    for await (const entry of await opendir(folder)) {
      const below = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        yield* walk(below);
        yield { path: below, kind: 'folder' };
      } else if (entry.isFile()) {
        yield { path: below, kind: 'file' };
      }
    }
  } catch (error) {
    if (errno(error) !== 'ENOENT') throw error;
  }
}

async function statOf(file: string) {
  try {
    return await lstat(file);
  } catch (error) {
    if (errno(error) === 'ENOENT') return null;
    throw error;
  }
}

import type { Client } from '@urql/core';
import { type StrongroomErrorCode, toStrongroomError } from '../../../client/errors.ts';
import { createFolder, folders } from '../../../client/folders.ts';

/** Faults that pass by themselves. */
const PASSING: readonly StrongroomErrorCode[] = ['NETWORK', 'UNAVAILABLE', 'RATE_LIMITED'];
const TRIES = 8;

/** Finds folders by their names, and makes those that are not there yet. */
export interface FolderMaker {
  /**
   * The id of the folder of this name in `parentId`.
   * @throws StrongroomError when it cannot be made, or the server could not be reached for some minutes
   */
  ensure(parentId: string | null, name: string): Promise<string>;
}

export function createFolderMaker(client: Client): FolderMaker {
  /** What is in each folder that was looked into: ids by folded name. */
  const known = new Map<string | null, Map<string, string>>();

  async function childrenOf(parentId: string | null): Promise<Map<string, string>> {
    const before = known.get(parentId);
    if (before) return before;
    const read = new Map<string, string>();
    for await (const { id, name } of folders(client, parentId)) read.set(fold(name), id);
    known.set(parentId, read);
    return read;
  }

  async function ensure(parentId: string | null, name: string): Promise<string> {
    const there = (await childrenOf(parentId)).get(fold(name));
    if (there !== undefined) return there;
    try {
      const { id } = await createFolder(client, name, parentId);
      known.get(parentId)?.set(fold(name), id);
      known.set(id, new Map());
      return id;
    } catch (error) {
      if (toStrongroomError(error).code !== 'CONFLICT') throw error;
      // Someone else made it since we looked.
      known.delete(parentId);
      const made = (await childrenOf(parentId)).get(fold(name));
      if (made === undefined) throw error;
      return made;
    }
  }

  return { ensure: (parentId, name) => patiently(() => ensure(parentId, name)) };
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (fault) {
      const { code, retryAfter } = toStrongroomError(fault);
      if (!PASSING.includes(code) || tried === TRIES) throw fault;
      const wait = Math.max(retryAfter ?? 0, Math.min(30, 2 ** (tried - 1)));
      await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    }
  }
}

/** Names that the server takes for the same. */
const fold = (name: string) => name.normalize('NFKC').toUpperCase().toLowerCase().replaceAll('ς', 'σ');

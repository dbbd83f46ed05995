import type { StrongroomClient } from '../client/index.ts';
import { StrongroomError } from '../client/index.ts';

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/**
 * The id of the folder that a person names by its id or by its path, such as `/Clients/2026`; null for the root, `/`.
 * Upper and lower case are alike.
 * @throws StrongroomError NOT_FOUND
 */
export async function folderOf(client: StrongroomClient, words: string, signal: AbortSignal): Promise<string | null> {
  if (ID.test(words)) return (await client.folder(words, { signal })).id;
  let at: string | null = null;
  for (const name of words.split('/').filter((part) => part !== '')) {
    at = await child(client, at, name, signal);
  }
  return at;
}

async function child(client: StrongroomClient, parentId: string | null, name: string, signal: AbortSignal) {
  const wanted = name.toLowerCase();
  for await (const folder of client.folders(parentId, { signal })) {
    if (folder.name.toLowerCase() === wanted) return folder.id;
  }
  throw new StrongroomError('NOT_FOUND', `There is no folder ${name} there.`);
}

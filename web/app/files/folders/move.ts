import type { Client } from '@urql/core';
import { moveFile, moveFolder } from '../../../client/folders.ts';
import { announce } from '../../components/announcer.tsx';
import { things } from '../format/count.ts';
import { plainName } from '../name/visible.ts';

/** Something in a list that can be moved. */
export interface Movable {
  id: string;
  name: string;
  folder: boolean;
}

/**
 * Moves one after the other; each is told to `moved` as it goes, so that what is left after a failure is the truth.
 * @throws whatever the server says of the first that cannot be moved
 */
export async function moveAll(
  client: Client,
  given: readonly Movable[],
  target: { id: string | null; name: string },
  moved: (id: string) => void,
): Promise<void> {
  for (const { id, folder } of given) {
    if (id === target.id) continue;
    await (folder ? moveFolder(client, id, target.id) : moveFile(client, id, target.id));
    moved(id);
  }
  const [first] = given;
  const what = given.length === 1 && first ? plainName(first.name) : things(given);
  announce(`${what} moved to ${plainName(target.name)}.`);
}

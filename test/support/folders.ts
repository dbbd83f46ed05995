import { createFolder } from '../../server/domain/folder-changes.ts';
import type { Principal } from '../../server/domain/principal.ts';
import type { TestHouse } from './house.ts';

/** Makes a folder past the edges, in the administrator's name or another's; gives its id. */
export async function makeFolder(
  house: TestHouse,
  name: string,
  parentId: string | null = null,
  as: Principal | null = house.admin,
): Promise<string> {
  const { id } = await createFolder(house.rooms, as, { name, parentId });
  if (id === null) throw new Error('a folder has no id');
  return id;
}

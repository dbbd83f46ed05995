import { takenName } from '../name/check.ts';
import { sendTo } from './destination.ts';
import type { Dropped } from './dropped.ts';
import type { FolderMaker } from './folder-maker.ts';

/** What a person should know of folders that were taken. */
export interface TreeNews {
  /** How many folders had a name that the server does not take, and got the nearest one that it does. */
  renamed: number;
  /** How many files were not taken since their folder could not be made. */
  lost: number;
  /** Why, of the first such folder. */
  failure: unknown;
  /** Whether there was more than can be taken at once. */
  cut: boolean;
}

/**
 * Makes the folders of what was dropped inside `folderId` (null: the root), or finds those that are there, and gives
 * each one's files to `add` as soon as it is there.
 */
export async function placeTree(
  { files, folders, cut }: Dropped,
  folderId: string | null,
  maker: FolderMaker,
  add: (files: readonly File[]) => void,
): Promise<TreeNews> {
  const news: TreeNews = { renamed: 0, lost: 0, failure: null, cut };
  const inside = new Map<string, File[]>();
  for (const { file, path } of files) {
    const key = keyOf(path);
    const known = inside.get(key);
    if (known) known.push(file);
    else inside.set(key, [file]);
  }
  const give = (path: readonly string[], id: string | null) => {
    const given = inside.get(keyOf(path)) ?? [];
    for (const file of given) sendTo(file, id);
    if (given.length > 0) add(given);
  };
  give([], folderId);
  const made = new Map<string, string | null>([[keyOf([]), folderId]]);
  for (const path of folders) {
    const parent = made.get(keyOf(path.slice(0, -1)));
    try {
      // Its parent could not be made.
      if (parent === undefined) throw news.failure;
      const given = path.at(-1) ?? '';
      const name = takenName(given);
      if (name !== given) news.renamed += 1;
      const id = await maker.ensure(parent, name);
      made.set(keyOf(path), id);
      give(path, id);
    } catch (fault) {
      news.failure ??= fault;
      news.lost += inside.get(keyOf(path))?.length ?? 0;
    }
  }
  return news;
}

/** No name holds what parts them. */
const keyOf = (path: readonly string[]) => path.join('\0');

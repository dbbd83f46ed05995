import { randomUUID } from 'node:crypto';
import { placeFile } from '../catalog/files.ts';
import { listAncestors, listSubtree } from '../catalog/folder-tree.ts';
import { insertFolder, placeFolder, replaceFolderName } from '../catalog/folders.ts';
import { ownRow } from './file-access.ts';
import { checkFree, openChildren, openFolderName, sealFolderName } from './folder-names.ts';
import { describeFolder, type Folder, ownFolder } from './folders.ts';
import { fold } from './name-search.ts';
import { type Principal, requireScope } from './principal.ts';
import { Problem } from './problem.ts';
import { actorOf, record } from './record.ts';
import type { Rooms } from './rooms.ts';
import { describe, openRow, type StoredFile } from './stored-files.ts';

/** How deep folders may be within one another. */
export const DEPTH_MAX = 32;

/**
 * Makes a folder in one of the caller's, or in the root.
 * @throws Problem NOT_FOUND for the parent; BAD_INPUT for the name or a folder too deep; CONFLICT for a name that is
 * taken there; QUOTA_EXCEEDED for a parent that is full
 */
export async function createFolder(
  rooms: Rooms,
  principal: Principal | null,
  { name, parentId }: { name: string; parentId: string | null },
): Promise<Folder> {
  const writer = requireScope(principal, 'WRITE');
  return changing(rooms, async (inside) => {
    const depth = await depthOf(inside, writer, parentId);
    if (depth >= DEPTH_MAX) throw tooDeep();
    await checkFree(inside, writer.userId, parentId, name);
    const id = randomUUID();
    const row = {
      id,
      ownerId: writer.userId,
      parentId,
      createdAt: rooms.clock(),
      ...sealFolderName(rooms, id, 1, name),
    };
    await insertFolder(inside.catalog, row);
    await record(inside, inside.catalog, event('folder.created', writer, { folderId: id }));
    return { id, name, parentId, createdAt: row.createdAt };
  });
}

/**
 * Seals another name under the next revision.
 * @throws Problem NOT_FOUND; BAD_INPUT for the name; CONFLICT for one that is taken beside it
 */
export async function renameFolder(
  rooms: Rooms,
  principal: Principal | null,
  id: string,
  name: string,
): Promise<Folder> {
  const writer = requireScope(principal, 'WRITE');
  return changing(rooms, async (inside) => {
    const row = await ownFolder(inside, writer, id);
    await checkFree(inside, writer.userId, row.parentId, name, id);
    await replaceFolderName(inside.catalog, id, row.rev, sealFolderName(rooms, id, row.rev + 1, name));
    await record(inside, inside.catalog, event('folder.renamed', writer, { folderId: id }));
    return { id, name, parentId: row.parentId, createdAt: row.createdAt };
  });
}

/**
 * Puts a folder, with all that is in it, into another or into the root.
 * @throws Problem NOT_FOUND for either; BAD_INPUT for itself, one inside it, or too deep; CONFLICT for a name that is
 * taken there; QUOTA_EXCEEDED for a parent that is full
 */
export async function moveFolder(
  rooms: Rooms,
  principal: Principal | null,
  id: string,
  parentId: string | null,
): Promise<Folder> {
  const writer = requireScope(principal, 'WRITE');
  return changing(rooms, async (inside) => {
    const row = await ownFolder(inside, writer, id);
    const depth = await depthOf(inside, writer, parentId, id);
    const [deepest] = await listSubtree(inside.catalog, id);
    if (depth + 1 + (deepest?.depth ?? 0) > DEPTH_MAX) throw tooDeep();
    await checkFree(inside, writer.userId, parentId, openFolderName(rooms, row), id);
    await placeFolder(inside.catalog, id, parentId);
    await record(inside, inside.catalog, event('folder.moved', writer, { folderId: id }));
    return describeFolder(rooms, { ...row, parentId });
  });
}

/**
 * Puts a file into one of the caller's folders, or into the root.
 * @throws Problem NOT_FOUND for either
 */
export async function moveFile(
  rooms: Rooms,
  principal: Principal | null,
  id: string,
  folderId: string | null,
): Promise<StoredFile> {
  const writer = requireScope(principal, 'WRITE');
  return changing(rooms, async (inside) => {
    const row = { ...(await ownRow(inside, writer, id)), folderId };
    if (folderId !== null) await ownFolder(inside, writer, folderId);
    const { suite, dek, metadata } = openRow(rooms, row);
    dek.fill(0);
    await placeFile(inside.catalog, id, folderId);
    const where = folderId === null ? {} : { folderId };
    await record(inside, inside.catalog, event('file.moved', writer, { fileId: id, ...where }, metadata.name));
    rooms.search.put(writer.userId, row, metadata.name);
    return describe(row, suite, metadata);
  });
}

/**
 * Makes a folder in a person's root for what they are given of someone else's, in the transaction that
 * `inside.catalog` is. It is named after that one, with a number where the name is taken.
 */
export async function makeFolderOf(inside: Rooms, ownerId: string, person: string): Promise<string> {
  const taken = new Set((await openChildren(inside, ownerId, null)).map(({ name }) => fold(name)));
  const base = `From ${person.replaceAll(/[/\\]/g, '-')}`;
  let name = base;
  for (let n = 2; taken.has(fold(name)); n += 1) name = `${base} (${n})`;
  const id = randomUUID();
  const row = { id, ownerId, parentId: null, createdAt: inside.clock(), ...sealFolderName(inside, id, 1, name) };
  await insertFolder(inside.catalog, row);
  return id;
}

/** Runs `work` on rooms whose catalog is one transaction. */
function changing<T>(rooms: Rooms, work: (inside: Rooms) => Promise<T>): Promise<T> {
  return rooms.catalog.transaction().execute((trx) => work({ ...rooms, catalog: trx }));
}

/**
 * How many folders are round what comes into `parentId`.
 * @throws Problem NOT_FOUND; BAD_INPUT when `moving` is one of them
 */
async function depthOf(
  inside: Rooms,
  owner: Principal,
  parentId: string | null,
  moving: string | null = null,
): Promise<number> {
  if (parentId === null) return 0;
  await ownFolder(inside, owner, parentId);
  const round = await listAncestors(inside.catalog, parentId);
  if (round.some(({ id }) => id === moving)) {
    throw new Problem('BAD_INPUT', 'A folder cannot be put into itself, nor into a folder inside it.');
  }
  return round.length;
}

function event(
  action: 'folder.created' | 'folder.renamed' | 'folder.moved' | 'file.moved',
  by: Principal,
  what: { folderId?: string; fileId?: string },
  file?: string,
) {
  return {
    action,
    actor: actorOf(by),
    ownerId: by.userId,
    ...what,
    ...(file === undefined ? {} : { names: { file } }),
  };
}

const tooDeep = () => new Problem('BAD_INPUT', `Folders may be ${DEPTH_MAX} deep within one another, and no deeper.`);

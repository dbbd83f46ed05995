import { countOwnFiles, fileCursor, listFiles } from '../../domain/files.ts';
import { createFolder, moveFile, moveFolder, renameFolder } from '../../domain/folder-changes.ts';
import { deleteFolder } from '../../domain/folder-deletion.ts';
import {
  countFilesWithin,
  countFolders,
  countFoldersWithin,
  findFolder,
  folderCursor,
  listFolders,
  pathOf,
} from '../../domain/folders.ts';
import { isAccount } from '../../domain/principal.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { moment } from '../scalars.ts';

export const folderResolvers = {
  Query: {
    folder: (_, { id }, { rooms, principal }) => findFolder(rooms, principal, id),
  },
  Mutation: {
    createFolder: (_, { name, parentId }, { rooms, principal }) =>
      createFolder(rooms, principal, { name, parentId: parentId ?? null }),
    renameFolder: (_, { id, name }, { rooms, principal }) => renameFolder(rooms, principal, id, name),
    moveFolder: (_, { id, parentId }, { rooms, principal }) => moveFolder(rooms, principal, id, parentId ?? null),
    async deleteFolder(_, { id }, { rooms, principal }) {
      await deleteFolder(rooms, principal, id);
      return id;
    },
    moveFile: (_, { id, folderId }, { rooms, principal }) => moveFile(rooms, principal, id, folderId ?? null),
  },
  Folder: {
    createdAt: ({ createdAt }) => (createdAt === null ? null : moment(createdAt)),
    path: (folder, _, { rooms, principal }) => pathOf(rooms, principal, folder),
    async folders(parent, { first, after }, { rooms, principal }) {
      return { page: await listFolders(rooms, principal, parent, { first, after }), parent };
    },
    async files({ id: folderId }, { first, after }, { rooms, principal }) {
      const page = await listFiles(rooms, principal, { first, after, folderId });
      return { page, cursorOf: fileCursor, count: () => countOwnFiles(rooms, principal, { folderId }) };
    },
    filesWithin: (folder, _, { rooms, principal }) => countFilesWithin(rooms, principal, folder),
    foldersWithin: (folder, _, { rooms, principal }) => countFoldersWithin(rooms, principal, folder),
  },
  FolderConnection: {
    nodes: ({ page }) => page.folders,
    edges: ({ page }) => page.folders.map((node) => ({ cursor: folderCursor(node), node })),
    pageInfo: ({ page: { hasNextPage, endCursor } }) => ({ hasNextPage, endCursor }),
    totalCount: ({ parent }, _, { rooms, principal }) => countFolders(rooms, principal, parent),
  },
  File: {
    folderId: ({ ownerId, folderId }, _, { principal }) => (isAccount(principal, ownerId) ? folderId : null),
    folder: ({ ownerId, folderId }, _, { rooms, principal }) =>
      isAccount(principal, ownerId) && folderId !== null ? findFolder(rooms, principal, folderId) : null,
  },
} satisfies Resolvers;

import type { Client } from '@urql/core';
import { type FileItem, fileItem } from './files.ts';
import {
  CreateFolderDocument,
  DeleteFolderDocument,
  FolderDocument,
  FolderItemFragment,
  FoldersDocument,
  MoveFileDocument,
  MoveFolderDocument,
  RenameFolderDocument,
} from './folder-documents.ts';
import { type FragmentType, readFragment } from './generated/fragment-masking.ts';
import { mutate, query } from './requests.ts';

/** A folder. Times are ISO 8601. */
export interface FolderItem {
  id: string;
  name: string;
  /** Null in the root. */
  parentId: string | null;
  createdAt: string;
}

/** A folder, or the root, and what it holds. */
export interface FolderDetails {
  /** Null for the root. */
  id: string | null;
  /** Empty for the root. */
  name: string;
  parentId: string | null;
  createdAt: string | null;
  /** The folders from the root's child down to the one that holds this one. */
  path: FolderItem[];
  /** Files in it and in all folders beneath it. */
  filesWithin: number;
  /** Folders beneath it, at any depth. */
  foldersWithin: number;
}

/** Most that the server gives in a page. */
const PAGE = 200;

export async function folder(urql: Client, id: string | null, signal?: AbortSignal): Promise<FolderDetails> {
  const { folder: found } = await query(urql, FolderDocument, { id }, signal);
  const { id: own, name, parentId, createdAt } = readFragment(FolderItemFragment, found);
  const { filesWithin, foldersWithin } = found;
  return { id: own, name, parentId, createdAt, path: found.path.map(folderItem), filesWithin, foldersWithin };
}

export async function* folders(
  urql: Client,
  parentId: string | null,
  signal?: AbortSignal,
): AsyncGenerator<FolderItem, void> {
  let after: string | null = null;
  for (;;) {
    const variables: { parentId: string | null; first: number; after: string | null } = {
      parentId,
      first: PAGE,
      after,
    };
    const { nodes, pageInfo } = (await query(urql, FoldersDocument, variables, signal)).folder.folders;
    yield* nodes.map(folderItem);
    if (!pageInfo.hasNextPage || pageInfo.endCursor == null) return;
    after = pageInfo.endCursor;
  }
}

export async function createFolder(urql: Client, name: string, parentId: string | null): Promise<FolderItem> {
  return folderItem((await mutate(urql, CreateFolderDocument, { name, parentId })).createFolder);
}

export async function renameFolder(urql: Client, id: string, name: string): Promise<FolderItem> {
  return folderItem((await mutate(urql, RenameFolderDocument, { id, name })).renameFolder);
}

export async function moveFolder(urql: Client, id: string, parentId: string | null): Promise<FolderItem> {
  return folderItem((await mutate(urql, MoveFolderDocument, { id, parentId })).moveFolder);
}

export async function removeFolder(urql: Client, id: string): Promise<void> {
  await mutate(urql, DeleteFolderDocument, { id });
}

export async function moveFile(urql: Client, id: string, folderId: string | null): Promise<FileItem> {
  return fileItem((await mutate(urql, MoveFileDocument, { id, folderId })).moveFile);
}

/** Only the root has no id and no time, and it is never among others. */
function folderItem(masked: FragmentType<typeof FolderItemFragment>): FolderItem {
  const { id, name, parentId, createdAt } = readFragment(FolderItemFragment, masked);
  return { id: id ?? '', name, parentId, createdAt: createdAt ?? '' };
}

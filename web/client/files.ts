import type { Client } from '@urql/core';
import {
  DeleteFileDocument,
  DownloadUrlDocument,
  FileDocument,
  FileItemFragment,
  FilesDocument,
  RenameFileDocument,
} from './documents.ts';
import { StrongroomError } from './errors.ts';
import { RootFilesDocument } from './folder-documents.ts';
import { type FragmentType, readFragment } from './generated/fragment-masking.ts';
import type { Disposition, DownloadUrlQuery, FileItemFragment as FileItemData } from './generated/graphql.ts';
import { mutate, query } from './requests.ts';

/** What the server tells of a stored file. Sizes are bytes, times ISO 8601. */
export type FileItem = Omit<FileItemData, ' $fragmentName'>;

/** One page of files, newest first. */
export interface FilePage {
  files: FileItem[];
  hasNextPage: boolean;
  /** Pass as `after` to get the next page; null when this page is empty. */
  endCursor: string | null;
  /** How many there are in all pages. */
  totalCount: number;
}

/** Which files to list. */
export interface PageOptions {
  /** How many in a page, 1 to 200; 50 if left out. */
  first?: number | undefined;
  /** A page's `endCursor`. */
  after?: string | undefined;
  /** A part of the name; upper and lower case are alike. */
  search?: string | undefined;
  /** Only what is in this folder itself; null for what is in none. Left out: all. */
  folderId?: string | null | undefined;
  signal?: AbortSignal | undefined;
}

/** A signed address and when (ISO 8601) it stops to work. */
export type SignedUrl = DownloadUrlQuery['downloadUrl'];

/** Unmasks the fragment. */
export function fileItem(file: FragmentType<typeof FileItemFragment>): FileItem {
  return readFragment(FileItemFragment, file);
}

/** @throws StrongroomError BAD_INPUT for a search in what is in no folder, which the server does not know */
export async function page(
  urql: Client,
  { first = 50, after, search, folderId, signal }: PageOptions,
): Promise<FilePage> {
  const place = { first, after: after ?? null };
  if (folderId === null && search) {
    throw new StrongroomError('BAD_INPUT', 'Search in one folder, or in all: leave `folderId` out.');
  }
  const files =
    folderId === null
      ? (await query(urql, RootFilesDocument, place, signal)).folder.files
      : (await query(urql, FilesDocument, { ...place, search: search ?? null, folderId: folderId ?? null }, signal))
          .files;
  const { hasNextPage, endCursor } = files.pageInfo;
  return { files: files.nodes.map(fileItem), hasNextPage, endCursor: endCursor ?? null, totalCount: files.totalCount };
}

export async function* list(urql: Client, options: Omit<PageOptions, 'after'>): AsyncGenerator<FileItem, void> {
  let after: string | undefined;
  for (;;) {
    const { files, hasNextPage, endCursor } = await page(urql, { ...options, after });
    yield* files;
    if (!hasNextPage || endCursor === null) return;
    after = endCursor;
  }
}

export async function file(urql: Client, id: string, signal?: AbortSignal): Promise<FileItem | null> {
  const data = await query(urql, FileDocument, { id }, signal);
  return data.file ? fileItem(data.file) : null;
}

export async function rename(urql: Client, id: string, name: string): Promise<FileItem> {
  return fileItem((await mutate(urql, RenameFileDocument, { id, name })).renameFile);
}

export async function remove(urql: Client, id: string): Promise<void> {
  await mutate(urql, DeleteFileDocument, { id });
}

export async function downloadUrl(
  urql: Client,
  fileId: string,
  {
    disposition = 'ATTACHMENT',
    expiresIn = 300,
  }: { disposition?: Disposition | undefined; expiresIn?: number | undefined },
): Promise<SignedUrl> {
  return (await query(urql, DownloadUrlDocument, { fileId, disposition, expiresIn })).downloadUrl;
}

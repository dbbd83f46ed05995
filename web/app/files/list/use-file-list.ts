import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import type { FilesPageQuery, FolderFilesQuery } from '../../../client/generated/graphql.ts';
import { query } from '../../../client/requests.ts';
import { useOnActivity } from '../../live/live.tsx';
import { useRefresh } from '../../live/use-refresh.ts';
import { FilesPageDocument, FolderFilesDocument } from './documents.ts';
import { firstPage, nextPage, type Pages, refreshed, removed, replaced } from './pages.ts';

/** Files in a page of the server's. */
const PAGE = 50;
/** Between two attempts to make a list fresh again that is shown all the same; milliseconds. */
const RETRY = 5_000;

/** A file in a list; one that was searched for says where it is. */
export type ListedFile = FolderFilesQuery['folder']['files']['nodes'][number] & {
  folder?: FilesPageQuery['files']['nodes'][number]['folder'] | undefined;
};

/** A list that grows by pages and keeps itself fresh. */
export interface FileList {
  /** Null until the first page is there. */
  pages: Pages<ListedFile> | null;
  /** The words that `pages` answers; differs from the wanted ones while a new search is under way. */
  search: string;
  /** Why the newest files could not be read; `pages` may still hold older ones. */
  failure: unknown;
  loadingMore: boolean;
  /** Why the next page could not be read. */
  moreFailure: unknown;
  loadMore(): void;
  /** Reads the newest files again and takes them in; often called, seldom done. */
  refresh(): void;
  /** Starts over after a failure. */
  reload(): void;
  remove(ids: ReadonlySet<string>): void;
  replace(file: ListedFile): void;
}

/**
 * The files of one folder (null for the root), newest first; where there are words to search for, all files whose names
 * hold them instead. The folder stays the same while it is mounted.
 */
export function useFileList(search: string, folderId: string | null): FileList {
  const client = useClient();
  const [pages, setPages] = useState<Pages<ListedFile> | null>(() => {
    const cached = { requestPolicy: 'cache-only' } as const;
    const files = search
      ? client.readQuery(FilesPageDocument, variables(search), cached)?.data?.files
      : client.readQuery(FolderFilesDocument, { folderId, ...place(null) }, cached)?.data?.folder.files;
    return files ? firstPage(files) : null;
  });
  const [shown, setShown] = useState(search);
  const [failure, setFailure] = useState<unknown>(null);
  const [moreFailure, setMoreFailure] = useState<unknown>(null);
  const [loadingMore, setLoadingMore] = useState(false);
  const newest = useRef({ search, shown: search, leave: new AbortController() });

  const read = useCallback(
    async (after: string | null) => {
      const { signal } = newest.current.leave;
      const words = newest.current.search;
      const files = words
        ? (await query(client, FilesPageDocument, variables(words, after), signal)).files
        : (await query(client, FolderFilesDocument, { folderId, ...place(after) }, signal)).folder.files;
      signal.throwIfAborted();
      return files;
    },
    [client, folderId],
  );

  const load = useCallback(async () => {
    const { leave, search } = newest.current;
    try {
      const head = await read(null);
      const more = newest.current.shown === search;
      newest.current.shown = search;
      setPages((before) => (before && more ? refreshed(before, head) : firstPage(head)));
      setShown(search);
      setFailure(null);
    } catch (fault) {
      if (!leave.signal.aborted) setFailure(fault);
    }
  }, [read]);

  // What was missed while the server could not be reached is made up for.
  const stale = failure !== null && pages !== null;
  useEffect(() => {
    if (!stale) return;
    const timer = setInterval(() => void load(), RETRY);
    return () => clearInterval(timer);
  }, [stale, load]);

  useEffect(() => {
    const leave = new AbortController();
    newest.current = { ...newest.current, search, leave };
    setMoreFailure(null);
    void load();
    return () => leave.abort();
  }, [load, search]);

  const refresh = useRefresh(load);
  useOnActivity(refresh);

  const loadMore = async () => {
    const cursor = pages?.endCursor;
    if (loadingMore || cursor == null || !pages?.hasNextPage || shown !== search) return;
    const { leave } = newest.current;
    setLoadingMore(true);
    setMoreFailure(null);
    try {
      const page = await read(cursor);
      // A refresh meanwhile may have begun a new list, which this page does not follow.
      setPages((before) => (before?.endCursor === cursor ? nextPage(before, page) : before));
    } catch (fault) {
      if (!leave.signal.aborted) setMoreFailure(fault);
    } finally {
      setLoadingMore(false);
    }
  };

  return {
    pages,
    search: shown,
    failure,
    loadingMore,
    moreFailure,
    loadMore: () => void loadMore(),
    refresh,
    reload() {
      setFailure(null);
      void load();
    },
    remove: (ids) => setPages((before) => before && removed(before, ids)),
    replace: (file) => setPages((before) => before && replaced(before, file)),
  };
}

function variables(search: string, after: string | null = null) {
  return { ...place(after), search };
}

function place(after: string | null) {
  return { first: PAGE, after };
}

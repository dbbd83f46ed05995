import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import {
  type FolderDetails,
  type FolderItem,
  folder as readFolder,
  folders as readFolders,
} from '../../../client/folders.ts';
import { useRefresh } from '../../live/use-refresh.ts';

/** Between two attempts to make a folder fresh again that is shown all the same; milliseconds. */
const RETRY = 5_000;

/** The open folder and the folders in it. */
export interface OpenFolder {
  /** Null until it is there. */
  folder: FolderDetails | null;
  folders: readonly FolderItem[];
  failure: unknown;
  /** Takes a folder that has gone out of the list at once. */
  remove(id: string): void;
  /** Reads it again; often called, seldom done. */
  refresh(): void;
  /** Starts over after a failure. */
  reload(): void;
}

/** What is known of a folder, null for the root, and of the folders in it; nothing is read while `id` is undefined. */
export function useFolder(id: string | null | undefined): OpenFolder {
  const client = useClient();
  const [shown, setShown] = useState<{ folder: FolderDetails; folders: FolderItem[] } | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const leave = useRef(new AbortController());

  const load = useCallback(async () => {
    if (id === undefined) return;
    const { signal } = leave.current;
    try {
      const folder = await readFolder(client, id, signal);
      const folders: FolderItem[] = [];
      for await (const child of readFolders(client, id, signal)) folders.push(child);
      signal.throwIfAborted();
      setShown({ folder, folders });
      setFailure(null);
    } catch (fault) {
      if (!signal.aborted) setFailure(fault);
    }
  }, [client, id]);

  useEffect(() => {
    leave.current = new AbortController();
    void load();
    return () => leave.current.abort();
  }, [load]);

  const stale = failure !== null && shown !== null;
  useEffect(() => {
    if (!stale) return;
    const timer = setInterval(() => void load(), RETRY);
    return () => clearInterval(timer);
  }, [stale, load]);

  const refresh = useRefresh(load);
  return {
    folder: shown?.folder ?? null,
    folders: shown?.folders ?? [],
    failure,
    remove: (gone) =>
      setShown((before) => before && { ...before, folders: before.folders.filter((child) => child.id !== gone) }),
    refresh,
    reload() {
      setFailure(null);
      void load();
    },
  };
}

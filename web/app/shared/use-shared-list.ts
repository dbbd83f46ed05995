import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import type { SharedWithMeQuery } from '../../client/generated/graphql.ts';
import { SharedWithMeDocument } from '../../client/people.ts';
import { query } from '../../client/requests.ts';
import { firstPage, nextPage, type Pages, refreshed } from '../files/list/pages.ts';
import { useOnActivity } from '../live/live.tsx';

export type SharedFile = SharedWithMeQuery['sharedWithMe']['nodes'][number];

const PAGE = 50;

/** Files that others share with this person, newest share first; keeps itself fresh. */
export function useSharedList() {
  const client = useClient();
  const [pages, setPages] = useState<Pages<SharedFile> | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [loadingMore, setLoadingMore] = useState(false);
  const here = useRef(new AbortController());

  const read = useCallback(
    async (after: string | null, take: (page: SharedWithMeQuery['sharedWithMe']) => void) => {
      const { signal } = here.current;
      try {
        const { sharedWithMe } = await query(client, SharedWithMeDocument, { first: PAGE, after }, signal);
        take(sharedWithMe);
        setFailure(null);
      } catch (fault) {
        if (!signal.aborted) setFailure(fault);
      }
    },
    [client],
  );

  const refresh = useCallback(
    () => void read(null, (page) => setPages((before) => (before ? refreshed(before, page) : firstPage(page)))),
    [read],
  );
  useEffect(() => {
    here.current = new AbortController();
    refresh();
    return () => here.current.abort();
  }, [refresh]);
  useOnActivity(refresh);

  return {
    pages,
    failure,
    loadingMore,
    refresh,
    async loadMore() {
      if (loadingMore || !pages?.endCursor) return;
      setLoadingMore(true);
      await read(pages.endCursor, (page) => setPages((before) => before && nextPage(before, page)));
      setLoadingMore(false);
    },
  };
}

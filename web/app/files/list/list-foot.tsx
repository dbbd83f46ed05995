import { Button, Loader } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect } from 'react';
import { ErrorNote } from '../../components/error-note.tsx';
import classes from './file-list.module.css';
import type { FileList } from './use-file-list.ts';

/** Under the list: reads the next page when it comes into view, and offers a button for it all the same. */
export function ListFoot({ list }: { list: FileList }) {
  const { ref, entry } = useIntersection({ rootMargin: '400px' });
  const seen = entry?.isIntersecting ?? false;
  const { pages, loadingMore, moreFailure, loadMore } = list;
  const more = pages?.hasNextPage ?? false;

  // At every rendering, since each new page may leave the foot in view.
  useEffect(() => {
    if (seen && more && !moreFailure) loadMore();
  }, [seen, more, moreFailure, loadMore]);

  return (
    <div ref={ref} className={classes.foot}>
      {moreFailure !== null && <ErrorNote failure={moreFailure} />}
      {loadingMore && <Loader aria-label="Loading more files" />}
      {more && !loadingMore && (
        <Button variant="default" onClick={loadMore}>
          Show more
        </Button>
      )}
    </div>
  );
}

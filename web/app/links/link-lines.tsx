import { Button, Skeleton, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { SharesDocument } from '../../client/share-documents.ts';
import { shareItem } from '../../client/shares.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { useLiveQuery } from '../live/use-live-query.ts';
import { ABOUT_LINKS } from './about-links.ts';
import { type LinkActions, LinkLine } from './link-line.tsx';
import classes from './links.module.css';

interface LinkLinesProps {
  /** Only links that hold this file; null for all. */
  fileId: string | null;
  actions: LinkActions;
  /** In a narrow place, of one file. */
  brief?: boolean;
  /** In place of an empty list. */
  none: ReactNode;
}

/** Links of one page of the list. */
const PAGE = 30;

/** The person's links, newest first, page by page; they show what happens to them. Give it a `key` of the file. */
export function LinkLines(props: LinkLinesProps) {
  const [pages, setPages] = useState(1);
  return (
    <div className={props.brief ? classes.small : undefined}>
      <Lines {...props} after={null} pages={pages} onMore={() => setPages(pages + 1)} />
    </div>
  );
}

interface LinesProps extends LinkLinesProps {
  after: string | null;
  /** How many pages are shown from here on, this one included; the last offers the next. */
  pages: number;
  onMore: () => void;
}

/** One page, and behind it the next, which begins where this one ends now. */
function Lines({ after, pages, none, onMore, ...list }: LinesProps) {
  const { fileId, actions, brief } = list;
  const [{ data, error }, retry] = useLiveQuery({
    query: SharesDocument,
    variables: { first: PAGE, after, fileId },
    context: ABOUT_LINKS,
    requestPolicy: 'cache-and-network',
  });
  if (error && !data) {
    return (
      <Stack gap="sm" align="flex-start">
        <ErrorNote failure={error} />
        <Button variant="default" onClick={() => retry({ requestPolicy: 'network-only' })}>
          Try again
        </Button>
      </Stack>
    );
  }
  if (!data) return <Skeleton h={brief ? 48 : 160} role="status" aria-label="Loading your links" />;
  const { nodes, pageInfo } = data.shares;
  const { endCursor } = pageInfo;
  const more = pageInfo.hasNextPage && endCursor;
  if (nodes.length === 0) return none;
  return (
    <>
      <ul className={classes.links} aria-label="Links">
        {nodes.map(shareItem).map((link) => (
          <LinkLine key={link.id} link={link} actions={actions} brief={brief ?? false} />
        ))}
      </ul>
      {more && pages > 1 && <Lines {...list} after={endCursor} pages={pages - 1} none={null} onMore={onMore} />}
      {more && pages === 1 && (
        <Button variant="default" mt="md" onClick={onMore}>
          Show more
        </Button>
      )}
    </>
  );
}

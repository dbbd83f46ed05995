import { Button, Skeleton, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { SharesDocument } from '../../client/share-documents.ts';
import { shareItem } from '../../client/shares.ts';
import { ErrorNote } from '../components/error-note.tsx';
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

/** The person's links, newest first, page by page. */
export function LinkLines({ fileId, actions, brief, none }: LinkLinesProps) {
  // The cursor behind which each page shown begins; the first begins at the start.
  const [starts, setStarts] = useState<(string | null)[]>([null]);
  const [first, ...others] = starts;
  if (first === undefined) return null;
  const props = {
    fileId,
    actions,
    ...(brief && { brief }),
    onMore: (cursor: string) => setStarts([...starts, cursor]),
  };
  return (
    <div className={brief ? classes.small : undefined}>
      <Lines {...props} after={first} last={others.length === 0} none={none} />
      {others.map((after, at) => (
        <Lines key={after} {...props} after={after} last={at === others.length - 1} none={null} />
      ))}
    </div>
  );
}

interface LinesProps extends LinkLinesProps {
  after: string | null;
  /** Whether this is the last page shown, which offers the next. */
  last: boolean;
  onMore: (cursor: string) => void;
}

function Lines({ fileId, after, last, actions, brief, none, onMore }: LinesProps) {
  const [{ data, error }, retry] = useQuery({
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
  if (nodes.length === 0) return none;
  return (
    <>
      <ul className={classes.links} aria-label="Links">
        {nodes.map(shareItem).map((link) => (
          <LinkLine key={link.id} link={link} actions={actions} brief={brief ?? false} />
        ))}
      </ul>
      {last && pageInfo.hasNextPage && endCursor && (
        <Button variant="default" mt="md" onClick={() => onMore(endCursor)}>
          Show more
        </Button>
      )}
    </>
  );
}

import { Button, Skeleton, Stack } from '@mantine/core';
import type { AuditFilter } from '../../client/generated/graphql.ts';
import { EventsDocument } from '../../client/record.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { Row } from '../components/rows.tsx';
import { useLiveQuery } from '../live/use-live-query.ts';
import { EventRow, type EventRowProps } from './event-row.tsx';

interface EventRowsProps extends Omit<EventRowProps, 'event'> {
  filter: AuditFilter;
  first: number;
  after: string | null;
  /** How many pages are shown from here on, this one included; the last offers the next. */
  pages: number;
  onMore: () => void;
  /** Said when there is none at all. */
  none: string;
}

/** One page of events, as rows of the list around it, and behind it the next, which begins where this one ends now. */
export function EventRows({ after, pages, ...list }: EventRowsProps) {
  const { filter, first, onMore, none, ...about } = list;
  const [{ data, error }, retry] = useLiveQuery({
    query: EventsDocument,
    variables: { first, after, filter },
    requestPolicy: 'cache-and-network',
  });
  if (error && !data) {
    return (
      <Row
        title={
          <Stack gap="sm" align="flex-start">
            <ErrorNote failure={error} />
            <Button variant="default" onClick={() => retry({ requestPolicy: 'network-only' })}>
              Try again
            </Button>
          </Stack>
        }
      />
    );
  }
  if (!data) return <Row title={<Skeleton h={40} w="100%" role="status" aria-label="Loading" />} />;
  const { nodes, pageInfo } = data.auditEvents;
  const { endCursor } = pageInfo;
  const more = pageInfo.hasNextPage && endCursor;
  if (nodes.length === 0 && after === null) return <Row title={none} />;
  return (
    <>
      {nodes.map((event) => (
        <EventRow key={event.seq} event={event} {...about} />
      ))}
      {more && pages > 1 && <EventRows {...list} after={endCursor} pages={pages - 1} />}
      {more && pages === 1 && (
        <Row
          title={
            <Button variant="default" onClick={onMore}>
              Show more
            </Button>
          }
        />
      )}
    </>
  );
}

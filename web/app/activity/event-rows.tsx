import { Button, Skeleton, Stack } from '@mantine/core';
import { useQuery } from 'urql';
import type { AuditFilter } from '../../client/generated/graphql.ts';
import { EventsDocument } from '../../client/record.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { Row } from '../components/rows.tsx';
import { EventRow, type EventRowProps } from './event-row.tsx';

interface EventRowsProps extends Omit<EventRowProps, 'event'> {
  filter: AuditFilter;
  first: number;
  after: string | null;
  /** Whether this is the last page shown, which offers the next. */
  last: boolean;
  onMore: (cursor: string) => void;
  /** Said when there is none at all. */
  none: string;
}

/** One page of events, as rows of the list around it. */
export function EventRows({ filter, first, after, last, onMore, none, ...about }: EventRowsProps) {
  const [{ data, error }, retry] = useQuery({
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
  if (nodes.length === 0 && after === null) return <Row title={none} />;
  return (
    <>
      {nodes.map((event) => (
        <EventRow key={event.seq} event={event} {...about} />
      ))}
      {last && pageInfo.hasNextPage && endCursor && (
        <Row
          title={
            <Button variant="default" onClick={() => onMore(endCursor)}>
              Show more
            </Button>
          }
        />
      )}
    </>
  );
}

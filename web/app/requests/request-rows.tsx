import { Button, Skeleton, Stack } from '@mantine/core';
import { FileRequestsDocument } from '../../client/file-requests.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { Row } from '../components/rows.tsx';
import { useLiveQuery } from '../live/use-live-query.ts';
import { ABOUT_REQUESTS, FIRST } from './documents.ts';
import { RequestRow } from './request-row.tsx';

interface RequestRowsProps {
  after: string | null;
  /** How many pages are shown from here on, this one included; the last offers the next. */
  pages: number;
  onMore: () => void;
}

/** One page of requests, as rows of the list around it, and behind it the next, which begins where this one ends now. */
export function RequestRows({ after, pages, onMore }: RequestRowsProps) {
  const [{ data, error }, retry] = useLiveQuery({
    query: FileRequestsDocument,
    variables: { first: FIRST, after },
    requestPolicy: 'cache-and-network',
    context: ABOUT_REQUESTS,
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
  const { nodes, pageInfo } = data.fileRequests;
  const { endCursor } = pageInfo;
  const more = pageInfo.hasNextPage && endCursor;
  return (
    <>
      {nodes.map((request) => (
        <RequestRow key={request.id} request={request} page={after} />
      ))}
      {more && pages > 1 && <RequestRows after={endCursor} pages={pages - 1} onMore={onMore} />}
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

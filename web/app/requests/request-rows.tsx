import { Button, Skeleton, Stack } from '@mantine/core';
import { useQuery } from 'urql';
import { FileRequestsDocument } from '../../client/file-requests.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { Row } from '../components/rows.tsx';
import { ABOUT_REQUESTS, FIRST } from './documents.ts';
import { RequestRow } from './request-row.tsx';

interface RequestRowsProps {
  after: string | null;
  /** Whether this is the last page shown, which offers the next. */
  last: boolean;
  onMore: (cursor: string) => void;
}

/** One page of requests, as rows of the list around it. */
export function RequestRows({ after, last, onMore }: RequestRowsProps) {
  const [{ data, error }, retry] = useQuery({
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
  return (
    <>
      {nodes.map((request) => (
        <RequestRow key={request.id} request={request} page={after} />
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

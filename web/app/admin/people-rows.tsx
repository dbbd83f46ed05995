import { Button, Skeleton, Stack } from '@mantine/core';
import { useQuery } from 'urql';
import { graphql } from '../../client/generated/gql.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { Row } from '../components/rows.tsx';
import { PersonRow } from './person-row.tsx';

const PeopleDocument = graphql(`
  query People($after: String) {
    users(first: 50, after: $after) {
      nodes {
        id
        ...PersonRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

interface PeopleRowsProps {
  after: string | null;
  /** Whether this is the last page shown, which offers the next. */
  last: boolean;
  onMore: (cursor: string) => void;
}

/** One page of accounts, as rows of the list around it. */
export function PeopleRows({ after, last, onMore }: PeopleRowsProps) {
  const [{ data, error }, retry] = useQuery({ query: PeopleDocument, variables: { after } });
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
  const { nodes, pageInfo } = data.users;
  const { endCursor } = pageInfo;
  return (
    <>
      {nodes.map((person) => (
        <PersonRow key={person.id} person={person} />
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

import { Anchor, Skeleton, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { ErrorNote } from '../components/error-note.tsx';
import { Moment } from '../components/moment.tsx';
import { formatBytes } from '../files/format/bytes.ts';
import { FileName } from '../files/name/file-name.tsx';
import { useLiveQuery } from '../live/use-live-query.ts';
import { FIRST, RequestSendersDocument } from './documents.ts';
import classes from './requests.module.css';

/** Who sent what into a request. `page` is the cursor of the listing that the request stands in. */
export function Senders({ requestId, page }: { requestId: string; page: string | null }) {
  const [{ data, error }] = useLiveQuery({
    query: RequestSendersDocument,
    variables: { first: FIRST, after: page },
    requestPolicy: 'cache-and-network',
  });
  if (error && !data) return <ErrorNote failure={error} />;
  if (!data) return <Skeleton h={80} role="status" aria-label="Loading" />;
  const senders = data.fileRequests.nodes.find(({ id }) => id === requestId)?.senders ?? [];
  if (senders.length === 0) return <Text c="dimmed">What came has been deleted since.</Text>;
  return (
    <div className={classes.senders}>
      {senders.map(({ id, name, email, finishedAt, files }) => (
        <section key={id}>
          <Title order={3}>
            <bdi>{name ?? email ?? 'Someone who gave no name'}</bdi>
          </Title>
          <Text c="dimmed" size="xs">
            {name && email ? <bdi>{email}. </bdi> : null}
            {finishedAt ? (
              <>
                Finished <Moment at={finishedAt} />. Nobody has proved the name.
              </>
            ) : (
              'Not finished yet.'
            )}
          </Text>
          <ul className={classes.files}>
            {files.map((file) => (
              <li key={file.id}>
                <FileName
                  name={file.name}
                  as={(shown) => (
                    <Anchor component={Link} to={`/?file=${file.id}`}>
                      {shown}
                    </Anchor>
                  )}
                />
                <Text c="dimmed" size="xs">
                  {formatBytes(file.size)}
                </Text>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

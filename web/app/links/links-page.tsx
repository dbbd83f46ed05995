import { Button } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../../client/generated/gql.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { WholeName } from '../files/name/file-name.tsx';
import { LinkLines } from './link-lines.tsx';
import classes from './links.module.css';
import { LinksAtWork } from './links-at-work.tsx';

const LinkedFileDocument = graphql(`
  query LinkedFile($id: ID!) {
    file(id: $id) {
      id
      name
    }
  }
`);

/** All links of the person, or by `?file=` those that hold one file. */
export function LinksPage() {
  const [params] = useSearchParams();
  const fileId = params.get('file');
  return (
    <>
      <PageHeader
        title="Links"
        lead="What you share by link. Change or revoke a link at any time; it takes effect at once."
      />
      {fileId && <Filter fileId={fileId} />}
      <LinksAtWork>
        {(actions) => (
          <LinkLines key={fileId} fileId={fileId} actions={actions} none={<None filtered={fileId !== null} />} />
        )}
      </LinksAtWork>
    </>
  );
}

function Filter({ fileId }: { fileId: string }) {
  const [{ data }] = useQuery({ query: LinkedFileDocument, variables: { id: fileId } });
  return (
    <p className={classes.filter}>
      <span>
        Links that hold{' '}
        {data?.file ? (
          <strong>
            <WholeName name={data.file.name} />
          </strong>
        ) : (
          'one file'
        )}
      </span>
      <Link to="/links">Show all links</Link>
    </p>
  );
}

function None({ filtered }: { filtered: boolean }) {
  return (
    <EmptyState
      icon={<IconLink size={40} stroke={1.5} aria-hidden />}
      sentence={filtered ? 'No link holds this file.' : 'You share nothing by link yet.'}
    >
      <Button component={Link} to="/" variant="default">
        Go to your files
      </Button>
    </EmptyState>
  );
}

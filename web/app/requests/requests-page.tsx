import { Box, Button } from '@mantine/core';
import { IconInbox, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { FileRequestsDocument } from '../../client/file-requests.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { Rows } from '../components/rows.tsx';
import { CreateRequestDialog } from './create-request-dialog.tsx';
import { ABOUT_REQUESTS, FIRST } from './documents.ts';
import { RequestRows } from './request-rows.tsx';

/** The person's file requests, page by page. */
export function RequestsPage() {
  const [creating, setCreating] = useState(false);
  const [pages, setPages] = useState(1);
  const [{ data }] = useQuery({
    query: FileRequestsDocument,
    variables: { first: FIRST, after: null },
    context: ABOUT_REQUESTS,
  });
  const none = data?.fileRequests.nodes.length === 0;
  const ask = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setCreating(true)}>
      New request
    </Button>
  );
  return (
    <Box maw="68rem">
      <PageHeader
        title="Requests"
        lead="Links by which people without an account send files to you, and see nothing else."
        actions={none ? undefined : ask}
      />
      {none ? (
        <EmptyState
          icon={<IconInbox size={40} stroke={1.5} aria-hidden />}
          sentence="You have asked nobody for files yet."
        >
          {ask}
        </EmptyState>
      ) : (
        <Rows label="Requests">
          <RequestRows after={null} pages={pages} onMore={() => setPages(pages + 1)} />
        </Rows>
      )}
      <CreateRequestDialog opened={creating} onClose={() => setCreating(false)} />
    </Box>
  );
}

import { Box, Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { PageHeader } from '../components/page-header.tsx';
import { Rows } from '../components/rows.tsx';
import { CreatePersonDialog } from './create-person-dialog.tsx';
import { PeopleRows } from './people-rows.tsx';

/** All accounts, page by page. */
export function PeoplePage() {
  const [creating, setCreating] = useState(false);
  // The cursor behind which each page shown begins; the first begins at the start.
  const [starts, setStarts] = useState<(string | null)[]>([null]);
  return (
    <Box maw="68rem">
      <PageHeader
        title="People"
        lead="Everyone who can sign in. Their files and file names stay hidden from you."
        actions={
          <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => setCreating(true)}>
            Add a person
          </Button>
        }
      />
      <Rows label="People">
        {starts.map((after, at) => (
          <PeopleRows
            key={after}
            after={after}
            last={at === starts.length - 1}
            onMore={(cursor) => setStarts([...starts, cursor])}
          />
        ))}
      </Rows>
      <CreatePersonDialog opened={creating} onClose={() => setCreating(false)} />
    </Box>
  );
}

import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { ErrorNote } from './error-note.tsx';
import { PlainPage } from './plain-page.tsx';

/** A whole page in place of one that could not be loaded. */
export function FailedPage({ failure, retry }: { failure: unknown; retry: () => void }) {
  return (
    <PlainPage title="This page could not be loaded">
      <ErrorNote failure={failure} />
      <Button leftSection={<IconRefresh size={18} aria-hidden />} onClick={retry} mt="md">
        Try again
      </Button>
    </PlainPage>
  );
}

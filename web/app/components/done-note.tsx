import { Alert } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Says quietly that something went well; heard by screen readers. */
export function DoneNote({ children }: { children: ReactNode }) {
  return (
    <Alert color="verdigris" variant="outline" icon={<IconCheck aria-hidden />} role="status">
      {children}
    </Alert>
  );
}

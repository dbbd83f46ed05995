import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { errorWords, type OwnWords } from '../words/errors.ts';

interface ErrorNoteProps {
  /** What urql, fetch or the sign-in service gave; nothing shows while there is none. */
  failure: unknown;
  /** Words of this place for some codes, where it knows better than the table. */
  own?: OwnWords;
}

/** Says what happened and what to do, where it happened; heard at once by screen readers. */
export function ErrorNote({ failure, own }: ErrorNoteProps) {
  if (!failure) return null;
  const { what, todo, detail } = errorWords(failure, own);
  return (
    <Alert color="red" variant="outline" icon={<IconAlertTriangle aria-hidden />} title={what} role="alert">
      {detail && <Text mb={4}>{detail}</Text>}
      <Text>{todo}</Text>
    </Alert>
  );
}

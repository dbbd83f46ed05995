import { Button, Stack, Text } from '@mantine/core';
import { CopyField } from '../components/copy-field.tsx';

interface PasswordLinkProps {
  name: string;
  url: string;
  onDone: () => void;
}

/** A one-time link by which a person sets a password, shown this once to the administrator who made it. */
export function PasswordLink({ name, url, onDone }: PasswordLinkProps) {
  return (
    <Stack gap="md">
      <Text>
        Give this link to {name}, by a way that only {name} reads. It works once, for seven days, and is not shown
        again.
      </Text>
      <CopyField label="Link to set a password" text={url} />
      <Button onClick={onDone}>I have copied it</Button>
    </Stack>
  );
}

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useClient } from 'urql';
import { mutate } from '../../client/requests.ts';
import { useAction } from '../action.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { PasswordLink } from './password-link.tsx';
import { ResetUserDocument } from './person-documents.ts';
import type { Person } from './person-row.tsx';

interface ResetPersonDialogProps {
  person: Person;
  opened: boolean;
  onClose: () => void;
}

/** For a lost password or phone; its end is a new one-time link. */
export function ResetPersonDialog({ person, opened, onClose }: ResetPersonDialogProps) {
  const client = useClient();
  const [url, setUrl] = useState<string | null>(null);
  const action = useAction(async () => {
    setUrl((await mutate(client, ResetUserDocument, { id: person.id })).resetUser.setPasswordUrl);
  });
  const close = () => {
    setUrl(null);
    action.reset();
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={`Reset the sign-in of ${person.name}`}
      closeOnClickOutside={url === null}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {url ? (
        <PasswordLink name={person.name} url={url} onDone={close} />
      ) : (
        <Stack gap="md">
          <Text>
            They are signed out everywhere, and the second proof is removed. You get a link by which they set a new
            password. Their files stay as they are.
          </Text>
          <ErrorNote failure={action.failure} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close} data-autofocus>
              Cancel
            </Button>
            <Button loading={action.busy} onClick={() => void action.run()}>
              Reset
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

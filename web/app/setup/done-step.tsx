import { Button, List, Stack, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { useServer } from '../server.tsx';

/** The third step: what is next. */
export function DoneStep() {
  const { renew } = useServer();
  const navigate = useNavigate();
  return (
    <Stack gap="md">
      <Text>It is unlocked until the server stops or an administrator locks it. From now on:</Text>
      <List spacing="xs" size="sm">
        <List.Item>Drop a file anywhere on the page to store it.</List.Item>
        <List.Item>Add people under Admin; each gets a link to choose a password.</List.Item>
        <List.Item>Have the passphrase at hand when the server starts again.</List.Item>
      </List>
      <Button
        size="md"
        // On a phone the words take two lines.
        h="auto"
        py={8}
        styles={{ label: { whiteSpace: 'normal' } }}
        autoFocus
        rightSection={<IconArrowRight size={18} aria-hidden />}
        onClick={() => {
          renew();
          void navigate('/', { replace: true });
        }}
      >
        Open your files and drop one in
      </Button>
    </Stack>
  );
}

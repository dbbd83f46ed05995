import { Button, Stack, Text } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useAction } from '../action.ts';
import { answerOf, auth } from '../auth.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { Section } from '../components/section.tsx';
import { useViewer } from '../gate/gate.tsx';
import { useServer } from '../server.tsx';
import { ROLE_WORDS } from '../words/roles.ts';

/** Who is signed in, and the way out. */
export function ProfileSection() {
  const viewer = useViewer();
  const { renew } = useServer();
  const signOut = useAction(async () => {
    await answerOf(auth.signOut());
    renew();
  });
  const { name, meaning } = ROLE_WORDS[viewer.role];
  return (
    <Section title="You" lead="Your account on this server.">
      <Stack gap="md" align="flex-start">
        <div>
          <Text fw={600}>{viewer.name}</Text>
          <Text>{viewer.email}</Text>
          <Text c="dimmed" mt={4}>
            {name}. {meaning}
          </Text>
        </div>
        <ErrorNote failure={signOut.failure} />
        <Button
          variant="default"
          loading={signOut.busy}
          leftSection={<IconLogout size={18} aria-hidden />}
          onClick={() => void signOut.run()}
        >
          Sign out
        </Button>
      </Stack>
    </Section>
  );
}

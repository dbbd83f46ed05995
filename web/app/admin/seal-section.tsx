import { Button, Group, Stack, Text } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { useClient } from 'urql';
import { graphql } from '../../client/generated/gql.ts';
import { mutate } from '../../client/requests.ts';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { Section } from '../components/section.tsx';
import { useServer } from '../server.tsx';

const SealVaultDocument = graphql(`
  mutation SealVault {
    sealVault {
      state
    }
  }
`);

/** The vault's lock, for moments when nobody should get in. */
export function SealSection() {
  const client = useClient();
  const { renew } = useServer();
  const [asking, setAsking] = useState(false);
  return (
    <Section title="Lock" lead="Lock the vault when you suspect that something is wrong.">
      <Stack gap="md" align="flex-start">
        <Group gap="xs" wrap="nowrap" align="start">
          <IconLockOpen size={20} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
          <Text>The vault is unlocked. Its keys are in the server’s memory only.</Text>
        </Group>
        <Button
          color="red"
          variant="outline"
          leftSection={<IconLock size={18} aria-hidden />}
          onClick={() => setAsking(true)}
        >
          Lock the vault now
        </Button>
      </Stack>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title="Lock the vault for everyone?"
        confirm="Lock it now"
        grave
        onConfirm={async () => {
          await mutate(client, SealVaultDocument, {});
          renew();
        }}
      >
        <Text>
          Uploads and downloads that are running break. Nobody, you included, gets in until someone enters the
          passphrase. Have it at hand before you go on.
        </Text>
      </ConfirmDialog>
    </Section>
  );
}

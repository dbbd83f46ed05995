import { Button, Stack, Text } from '@mantine/core';
import { IconRotate } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useClient } from 'urql';
import { type FragmentType, readFragment } from '../../client/generated/fragment-masking.ts';
import { graphql } from '../../client/generated/gql.ts';
import type { KeyState } from '../../client/generated/schema.ts';
import { mutate } from '../../client/requests.ts';
import { announce } from '../components/announcer.tsx';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { Moment } from '../components/moment.tsx';
import { Row, Rows } from '../components/rows.tsx';
import { Section } from '../components/section.tsx';

const KeyVersionsFragment = graphql(`
  fragment KeyVersions on Vault {
    keyVersions {
      id
      state
      createdAt
      files
    }
  }
`);

const RotateKekDocument = graphql(`
  mutation RotateKek {
    rotateKek {
      state
      ...KeyVersions
    }
  }
`);

const STATES: Record<KeyState, string> = {
  ACTIVE: 'In use for new files',
  DECRYPT_ONLY: 'Opens older files only',
  DESTROYED: 'Destroyed',
};

const POLL = 2000;

interface KeyVersionsProps {
  vault: FragmentType<typeof KeyVersionsFragment>;
  refresh: () => void;
}

/** The versions of the key that locks the files' keys, and the making of a new one. */
export function KeyVersions({ vault, refresh }: KeyVersionsProps) {
  const versions = readFragment(KeyVersionsFragment, vault).keyVersions ?? [];
  const client = useClient();
  const [asking, setAsking] = useState(false);
  const behind = versions.filter(({ state }) => state === 'DECRYPT_ONLY').reduce((sum, { files }) => sum + files, 0);

  const moving = behind > 0;
  const look = useEffectEvent(refresh);
  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(() => look(), POLL);
    return () => clearInterval(timer);
  }, [moving]);

  return (
    <Section title="Keys" lead="Every file has a key of its own. These lock the files’ keys.">
      <Stack gap="md">
        <Rows label="Key versions">
          {versions.map(({ id, state, createdAt, files }) => (
            <Row
              key={id}
              title={`Version ${id}`}
              meta={
                <>
                  {STATES[state]}, made <Moment at={createdAt} />
                </>
              }
              actions={<Text>{files === 1 ? '1 file' : `${files.toLocaleString('en')} files`}</Text>}
            />
          ))}
        </Rows>
        {moving && (
          <Text c="dimmed">
            {behind === 1 ? 'One file is' : `${behind.toLocaleString('en')} files are`} moving over to the newest key.
            You can go on working.
          </Text>
        )}
        <Button
          variant="default"
          leftSection={<IconRotate size={18} aria-hidden />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => setAsking(true)}
        >
          Make a new key
        </Button>
      </Stack>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title="Make a new key?"
        confirm="Make a new key"
        onConfirm={async () => {
          await mutate(client, RotateKekDocument, {});
          announce('A new key is in use');
        }}
      >
        <Text>
          New files use it at once. The keys of older files move over in the background; the files themselves are not
          touched, nobody is interrupted, and the passphrase stays the same.
        </Text>
      </ConfirmDialog>
    </Section>
  );
}

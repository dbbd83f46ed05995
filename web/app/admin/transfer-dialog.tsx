import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useClient, useQuery } from 'urql';
import { graphql } from '../../client/generated/gql.ts';
import { mutate } from '../../client/requests.ts';
import { useAction } from '../action.ts';
import { DoneNote } from '../components/done-note.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { TransferFilesDocument } from './person-documents.ts';
import type { Person } from './person-row.tsx';

const HeirsDocument = graphql(`
  query Heirs {
    users(first: 200) {
      nodes {
        id
        name
        email
        disabled
      }
    }
  }
`);

// The answer is a bare number; this tells the cache what it concerns.
const ABOUT_FILES = { additionalTypenames: ['File', 'FileConnection'] };

interface TransferDialogProps {
  person: Person;
  opened: boolean;
  onClose: () => void;
}

/** Hands all files of one account to another. */
export function TransferDialog({ person, opened, onClose }: TransferDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Hand over the files of ${person.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <TransferForm person={person} onClose={onClose} />
    </Modal>
  );
}

function TransferForm({ person, onClose }: { person: Person; onClose: () => void }) {
  const client = useClient();
  const [{ data, error }] = useQuery({ query: HeirsDocument });
  const [to, setTo] = useState('');
  const [count, setCount] = useState<number | null>(null);
  const heirs = data?.users.nodes.filter(({ id, disabled }) => id !== person.id && !disabled) ?? [];
  const action = useAction(async () => {
    const variables = { fromUserId: person.id, toUserId: to };
    setCount((await mutate(client, TransferFilesDocument, variables, ABOUT_FILES)).transferFiles);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (to) void action.run();
  };
  if (count !== null) {
    return (
      <Stack gap="md">
        <DoneNote>{count === 1 ? 'One file was handed over.' : `${count} files were handed over.`}</DoneNote>
        <Button onClick={onClose}>Close</Button>
      </Stack>
    );
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text>
          All of them move to one other person, who finds them in a new folder named “{person.name}”. You do not see
          their names.
        </Text>
        <NativeSelect
          label="Who gets them"
          data={[
            { value: '', label: data ? 'Choose a person' : 'Loading…' },
            ...heirs.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` })),
          ]}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          required
        />
        <ErrorNote failure={error ?? action.failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={action.busy}>
            Hand over
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

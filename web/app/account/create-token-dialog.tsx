import { Button, Checkbox, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { graphql } from '../../client/generated/gql.ts';
import type { Scope } from '../../client/generated/schema.ts';
import { mutate } from '../../client/requests.ts';
import { useAction } from '../action.ts';
import { CopyField } from '../components/copy-field.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { useRefusals } from '../components/refusals.ts';
import { useViewer } from '../gate/gate.tsx';
import { SCOPE_WORDS } from '../words/scopes.ts';

const CreateApiTokenDocument = graphql(`
  mutation CreateApiToken($input: CreateApiTokenInput!) {
    createApiToken(input: $input) {
      token
      apiToken {
        id
        ...TokenRow
      }
    }
  }
`);

const DAY = 86_400_000;
const LIVES = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
  { value: '', label: 'Never' },
];

/** Makes a token; its end is the token itself, shown once. */
export function CreateTokenDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [token, setToken] = useState<string | null>(null);
  const close = () => {
    setToken(null);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={token ? 'Your new token' : 'New token'}
      closeOnClickOutside={token === null}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {token ? (
        <Stack gap="md">
          <Text>Copy it now: it is not shown again.</Text>
          <CopyField label="Token" text={token} />
          <Button onClick={close}>I have copied it</Button>
        </Stack>
      ) : (
        <TokenForm onCreated={setToken} onCancel={close} />
      )}
    </Modal>
  );
}

function TokenForm({ onCreated, onCancel }: { onCreated: (token: string) => void; onCancel: () => void }) {
  const viewer = useViewer();
  const client = useClient();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>(['READ']);
  const [days, setDays] = useState('90');
  const { form, count, refuse } = useRefusals();
  const sent = count > 0;
  const offered: Scope[] = viewer.role === 'ADMIN' ? ['READ', 'WRITE', 'SHARE', 'ADMIN'] : ['READ', 'WRITE', 'SHARE'];
  const action = useAction(async () => {
    const input = {
      name: name.trim(),
      scopes: offered.filter((scope) => scopes.includes(scope)),
      expiresAt: days ? new Date(Date.now() + Number(days) * DAY).toISOString() : null,
    };
    onCreated((await mutate(client, CreateApiTokenDocument, { input })).createApiToken.token);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() && scopes.length > 0) void action.run();
    else refuse();
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label="Name"
          description="For you to know it by, such as “Nightly backup”."
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={sent && !name.trim() ? 'Give it a name.' : null}
          maxLength={100}
          data-autofocus
          required
        />
        <Checkbox.Group
          label="What it may do"
          value={scopes}
          onChange={setScopes}
          error={sent && scopes.length === 0 ? 'Choose at least one.' : null}
        >
          <Stack gap="xs" mt="xs">
            {offered.map((scope) => (
              <Checkbox
                key={scope}
                value={scope}
                label={SCOPE_WORDS[scope].name}
                description={SCOPE_WORDS[scope].meaning}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <NativeSelect
          label="Runs out after"
          data={LIVES}
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
        <ErrorNote failure={action.failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={action.busy}>
            Make the token
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

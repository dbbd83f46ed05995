import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import type { Role } from '../../client/generated/schema.ts';
import { mutate } from '../../client/requests.ts';
import { useAction } from '../action.ts';
import { isEmail } from '../components/email.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { useRefusals } from '../components/refusals.ts';
import type { OwnWords } from '../words/errors.ts';
import { ROLE_WORDS } from '../words/roles.ts';
import { PasswordLink } from './password-link.tsx';
import { CreateUserDocument } from './person-documents.ts';

const OWN: OwnWords = {
  CONFLICT: { what: 'Someone with this e-mail address is here already.', todo: 'Use another address.' },
};
const ROLES: Role[] = ['MEMBER', 'ADMIN'];

/** Makes an account; its end is the one-time link for its owner. */
export function CreatePersonDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [made, setMade] = useState<{ name: string; url: string } | null>(null);
  const close = () => {
    setMade(null);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={made ? `${made.name} is added` : 'Add a person'}
      closeOnClickOutside={made === null}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {made ? (
        <PasswordLink name={made.name} url={made.url} onDone={close} />
      ) : (
        <PersonForm onMade={setMade} onCancel={close} />
      )}
    </Modal>
  );
}

interface PersonFormProps {
  onMade: (made: { name: string; url: string }) => void;
  onCancel: () => void;
}

function PersonForm({ onMade, onCancel }: PersonFormProps) {
  const client = useClient();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('MEMBER');
  const { form, count, refuse } = useRefusals();
  const sent = count > 0;
  const action = useAction(async () => {
    const input = { name: name.trim(), email: email.trim(), role };
    const { createUser } = await mutate(client, CreateUserDocument, { input });
    onMade({ name: name.trim(), url: createUser.setPasswordUrl });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() && isEmail(email)) void action.run();
    else refuse();
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label="Name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={sent && !name.trim() ? 'Enter a name.' : null}
          autoComplete="off"
          data-autofocus
          required
        />
        <TextInput
          label="E-mail address"
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={sent && !isEmail(email) ? 'Enter a whole e-mail address.' : null}
          autoComplete="off"
          required
        />
        <Radio.Group label="Role" value={role} onChange={(value) => setRole(value === 'ADMIN' ? 'ADMIN' : 'MEMBER')}>
          <Stack gap="xs" mt="xs">
            {ROLES.map((choice) => (
              <Radio
                key={choice}
                value={choice}
                label={ROLE_WORDS[choice].name}
                description={ROLE_WORDS[choice].meaning}
              />
            ))}
          </Stack>
        </Radio.Group>
        <ErrorNote failure={action.failure} own={OWN} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={action.busy}>
            Add
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

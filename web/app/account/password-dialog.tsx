import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAction } from '../action.ts';
import { ErrorNote } from '../components/error-note.tsx';
import type { OwnWords } from '../words/errors.ts';

const OWN: OwnWords = {
  WRONG_PASSPHRASE: { what: 'The password is not right.', todo: 'Check it and try again.' },
};

interface PasswordDialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What it means. */
  meaning?: string;
  confirm: string;
  /** Throws when it fails; the dialog then stays open and says why. */
  onPassword: (password: string) => Promise<void>;
}

/** Asks for the password once more, before something that whoever sits at an open screen must not do. */
export function PasswordDialog({ opened, onClose, title, meaning, confirm, onPassword }: PasswordDialogProps) {
  const [password, setPassword] = useState('');
  const action = useAction(() => onPassword(password));
  const close = () => {
    setPassword('');
    action.reset();
    onClose();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await action.run()) close();
  };
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {meaning && <Text>{meaning}</Text>}
          <PasswordInput
            label="Your password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="current-password"
            data-autofocus
            required
          />
          <ErrorNote failure={action.failure} own={OWN} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={action.busy}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

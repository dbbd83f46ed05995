import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useClient } from 'urql';
import { createFolder, type FolderItem } from '../../../client/folders.ts';
import { useAction } from '../../action.ts';
import { announce } from '../../components/announcer.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { nameFault } from '../name/check.ts';
import { plainName } from '../name/visible.ts';
import { FOLDER_WORDS } from './words.ts';

interface CreateFolderDialogProps {
  opened: boolean;
  /** Where; null for the root. */
  parentId: string | null;
  onClose(): void;
  onCreated(folder: FolderItem): void;
}

/** Asks for a name and makes a folder. */
export function CreateFolderDialog({ opened, onClose, ...props }: CreateFolderDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="New folder" closeButtonProps={{ 'aria-label': 'Close' }}>
      {opened && <CreateForm {...props} onClose={onClose} />}
    </Modal>
  );
}

function CreateForm({ parentId, onClose, onCreated }: Omit<CreateFolderDialogProps, 'opened'>) {
  const client = useClient();
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const fault = nameFault(name, 'A folder needs a name.');
  const action = useAction(async () => {
    onCreated(await createFolder(client, name, parentId));
    announce(`The folder ${plainName(name)} was made.`);
  });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (fault !== null) return input.current?.focus();
    if (await action.run()) onClose();
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          ref={input}
          label="Name"
          dir="auto"
          data-autofocus
          autoComplete="off"
          value={name}
          error={(tried || name !== '') && fault}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ErrorNote failure={action.failure} own={FOLDER_WORDS} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={action.busy}>
            Make the folder
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

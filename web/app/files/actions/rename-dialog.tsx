import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { mutate } from '../../../client/requests.ts';
import { useAction } from '../../action.ts';
import { announce } from '../../components/announcer.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { RenameInListDocument } from '../list/documents.ts';
import type { ListedFile } from '../list/use-file-list.ts';
import { nameFault } from '../name/check.ts';
import { plainName } from '../name/visible.ts';

interface RenameDialogProps {
  /** Null closes the dialog. */
  file: { id: string; name: string } | null;
  onClose(): void;
  onRenamed(file: ListedFile): void;
}

/** Gives a file another name; begins with the part before the extension selected. */
export function RenameDialog({ file, onClose, onRenamed }: RenameDialogProps) {
  return (
    <Modal opened={file !== null} onClose={onClose} title="Rename" closeButtonProps={{ 'aria-label': 'Close' }}>
      {file && <RenameForm file={file} onClose={onClose} onRenamed={onRenamed} />}
    </Modal>
  );
}

function RenameForm({ file, onClose, onRenamed }: RenameDialogProps & { file: { id: string; name: string } }) {
  const client = useClient();
  const [name, setName] = useState(file.name);
  const input = useRef<HTMLInputElement>(null);
  const fault = nameFault(name);
  const action = useAction(async () => {
    const { renameFile } = await mutate(client, RenameInListDocument, { id: file.id, name });
    onRenamed(renameFile);
    announce(`Renamed to ${plainName(name)}.`);
  });

  useEffect(() => {
    const dot = file.name.lastIndexOf('.');
    input.current?.focus();
    input.current?.setSelectionRange(0, dot > 0 ? dot : file.name.length);
  }, [file]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (fault !== null) return input.current?.focus();
    if (name === file.name || (await action.run())) onClose();
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
          error={fault}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ErrorNote failure={action.failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={action.busy}>
            Rename
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

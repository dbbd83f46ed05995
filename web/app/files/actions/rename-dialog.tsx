import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useAction } from '../../action.ts';
import { announce } from '../../components/announcer.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { FOLDER_WORDS } from '../folders/words.ts';
import { nameFault } from '../name/check.ts';
import { plainName } from '../name/visible.ts';

/** A file or a folder. */
export interface Renamed {
  id: string;
  name: string;
  folder: boolean;
}

interface RenameDialogProps {
  /** Null closes the dialog. */
  item: Renamed | null;
  onClose(): void;
  onRename(item: Renamed, name: string): Promise<void>;
}

/** Gives a file or a folder another name; begins with a file's part before the extension selected. */
export function RenameDialog({ item, onClose, onRename }: RenameDialogProps) {
  return (
    <Modal opened={item !== null} onClose={onClose} title="Rename" closeButtonProps={{ 'aria-label': 'Close' }}>
      {item && <RenameForm item={item} onClose={onClose} onRename={onRename} />}
    </Modal>
  );
}

function RenameForm({ item, onClose, onRename }: RenameDialogProps & { item: Renamed }) {
  const [name, setName] = useState(item.name);
  const input = useRef<HTMLInputElement>(null);
  const fault = nameFault(name, item.folder ? 'A folder needs a name.' : undefined);
  const action = useAction(async () => {
    await onRename(item, name);
    announce(`Renamed to ${plainName(name)}.`);
  });

  useEffect(() => {
    const dot = item.folder ? 0 : item.name.lastIndexOf('.');
    input.current?.focus();
    input.current?.setSelectionRange(0, dot > 0 ? dot : item.name.length);
  }, [item]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (fault !== null) return input.current?.focus();
    if (name === item.name || (await action.run())) onClose();
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
        <ErrorNote failure={action.failure} {...(item.folder && { own: FOLDER_WORDS })} />
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

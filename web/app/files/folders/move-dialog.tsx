import { Button, Group, Loader, Modal, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconArrowUp, IconChevronRight, IconFolder } from '@tabler/icons-react';
import { useState } from 'react';
import { useAction } from '../../action.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { things } from '../format/count.ts';
import { WholeName } from '../name/file-name.tsx';
import { plainName } from '../name/visible.ts';
import { ROOT_NAME } from './folder-header.tsx';
import classes from './folders.module.css';
import type { Movable } from './move.ts';
import { useFolder } from './use-folder.ts';
import { FOLDER_WORDS } from './words.ts';

interface MoveDialogProps {
  /** What to move; empty closes the dialog. */
  given: readonly Movable[];
  /** The folder where it all is now; undefined where that is not one folder. */
  from: string | null | undefined;
  onClose(): void;
  onMove(target: { id: string | null; name: string }): Promise<void>;
}

/** A small picker of folders: the way to move by keyboard and by touch. */
export function MoveDialog({ given, onClose, ...props }: MoveDialogProps) {
  const [first] = given;
  const what = given.length === 1 && first ? plainName(first.name) : things(given);
  return (
    <Modal
      opened={given.length > 0}
      onClose={onClose}
      title={`Move ${what}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {given.length > 0 && <Picker given={given} onClose={onClose} {...props} />}
    </Modal>
  );
}

function Picker({ given, from, onClose, onMove }: MoveDialogProps) {
  const [at, setAt] = useState(from ?? null);
  const { folder, folders, failure, reload } = useFolder(at);
  const shown = folder?.id === at ? folder : null;
  const name = shown === null || shown.id === null ? ROOT_NAME : shown.name;
  const moving = new Set(given.map(({ id }) => id));
  const action = useAction(() => onMove({ id: at, name }));

  return (
    <Stack gap="md">
      <Group gap="xs" wrap="nowrap">
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconArrowUp size={16} aria-hidden />}
          disabled={at === null}
          onClick={() => setAt(shown?.path.at(-1)?.id ?? null)}
        >
          Up
        </Button>
        <Text fw={600} role="status" style={{ overflowWrap: 'anywhere' }}>
          <WholeName name={name} />
        </Text>
      </Group>
      {contents()}
      <ErrorNote failure={action.failure} own={FOLDER_WORDS} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          data-autofocus
          loading={action.busy}
          disabled={at === from || shown === null}
          onClick={async () => {
            if (await action.run()) onClose();
          }}
        >
          Move here
        </Button>
      </Group>
    </Stack>
  );

  function contents() {
    if (failure !== null && shown === null) {
      return (
        <Stack align="flex-start">
          <ErrorNote failure={failure} />
          <Button variant="default" onClick={reload}>
            Try again
          </Button>
        </Stack>
      );
    }
    if (shown === null) return <Loader aria-label="Loading the folders" />;
    if (folders.length === 0) return <p className={classes.nothing}>There are no folders in here.</p>;
    return (
      <ul className={classes.picker} aria-label={`Folders in ${plainName(name)}`}>
        {folders.map((child) => (
          <li key={child.id}>
            <UnstyledButton className={classes.choice} disabled={moving.has(child.id)} onClick={() => setAt(child.id)}>
              <IconFolder size={20} stroke={1.5} aria-hidden />
              <span>
                <WholeName name={child.name} />
              </span>
              <IconChevronRight size={16} aria-hidden />
            </UnstyledButton>
          </li>
        ))}
      </ul>
    );
  }
}

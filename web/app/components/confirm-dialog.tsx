import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAction } from '../action.ts';
import type { OwnWords } from '../words/errors.ts';
import { ErrorNote } from './error-note.tsx';

interface ConfirmDialogProps {
  opened: boolean;
  onClose: () => void;
  /** A question: "Delete report.pdf?" */
  title: ReactNode;
  /** What it means. */
  children: ReactNode;
  /** The verb: "Delete". */
  confirm: string;
  /** Whether it takes something away for good. */
  grave?: boolean;
  /** Closes when it is done; stays open and says why when it throws. */
  onConfirm: () => Promise<unknown>;
  own?: OwnWords;
}

/** Asks before something that cannot be taken back, or touches other people. */
export function ConfirmDialog({
  opened,
  onClose,
  title,
  children,
  confirm,
  grave,
  onConfirm,
  own,
}: ConfirmDialogProps) {
  const action = useAction(onConfirm);
  const close = () => {
    action.reset();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        {children}
        <ErrorNote failure={action.failure} {...(own && { own })} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close} data-autofocus>
            Cancel
          </Button>
          <Button
            {...(grave && { color: 'red' })}
            loading={action.busy}
            onClick={async () => {
              if (await action.run()) close();
            }}
          >
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

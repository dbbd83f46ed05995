import { Text } from '@mantine/core';
import { useState } from 'react';
import { useClient } from 'urql';
import { DeleteFileDocument } from '../../../client/documents.ts';
import { toStrongroomError } from '../../../client/errors.ts';
import { mutate } from '../../../client/requests.ts';
import { announce } from '../../components/announcer.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { files as countFiles } from '../format/count.ts';
import { WholeName } from '../name/file-name.tsx';

interface DeleteDialogProps {
  /** What to delete; empty closes the dialog. */
  files: readonly { id: string; name: string }[];
  onClose(): void;
  /** Called for each file as it goes, so that what is left after a failure is the truth. */
  onDeleted(id: string): void;
}

/** Asks, says what it means, and deletes one file after the other. */
export function DeleteDialog({ files, onClose, onDeleted }: DeleteDialogProps) {
  const client = useClient();
  const [done, setDone] = useState(0);
  const [first] = files;

  const deleteAll = async () => {
    setDone(0);
    for (const { id } of files) {
      await deleteOne(id);
      onDeleted(id);
      setDone((before) => before + 1);
    }
    announce(`${countFiles(files.length)} deleted.`);
  };

  /** One that is gone already is as good as deleted. */
  async function deleteOne(id: string): Promise<void> {
    try {
      await mutate(client, DeleteFileDocument, { id });
    } catch (fault) {
      if (toStrongroomError(fault).code !== 'NOT_FOUND') throw fault;
    }
  }

  return (
    <ConfirmDialog
      opened={files.length > 0}
      onClose={() => {
        setDone(0);
        onClose();
      }}
      title={files.length === 1 ? 'Delete this file?' : `Delete ${countFiles(files.length)}?`}
      confirm={files.length === 1 ? 'Delete' : `Delete ${countFiles(files.length)}`}
      grave
      onConfirm={deleteAll}
    >
      {files.length === 1 && first && (
        <Text fw={600}>
          <WholeName name={first.name} />
        </Text>
      )}
      <Text>
        {files.length === 1 ? 'The key is destroyed.' : 'Their keys are destroyed.'} Without a backup of the catalog
        nobody can bring {files.length === 1 ? 'this file' : 'these files'} back.
      </Text>
      {done > 0 && (
        <Text c="dimmed" role="status">
          {done} of {files.length} deleted
        </Text>
      )}
    </ConfirmDialog>
  );
}

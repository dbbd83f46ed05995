import { Loader, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { toStrongroomError } from '../../../client/errors.ts';
import { remove as removeFile } from '../../../client/files.ts';
import { folder as readFolder, removeFolder } from '../../../client/folders.ts';
import { announce } from '../../components/announcer.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { files as countFiles, folders as countFolders, things } from '../format/count.ts';
import { WholeName } from '../name/file-name.tsx';

/** A file or a folder to delete. */
export interface Doomed {
  id: string;
  name: string;
  folder: boolean;
}

interface DeleteDialogProps {
  /** What to delete; empty closes the dialog. */
  given: readonly Doomed[];
  onClose(): void;
  /** Called for each as it goes, so that what is left after a failure is the truth. */
  onDeleted(id: string): void;
}

/** Asks, says what it means and how many files it takes, and deletes one after the other. */
export function DeleteDialog({ given, onClose, onDeleted }: DeleteDialogProps) {
  const client = useClient();
  const [done, setDone] = useState(0);
  const [first] = given;
  const folders = given.filter(({ folder }) => folder);
  const one = given.length === 1;
  const what = one ? (folders.length === 1 ? 'this folder' : 'this file') : things(given);

  const deleteAll = async () => {
    setDone(0);
    for (const item of given) {
      await deleteOne(item);
      onDeleted(item.id);
      setDone((before) => before + 1);
    }
    announce(`${things(given)} deleted.`);
  };

  /** One that is gone already is as good as deleted. */
  async function deleteOne({ id, folder }: Doomed): Promise<void> {
    try {
      await (folder ? removeFolder(client, id) : removeFile(client, id));
    } catch (fault) {
      if (toStrongroomError(fault).code !== 'NOT_FOUND') throw fault;
    }
  }

  return (
    <ConfirmDialog
      opened={given.length > 0}
      onClose={() => {
        setDone(0);
        onClose();
      }}
      title={`Delete ${what}?`}
      confirm={one ? 'Delete' : `Delete ${what}`}
      grave
      onConfirm={deleteAll}
    >
      {one && first && (
        <Text fw={600}>
          <WholeName name={first.name} />
        </Text>
      )}
      {folders.length > 0 && <Within folders={folders} />}
      <Text>
        {one && folders.length === 0 ? 'The key is destroyed.' : 'Their keys are destroyed.'} Without a backup of the
        catalog nobody can bring {one && folders.length === 0 ? 'this file' : 'these files'} back.
      </Text>
      {done > 0 && (
        <Text c="dimmed" role="status">
          {done} of {given.length} deleted
        </Text>
      )}
    </ConfirmDialog>
  );
}

/** How much is in the folders, at any depth. */
function Within({ folders }: { folders: readonly Doomed[] }) {
  const client = useClient();
  const [counted, setCounted] = useState<{ files: number; folders: number } | 'unknown' | null>(null);
  const ids = folders.map(({ id }) => id).join(' ');

  useEffect(() => {
    const leave = new AbortController();
    Promise.all(ids.split(' ').map((id) => readFolder(client, id, leave.signal))).then(
      (all) =>
        setCounted({
          files: all.reduce((sum, { filesWithin }) => sum + filesWithin, 0),
          folders: all.reduce((sum, { foldersWithin }) => sum + foldersWithin, 0),
        }),
      () => leave.signal.aborted || setCounted('unknown'),
    );
    return () => leave.abort();
  }, [client, ids]);

  if (counted === null) return <Loader aria-label="Counting the files in it" />;
  if (counted === 'unknown') return <Text>All files and folders in it are destroyed with it.</Text>;
  const { files, folders: deeper } = counted;
  if (files + deeper === 0) return <Text>There is nothing in {folders.length === 1 ? 'it' : 'them'}.</Text>;
  const also = deeper > 0 ? ` and ${countFolders(deeper)}` : '';
  return (
    <Text fw={600} role="status">
      {countFiles(files)}
      {also} in {folders.length === 1 ? 'it' : 'them'} {files + deeper === 1 ? 'is' : 'are'} destroyed too.
    </Text>
  );
}

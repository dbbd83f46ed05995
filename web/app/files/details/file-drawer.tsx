import { Button, Drawer, Skeleton, Stack } from '@mantine/core';
import { IconDownload, IconPencil, IconShare3, IconTrash } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useQuery } from 'urql';
import type { FileDrawerQuery } from '../../../client/generated/graphql.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { FileLinks } from '../../links/later.tsx';
import { useOnActivity } from '../../live/live.tsx';
import { WholeName } from '../name/file-name.tsx';
import { Preview } from '../preview/preview.tsx';
import classes from './details.module.css';
import { FileDrawerDocument } from './documents.ts';
import { FileAccess } from './file-access.tsx';
import { FileDetails } from './file-details.tsx';
import { FileHistory } from './file-history.tsx';
import { FileStorage } from './file-storage.tsx';

interface Shown {
  id: string;
  name: string;
}

interface FileDrawerProps {
  /** The file to show; null closes the drawer. */
  id: string | null;
  /** Whether a dialog stands over it, which then gets the keys. */
  covered: boolean;
  onClose(): void;
  onDownload(file: Shown): void;
  onShare(file: Shown): void;
  onRename(file: Shown): void;
  onDelete(file: Shown): void;
}

/** One file at the right: what is in it, what it is, and how it is stored. */
export function FileDrawer({ id, covered, onClose, ...actions }: FileDrawerProps) {
  const [{ data, error, fetching }, query] = useQuery({
    query: FileDrawerDocument,
    variables: { id: id ?? '' },
    pause: id === null,
    requestPolicy: 'cache-and-network',
  });
  const [asking, setAsking] = useState(false);
  useOnActivity(() => {
    if (id !== null) query({ requestPolicy: 'network-only' });
  });
  const file = data?.file?.id === id ? data?.file : null;
  return (
    <Drawer
      opened={id !== null}
      onClose={onClose}
      closeOnEscape={!covered && !asking}
      position="right"
      size="min(34rem, 100%)"
      title={<span className={classes.title}>{file ? <WholeName name={file.name} /> : 'File'}</span>}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {contents()}
    </Drawer>
  );

  function contents() {
    if (id === null) return null;
    if (file) return <Contents file={file} onCovered={setAsking} {...actions} />;
    if (error) {
      return (
        <Stack>
          <ErrorNote failure={error} />
          <Button variant="default" onClick={() => query({ requestPolicy: 'network-only' })}>
            Try again
          </Button>
        </Stack>
      );
    }
    if (fetching || data === undefined) return <Waiting />;
    return (
      <Stack align="flex-start">
        <p>This file is not here, or not any more.</p>
        <Button variant="default" onClick={onClose}>
          Back to the files
        </Button>
      </Stack>
    );
  }
}

type DrawerFile = NonNullable<FileDrawerQuery['file']>;

function Contents({
  file,
  onDownload,
  onShare,
  onRename,
  onDelete,
  onCovered,
}: { file: DrawerFile; onCovered: (covered: boolean) => void } & Omit<FileDrawerProps, 'id' | 'covered' | 'onClose'>) {
  return (
    <div className={classes.body}>
      <Preview file={file} />
      <div className={classes.actions}>
        <Button leftSection={<IconDownload size={18} aria-hidden />} onClick={() => onDownload(file)}>
          Download
        </Button>
        {!file.role && (
          <Button variant="default" leftSection={<IconShare3 size={18} aria-hidden />} onClick={() => onShare(file)}>
            Share…
          </Button>
        )}
        {file.role !== 'VIEWER' && (
          <Button variant="default" leftSection={<IconPencil size={18} aria-hidden />} onClick={() => onRename(file)}>
            Rename
          </Button>
        )}
        {!file.role && (
          <Button
            variant="default"
            className={classes.danger}
            leftSection={<IconTrash size={18} aria-hidden />}
            onClick={() => onDelete(file)}
          >
            Delete
          </Button>
        )}
      </div>
      <FileAccess file={file} />
      <FileDetails file={file} />
      {!file.role && (
        <Suspense fallback={<Skeleton height={96} role="status" aria-label="Loading" />}>
          <FileLinks fileId={file.id} onCovered={onCovered} />
        </Suspense>
      )}
      <FileStorage file={file} />
      <FileHistory id={file.id} />
    </div>
  );
}

function Waiting() {
  return (
    <div className={classes.body} aria-busy="true">
      <Skeleton height={192} radius={10} />
      <Skeleton height={36} width="60%" />
      <Skeleton height={160} />
    </div>
  );
}

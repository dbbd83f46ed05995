import { Anchor, Button, Skeleton, Stack } from '@mantine/core';
import { IconDownload, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useClient } from 'urql';
import { mutate } from '../../client/requests.ts';
import { useAction } from '../action.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { Moment } from '../components/moment.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { Row, Rows } from '../components/rows.tsx';
import { download } from '../files/actions/download.ts';
import { RenameDialog, type Renamed } from '../files/actions/rename-dialog.tsx';
import { FileDrawer } from '../files/details/file-drawer.tsx';
import { useOpenFile } from '../files/details/use-open-file.ts';
import { formatBytes } from '../files/format/bytes.ts';
import { RenameInListDocument } from '../files/list/documents.ts';
import { FileName } from '../files/name/file-name.tsx';
import { plainName } from '../files/name/visible.ts';
import { type SharedFile, useSharedList } from './use-shared-list.ts';

/** What others share with this person. */
export function SharedPage() {
  const list = useSharedList();
  const client = useClient();
  const [openId, openFile] = useOpenFile();
  const [renaming, setRenaming] = useState<Renamed | null>(null);
  const saving = useAction((id: string) => download(client, [id]));
  return (
    <>
      <PageHeader title="Shared with me" lead="Files of other people that they let you use." />
      <Stack gap="md">
        <ErrorNote failure={list.failure ?? saving.failure} />
        {contents()}
      </Stack>
      <FileDrawer
        id={openId}
        covered={renaming !== null}
        onClose={() => openFile(null)}
        onDownload={({ id }) => void saving.run(id)}
        onRename={(file) => setRenaming({ ...file, folder: false })}
        // Nobody deletes or shares what is another's; the drawer does not offer it.
        onDelete={() => {}}
        onShare={() => {}}
      />
      <RenameDialog item={renaming} onClose={() => setRenaming(null)} onRename={rename} />
    </>
  );

  async function rename({ id }: Renamed, name: string) {
    await mutate(client, RenameInListDocument, { id, name });
    list.refresh();
  }

  function contents() {
    const { pages } = list;
    if (pages === null && list.failure !== null) {
      return (
        <Button variant="default" onClick={list.refresh} style={{ alignSelf: 'flex-start' }}>
          Try again
        </Button>
      );
    }
    if (pages === null) return <Skeleton height={160} role="status" aria-label="Loading" />;
    if (pages.files.length === 0) {
      return (
        <EmptyState
          icon={<IconUsers size={40} stroke={1.5} aria-hidden />}
          sentence="Nobody shares a file with you yet. What colleagues share appears here by itself."
        />
      );
    }
    return (
      <>
        <Rows label="Files shared with me">
          {pages.files.map((file) => (
            <SharedRow key={file.id} file={file} onDownload={() => void saving.run(file.id)} />
          ))}
        </Rows>
        {pages.hasNextPage && (
          <Button variant="default" loading={list.loadingMore} onClick={() => void list.loadMore()}>
            Show more
          </Button>
        )}
      </>
    );
  }
}

function SharedRow({ file, onDownload }: { file: SharedFile; onDownload(): void }) {
  const { id, name, owner, size, createdAt, role } = file;
  return (
    <Row
      title={
        <FileName
          name={name}
          as={(shown) => (
            <Anchor
              component={Link}
              to={`?file=${id}`}
              state={{ opened: true }}
              preventScrollReset
              inherit
              fw={600}
              c="var(--sr-text)"
              aria-label={plainName(name)}
            >
              {shown}
            </Anchor>
          )}
        />
      }
      meta={
        <>
          From <bdi>{owner.name}</bdi> · {formatBytes(size)} · <Moment at={createdAt} />
          {role === 'EDITOR' && ' · you can rename it'}
        </>
      }
      actions={
        <Button
          variant="default"
          aria-label={`Download ${plainName(name)}`}
          leftSection={<IconDownload size={18} aria-hidden />}
          onClick={onDownload}
        >
          Download
        </Button>
      }
    />
  );
}

import { useHotkeys } from '@mantine/hooks';
import { type DragEvent, type ReactNode, Suspense, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { useClient } from 'urql';
import { type FolderItem, renameFolder } from '../../client/folders.ts';
import { mutate } from '../../client/requests.ts';
import { useAction } from '../action.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { ShareDialog } from '../links/later.tsx';
import type { Shared } from '../links/words.ts';
import { DeleteDialog } from './actions/delete-dialog.tsx';
import { download } from './actions/download.ts';
import { RenameDialog } from './actions/rename-dialog.tsx';
import { FileDrawer } from './details/file-drawer.tsx';
import { useOpenFile } from './details/use-open-file.ts';
import { CreateFolderDialog } from './folders/create-folder-dialog.tsx';
import { startDrag } from './folders/dragging.ts';
import { FolderHeader } from './folders/folder-header.tsx';
import { folderPath } from './folders/folder-path.ts';
import { type Movable, moveAll } from './folders/move.ts';
import { MoveDialog } from './folders/move-dialog.tsx';
import type { OpenFolder } from './folders/use-folder.ts';
import { FOLDER_WORDS } from './folders/words.ts';
import { RenameInListDocument } from './list/documents.ts';
import classes from './list/file-list.module.css';
import { FileList, focusList } from './list/file-list.tsx';
import { ListFoot } from './list/list-foot.tsx';
import type { Row } from './list/row-actions.ts';
import { SelectionBar } from './list/selection-bar.tsx';
import type { ListedFile, FileList as Listing } from './list/use-file-list.ts';
import { useNewest } from './list/use-newest.ts';
import { useSelection } from './list/use-selection.ts';

const NO_FILES: readonly ListedFile[] = [];
const NO_FOLDERS: readonly FolderItem[] = [];

interface FilesAtWorkProps {
  list: Listing;
  open: OpenFolder;
  /** Of the open folder; null for the root. */
  folderId: string | null;
  /** Stands in the list's place while there is none; the drawer opens all the same. */
  instead: ReactNode;
  /** Whether the list shown is not yet the one asked for. */
  outdated: boolean;
}

/** The folder's name, the list with its selection, its dialogs and the drawer. */
export function FilesAtWork({ list, open, folderId, instead, outdated }: FilesAtWorkProps) {
  const client = useClient();
  const navigate = useNavigate();
  const searching = list.search !== '';
  const files = list.pages?.files ?? NO_FILES;
  const folders = searching ? NO_FOLDERS : open.folders;
  const rows = useMemo<Row[]>(() => [...folders, ...files], [folders, files]);
  const folderIds = new Set(folders.map(({ id }) => id));
  const selection = useSelection(rows);
  const [openId, openFile] = useOpenFile();
  const [creating, setCreating] = useState(false);
  const [renaming, setRenaming] = useState<Movable | null>(null);
  const [relocating, setRelocating] = useState<readonly Movable[]>([]);
  const [deleting, setDeleting] = useState<readonly Movable[]>([]);
  const [sharing, setSharing] = useState<readonly Shared[]>([]);
  const saving = useAction((ids: readonly string[]) => download(client, ids));
  const dropping = useAction(move);

  const item = ({ id, name }: Row): Movable => ({ id, name, folder: folderIds.has(id) });
  const items = (ids: ReadonlySet<string>) => rows.filter(({ id }) => ids.has(id)).map(item);
  const chosen = items(selection.now.chosen);
  /** What a key is for: what is chosen, or else the row that the keyboard stands on. */
  const meant = () => (chosen.length > 0 ? chosen : items(new Set([selection.now.active ?? ''])));
  const dropOn = (ids: readonly string[], target: { id: string | null; name: string }) =>
    void dropping.run(items(new Set(ids)), target);

  const actions = useNewest({
    open: (row: Row) => (folderIds.has(row.id) ? void navigate(folderPath(row.id)) : openFile(row.id)),
    toggle: (row: Row) => selection.toggle(row.id),
    extend: (row: Row) => selection.extend(row.id),
    focused: (row: Row) => selection.focused(row.id),
    download: (row: Row) => void saving.run([row.id]),
    share: (row: Row) => setSharing([item(row)]),
    rename: (row: Row) => setRenaming(item(row)),
    move: (row: Row) => setRelocating([item(row)]),
    remove: (row: Row) => setDeleting([item(row)]),
    drag: (event: DragEvent, row: Row) =>
      startDrag(event, selection.now.chosen.has(row.id) ? chosen.map(({ id }) => id) : [row.id]),
    dropOn,
  });
  const covered = creating || renaming !== null || relocating.length > 0 || deleting.length > 0 || sharing.length > 0;
  const selectAll = (event: KeyboardEvent) => {
    if (covered || openId !== null) return;
    event.preventDefault();
    selection.all();
  };
  useHotkeys([['mod+A', selectAll, { preventDefault: false }]]);

  return (
    <>
      <FolderHeader
        folder={searching ? null : open.folder}
        onMove={dropOn}
        onCreate={searching || open.folder === null ? undefined : () => setCreating(true)}
      />
      <ErrorNote failure={saving.failure} />
      <ErrorNote failure={dropping.failure} own={FOLDER_WORDS} />
      {instead ?? (
        <div className={outdated ? classes.quiet : undefined} aria-busy={outdated}>
          <SelectionBar
            chosen={chosen.map(({ id, folder }) => ({ folder, size: files.find((file) => file.id === id)?.size ?? 0 }))}
            totalCount={list.pages?.totalCount ?? 0}
            folderCount={folders.length}
            search={list.search}
            onDownload={() => void saving.run(chosen.map(({ id }) => id))}
            onShare={() => setSharing(chosen)}
            onMove={() => setRelocating(chosen)}
            onDelete={() => setDeleting(chosen)}
            onClear={selection.none}
          />
          <FileList
            folders={folders}
            files={files}
            totalCount={folders.length + (list.pages?.totalCount ?? 0)}
            selection={selection.now}
            actions={actions}
            keys={{
              move: selection.move,
              all: selection.all,
              none: selection.none,
              remove: () => setDeleting(meant()),
              relocate: () => setRelocating(meant()),
            }}
          />
          <ListFoot list={list} />
        </div>
      )}
      <FileDrawer
        id={openId}
        covered={covered}
        onClose={() => openFile(null)}
        onDownload={actions.download}
        onShare={actions.share}
        onRename={actions.rename}
        onDelete={actions.remove}
      />
      <CreateFolderDialog
        opened={creating}
        parentId={folderId}
        onClose={() => setCreating(false)}
        onCreated={open.reload}
      />
      <RenameDialog item={renaming} onClose={() => setRenaming(null)} onRename={rename} />
      <MoveDialog
        given={relocating}
        from={searching ? undefined : folderId}
        onClose={() => {
          setRelocating([]);
          focusList();
        }}
        onMove={(target) => move(relocating, target)}
      />
      <Suspense>
        <ShareDialog
          given={sharing}
          onClose={() => {
            setSharing([]);
            focusList();
          }}
        />
      </Suspense>
      <DeleteDialog
        given={deleting}
        onClose={() => {
          setDeleting([]);
          focusList();
        }}
        onDeleted={(id) => {
          gone(id);
          if (id === openId) openFile(null);
        }}
      />
    </>
  );

  async function rename({ id, folder }: Movable, name: string): Promise<void> {
    if (folder) {
      await renameFolder(client, id, name);
      open.reload();
    } else {
      const { renameFile } = await mutate(client, RenameInListDocument, { id, name });
      const before = files.find((file) => file.id === id);
      list.replace({ ...renameFile, folder: before?.folder });
    }
  }

  async function move(given: readonly Movable[], target: { id: string | null; name: string }): Promise<void> {
    try {
      await moveAll(client, given, target, (id) => {
        if (!searching && target.id !== folderId) gone(id);
      });
    } finally {
      open.refresh();
      list.refresh();
    }
  }

  function gone(id: string): void {
    if (folderIds.has(id)) open.remove(id);
    else list.remove(new Set([id]));
  }
}

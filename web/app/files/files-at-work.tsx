import { useHotkeys } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useClient } from 'urql';
import { useAction } from '../action.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { ShareDialog } from '../links/share-dialog.tsx';
import type { Shared } from '../links/words.ts';
import { DeleteDialog } from './actions/delete-dialog.tsx';
import { download } from './actions/download.ts';
import { RenameDialog } from './actions/rename-dialog.tsx';
import { FileDrawer } from './details/file-drawer.tsx';
import { useOpenFile } from './details/use-open-file.ts';
import classes from './list/file-list.module.css';
import { FileList, focusList } from './list/file-list.tsx';
import { ListFoot } from './list/list-foot.tsx';
import { SelectionBar } from './list/selection-bar.tsx';
import type { ListedFile, FileList as Listing } from './list/use-file-list.ts';
import { useNewest } from './list/use-newest.ts';
import { useSelection } from './list/use-selection.ts';

interface Named {
  id: string;
  name: string;
}

const NO_FILES: readonly ListedFile[] = [];

interface FilesAtWorkProps {
  list: Listing;
  /** Stands in the list's place while there is none; the drawer opens all the same. */
  instead: ReactNode;
  /** Whether the list shown is not yet the one asked for. */
  outdated: boolean;
}

/** The list with its selection, its dialogs and the drawer. */
export function FilesAtWork({ list, instead, outdated }: FilesAtWorkProps) {
  const client = useClient();
  const files = list.pages?.files ?? NO_FILES;
  const selection = useSelection(files);
  const [openId, openFile] = useOpenFile();
  const [renaming, setRenaming] = useState<Named | null>(null);
  const [deleting, setDeleting] = useState<readonly Named[]>([]);
  const [sharing, setSharing] = useState<readonly Shared[]>([]);
  const saving = useAction((ids: readonly string[]) => download(client, ids));
  const chosen = files.filter((file) => selection.now.chosen.has(file.id));

  const actions = useNewest({
    open: (file: Named) => openFile(file.id),
    toggle: (file: Named) => selection.toggle(file.id),
    extend: (file: Named) => selection.extend(file.id),
    focused: (file: Named) => selection.focused(file.id),
    download: (file: Named) => void saving.run([file.id]),
    share: (file: Named) => setSharing([{ ...file, folder: false }]),
    rename: setRenaming,
    remove: (file: Named) => setDeleting([file]),
  });
  const removeChosen = () => {
    const active = files.filter((file) => file.id === selection.now.active);
    setDeleting(chosen.length > 0 ? chosen : active);
  };
  const covered = renaming !== null || deleting.length > 0 || sharing.length > 0;
  const selectAll = (event: KeyboardEvent) => {
    if (covered || openId !== null) return;
    event.preventDefault();
    selection.all();
  };
  useHotkeys([['mod+A', selectAll, { preventDefault: false }]]);

  return (
    <>
      <ErrorNote failure={saving.failure} />
      {instead ?? (
        <div className={outdated ? classes.quiet : undefined} aria-busy={outdated}>
          <SelectionBar
            chosen={chosen}
            totalCount={list.pages?.totalCount ?? 0}
            search={list.search}
            onDownload={() => void saving.run(chosen.map((file) => file.id))}
            onShare={() => setSharing(chosen.map((file) => ({ ...file, folder: false })))}
            onDelete={() => setDeleting(chosen)}
            onClear={selection.none}
          />
          <FileList
            files={files}
            totalCount={list.pages?.totalCount ?? 0}
            selection={selection.now}
            actions={actions}
            keys={{ move: selection.move, all: selection.all, none: selection.none, remove: removeChosen }}
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
      <ShareDialog
        given={sharing}
        onClose={() => {
          setSharing([]);
          focusList();
        }}
      />
      <RenameDialog file={renaming} onClose={() => setRenaming(null)} onRenamed={(file) => list.replace(file)} />
      <DeleteDialog
        files={deleting}
        onClose={() => {
          setDeleting([]);
          focusList();
        }}
        onDeleted={(id) => {
          list.remove(new Set([id]));
          if (id === openId) openFile(null);
        }}
      />
    </>
  );
}

import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFolderOff, IconRefresh, IconSearchOff } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { toStrongroomError } from '../../client/errors.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { useSearchWords } from '../frame/search-words.ts';
import { FilesAtWork } from './files-at-work.tsx';
import { useFolder } from './folders/use-folder.ts';
import classes from './list/file-list.module.css';
import { FirstFiles } from './list/first-files.tsx';
import { ListSkeleton } from './list/list-skeleton.tsx';
import { useFileList } from './list/use-file-list.ts';
import { useOnStored } from './uploads/uploads-context.ts';

/** The person's files, a folder at a time (`/folders/<id>`; the root at `/`), and the search in all of them. */
export function FilesPage() {
  const { folderId = null } = useParams();
  return <Folder key={folderId} folderId={folderId} />;
}

function Folder({ folderId }: { folderId: string | null }) {
  const [typed, setWords] = useSearchWords();
  const [words] = useDebouncedValue(typed.trim(), 150);
  const list = useFileList(words, folderId);
  const open = useFolder(folderId);
  useOnStored(() => {
    list.refresh();
    open.refresh();
  });
  return <FilesAtWork list={list} open={open} folderId={folderId} instead={state()} outdated={list.search !== words} />;

  /** What stands in place of the list; null when there is something to show. */
  function state() {
    const searching = list.search !== '';
    const failure = (list.pages === null && list.failure) || (!searching && open.folder === null && open.failure);
    if (failure) return failed(failure);
    if (list.pages === null || (!searching && open.folder === null)) return <ListSkeleton />;
    if (list.pages.files.length > 0 || (!searching && open.folders.length > 0)) return null;
    if (!searching) return <FirstFiles folder={folderId !== null} />;
    return (
      <EmptyState
        icon={<IconSearchOff size={40} stroke={1.5} aria-hidden />}
        sentence={`No file has “${list.search}” in its name.`}
      >
        <Button variant="default" onClick={() => setWords('')}>
          Show all files
        </Button>
      </EmptyState>
    );
  }

  function failed(failure: unknown) {
    if (folderId !== null && toStrongroomError(failure).code === 'NOT_FOUND') {
      return (
        <EmptyState
          icon={<IconFolderOff size={40} stroke={1.5} aria-hidden />}
          sentence="This folder is not here, or not any more."
        >
          <Button variant="default" component={Link} to="/">
            Back to your files
          </Button>
        </EmptyState>
      );
    }
    return (
      <div className={classes.failed}>
        <ErrorNote failure={failure} />
        <Button
          variant="default"
          leftSection={<IconRefresh size={18} aria-hidden />}
          onClick={() => {
            list.reload();
            open.reload();
          }}
        >
          Try again
        </Button>
      </div>
    );
  }
}

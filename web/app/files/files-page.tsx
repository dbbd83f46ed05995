import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconRefresh, IconSearchOff } from '@tabler/icons-react';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { useSearchWords } from '../frame/search-words.ts';
import { FilesAtWork } from './files-at-work.tsx';
import classes from './list/file-list.module.css';
import { FirstFiles } from './list/first-files.tsx';
import { ListSkeleton } from './list/list-skeleton.tsx';
import { type FileList, useFileList } from './list/use-file-list.ts';
import { useOnStored } from './uploads/uploads-context.ts';

/** The person's files: search, list, and everything that can be done with them. */
export function FilesPage() {
  const [typed, setWords] = useSearchWords();
  const [words] = useDebouncedValue(typed.trim(), 150);
  const list = useFileList(words);
  useOnStored(list.refresh);
  return (
    <>
      <PageHeader title="Files" />
      <FilesAtWork list={list} instead={state()} outdated={list.search !== words} />
    </>
  );

  /** What stands in place of the list; null when there are files to show. */
  function state() {
    if (list.failure !== null && list.pages === null) return <Failed list={list} />;
    if (list.pages === null) return <ListSkeleton />;
    if (list.pages.files.length > 0) return null;
    if (list.search === '') return <FirstFiles />;
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
}

function Failed({ list }: { list: FileList }) {
  return (
    <div className={classes.failed}>
      <ErrorNote failure={list.failure} />
      <Button variant="default" leftSection={<IconRefresh size={18} aria-hidden />} onClick={list.reload}>
        Try again
      </Button>
    </div>
  );
}

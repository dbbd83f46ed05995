import { ActionIcon, Button } from '@mantine/core';
import { IconFolderUp, IconLockOpen, IconUpload } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useCommand } from './commands.tsx';
import classes from './frame.module.css';
import { SearchField } from './search-field.tsx';

/** Search, the vault's state and Upload, on every page. */
export function TopLine({ searchRef }: { searchRef: RefObject<HTMLInputElement | null> }) {
  const upload = useCommand('upload');
  const folder = useCommand('upload folder');
  return (
    <header className={classes.top}>
      <SearchField fieldRef={searchRef} />
      <span className={classes.state}>
        <IconLockOpen size={16} aria-hidden />
        <span className={classes.stateWords}>Vault unlocked</span>
      </span>
      {folder.offered && (
        <ActionIcon
          variant="default"
          size={36}
          aria-label="Upload a folder"
          title="Upload a folder"
          onClick={folder.run}
          visibleFrom="sm"
        >
          <IconFolderUp size={18} aria-hidden />
        </ActionIcon>
      )}
      {upload.offered && (
        <Button
          leftSection={<IconUpload size={18} aria-hidden />}
          onClick={upload.run}
          aria-keyshortcuts="u"
          flex="none"
        >
          Upload
        </Button>
      )}
    </header>
  );
}

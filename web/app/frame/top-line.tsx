import { Button, Kbd, TextInput } from '@mantine/core';
import { IconLockOpen, IconSearch, IconUpload } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useCommand } from './commands.tsx';
import classes from './frame.module.css';
import { useSearchWords } from './search-words.ts';

/** Search, the vault's state and Upload, on every page. */
export function TopLine({ searchRef }: { searchRef: RefObject<HTMLInputElement | null> }) {
  const [words, setWords] = useSearchWords();
  const upload = useCommand('upload');
  return (
    <header className={classes.top}>
      <search className={classes.search}>
        <TextInput
          ref={searchRef}
          type="search"
          aria-label="Search files by name"
          aria-keyshortcuts="/"
          placeholder="Search files"
          leftSection={<IconSearch size={18} aria-hidden />}
          rightSection={
            words ? null : (
              <Kbd size="xs" className={classes.wideOnly} aria-hidden>
                /
              </Kbd>
            )
          }
          rightSectionPointerEvents="none"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </search>
      <span className={classes.state}>
        <IconLockOpen size={16} aria-hidden />
        <span className={classes.stateWords}>Vault unlocked</span>
      </span>
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

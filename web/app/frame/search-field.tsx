import { Kbd, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import classes from './frame.module.css';
import { useSearchWords } from './search-words.ts';

/** Milliseconds of rest after a key before the address follows. */
const REST = 120;

/** The search words. What is typed shows at once; the address follows, and leads when it changes otherwise (Back). */
export function SearchField({ fieldRef }: { fieldRef: RefObject<HTMLInputElement | null> }) {
  const [words, setWords] = useSearchWords();
  const [typed, setTyped] = useState(words);
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const newestSet = useRef(setWords);
  newestSet.current = setWords;

  useEffect(() => {
    if (waiting.current === null) setTyped(words);
  }, [words]);
  useEffect(() => () => clearTimeout(waiting.current ?? undefined), []);

  const type = (text: string) => {
    setTyped(text);
    clearTimeout(waiting.current ?? undefined);
    waiting.current = setTimeout(() => {
      waiting.current = null;
      newestSet.current(text);
    }, REST);
  };
  return (
    <search className={classes.search}>
      <TextInput
        ref={fieldRef}
        type="search"
        aria-label="Search files by name"
        aria-keyshortcuts="/"
        placeholder="Search files"
        leftSection={<IconSearch size={18} aria-hidden />}
        rightSection={
          typed ? null : (
            <Kbd size="xs" className={classes.wideOnly} aria-hidden>
              /
            </Kbd>
          )
        }
        rightSectionPointerEvents="none"
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
      />
    </search>
  );
}

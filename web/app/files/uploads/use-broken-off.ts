import { useEffect, useState } from 'react';
import { announce } from '../../components/announcer.tsx';
import { type BrokenOff, discardBrokenOff, findBrokenOff } from './broken-off.ts';
import { sendTo } from './destination.ts';
import { keyOfFile } from './resumable.ts';
import { useUploads } from './uploads-context.ts';

/** Why an upload of an earlier visit could not be gone on with, or given up. */
export type Hindrance = 'other file' | 'other tab';

export interface BrokenOffUploads {
  those: readonly BrokenOff[];
  hindered: ReadonlyMap<string, Hindrance>;
  /** Goes on with an upload by this file, if it is the one. */
  goOn(upload: BrokenOff, file: File): void;
  giveUp(uploads: readonly BrokenOff[]): void;
}

/** The uploads of earlier visits that can be gone on with; looked for once, then kept up with what is forgotten. */
export function useBrokenOff(): BrokenOffUploads {
  const { events, memory, add } = useUploads();
  const [those, setThose] = useState<readonly BrokenOff[]>([]);
  const [hindered, setHindered] = useState<ReadonlyMap<string, Hindrance>>(new Map());
  useEffect(() => {
    const control = new AbortController();
    const { signal } = control;
    setThose([]);
    void findBrokenOff(memory, signal).then((found) => {
      if (signal.aborted || found.length === 0) return;
      setThose(found);
      announce(brokenOffWords(found.length));
    });
    const drop = (gone: (key: string) => boolean) => setThose((before) => before.filter(({ key }) => !gone(key)));
    const resumed = (event: Event) => drop((key) => key === (event as CustomEvent<string>).detail);
    // Another tab has finished it, or given it up.
    const elsewhere = ({ key: name, newValue }: StorageEvent) => {
      if (newValue === null) drop((key) => name === null || name.endsWith(`.${key}`));
    };
    events.addEventListener('resumed', resumed, { signal });
    window.addEventListener('storage', elsewhere, { signal });
    return () => control.abort();
  }, [events, memory]);

  const hinder = (key: string, hindrance: Hindrance) => setHindered((before) => new Map(before).set(key, hindrance));
  return {
    those,
    hindered,
    goOn({ key, folderId }, file) {
      sendTo(file, folderId);
      void keyOfFile(file).then((its) => (its === key ? add([file]) : hinder(key, 'other file')));
    },
    giveUp(uploads) {
      for (const upload of uploads) {
        void discardBrokenOff(memory, upload).then((done) => {
          if (!done) hinder(upload.key, 'other tab');
          else setThose((before) => before.filter(({ key }) => key !== upload.key));
        });
      }
    },
  };
}

export function brokenOffWords(count: number): string {
  return count === 1
    ? '1 upload was broken off. Choose the same file to go on.'
    : `${count} uploads were broken off. Choose the same files to go on.`;
}

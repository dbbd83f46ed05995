import { Button, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { announce } from '../../components/announcer.tsx';
import { type BrokenOff, discardBrokenOff, findBrokenOff } from './broken-off.ts';
import classes from './uploads.module.css';
import { useUploads } from './uploads-context.ts';

/** The uploads of earlier visits that can be gone on with; looked for once, then kept up with what is forgotten. */
export function useBrokenOff(): [BrokenOff[], () => void] {
  const { events } = useUploads();
  const [those, setThose] = useState<BrokenOff[]>([]);
  useEffect(() => {
    const control = new AbortController();
    void findBrokenOff(control.signal).then((found) => {
      if (control.signal.aborted || found.length === 0) return;
      setThose(found);
      announce(words(found.length));
    });
    const resumed = (event: Event) => {
      const key = (event as CustomEvent<string>).detail;
      setThose((before) => before.filter(([each]) => each !== key));
    };
    events.addEventListener('resumed', resumed);
    return () => {
      control.abort();
      events.removeEventListener('resumed', resumed);
    };
  }, [events]);
  const discard = () => {
    void discardBrokenOff(those);
    setThose([]);
  };
  return [those, discard];
}

/** Offers to go on with uploads that ended with an earlier page. Only the person can give the files again. */
export function BrokenOffNote({ count, onDiscard }: { count: number; onDiscard: () => void }) {
  const { pick } = useUploads();
  return (
    <div className={classes.brokenOff}>
      <Text size="sm">{words(count)}</Text>
      <div className={classes.brokenOffActions}>
        <Button size="compact-sm" onClick={pick}>
          {count === 1 ? 'Choose the file' : 'Choose the files'}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onDiscard}>
          {count === 1 ? 'Give it up' : 'Give them up'}
        </Button>
      </div>
    </div>
  );
}

function words(count: number): string {
  return count === 1
    ? '1 upload was broken off. Choose the same file to go on.'
    : `${count} uploads were broken off. Choose the same files to go on.`;
}

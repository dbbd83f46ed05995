import { IconLock } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { carriesFiles, type Dropped, droppedTree } from './dropped.ts';
import classes from './uploads.module.css';

interface WindowDropProps {
  onDrop: (dropped: Dropped) => void;
  /** Where they will go. */
  words: string;
}

/**
 * Takes files and folders that are dropped anywhere on the window or pasted into it, and says meanwhile where they
 * will go.
 */
export function WindowDrop({ onDrop, words }: WindowDropProps) {
  const [over, setOver] = useState(false);
  const newest = useRef(onDrop);
  newest.current = onDrop;

  useEffect(() => {
    // Entering a child fires before leaving its parent: only the count tells when the window itself is left.
    let depth = 0;
    const carries = (event: DragEvent) => carriesFiles([...(event.dataTransfer?.types ?? [])]);
    const take = (items: DataTransferItemList | undefined) => {
      void droppedTree(items ?? []).then((dropped) => newest.current(dropped));
    };
    const enter = (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      depth += 1;
      setOver(true);
    };
    const hold = (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const leave = (event: DragEvent) => {
      if (!carries(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setOver(false);
      if (!carries(event)) return;
      event.preventDefault();
      take(event.dataTransfer?.items);
    };
    const paste = (event: ClipboardEvent) => {
      if (!carriesFiles([...(event.clipboardData?.types ?? [])])) return;
      event.preventDefault();
      take(event.clipboardData?.items);
    };
    const signal = new AbortController();
    window.addEventListener('dragenter', enter, signal);
    window.addEventListener('dragover', hold, signal);
    window.addEventListener('dragleave', leave, signal);
    window.addEventListener('drop', drop, signal);
    window.addEventListener('paste', paste, signal);
    return () => signal.abort();
  }, []);

  if (!over) return null;
  return (
    <div className={classes.drop} role="status">
      <div className={classes.dropWords}>
        <IconLock size={40} stroke={1.5} aria-hidden />
        <strong>{words}</strong>
        <span>They are encrypted before they are stored.</span>
      </div>
    </div>
  );
}

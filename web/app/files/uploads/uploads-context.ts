import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import type { UploadEngine } from './engine.ts';
import type { Queue } from './queue.ts';
import type { UploadMemory } from './resumable.ts';

/** What pages and panels may do with uploads. */
export interface Uploads {
  /** Opens the browser's picker; what is chosen there is uploaded. */
  pick(): void;
  /** The same for a whole folder. */
  pickFolder(): void;
  add(files: readonly File[]): void;
  engine: UploadEngine;
  /** This person's unfinished uploads. */
  memory: UploadMemory;
  /**
   * Fires `stored` whenever a file has been stored, and `resumed` with the key of a remembered upload (a CustomEvent)
   * when a file goes on with it.
   */
  events: EventTarget;
}

export const UploadsContext = createContext<Uploads | null>(null);

/** The uploads of this tab; for anything inside `UploadQueueProvider`. */
export function useUploads(): Uploads {
  const uploads = useContext(UploadsContext);
  if (uploads === null) throw new Error('useUploads outside of UploadQueueProvider');
  return uploads;
}

/** The queue as it is now; renders again at every change. */
export function useQueue(): Queue {
  const { engine } = useUploads();
  return useSyncExternalStore(engine.subscribe, engine.queue);
}

/** Calls back whenever a file has been stored. The newest callback is called; it need not be stable. */
export function useOnStored(callback: () => void): void {
  const { events } = useUploads();
  const newest = useRef(callback);
  newest.current = callback;
  useEffect(() => {
    const hear = () => newest.current();
    events.addEventListener('stored', hear);
    return () => events.removeEventListener('stored', hear);
  }, [events]);
}

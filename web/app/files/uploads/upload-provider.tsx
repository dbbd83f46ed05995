import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useClient } from 'urql';
import { useOfferCommand } from '../../frame/commands.tsx';
import { createUploadEngine, type UploadEngine } from './engine.ts';
import { refusal } from './refuse.ts';
import { createResumableSender } from './resumable.ts';
import { sendThrough } from './send.ts';
import classes from './uploads.module.css';
import { type Uploads, UploadsContext } from './uploads-context.ts';
import { useFolderUploads } from './use-folder-uploads.tsx';
import { WindowDrop } from './window-drop.tsx';

/**
 * Keeps the uploads of this tab while pages change: takes files by picker, drop and paste, offers the frame's
 * command `upload`, and ends every transfer when it is unmounted (the person signed out, the vault was locked).
 */
export function UploadQueueProvider({ children }: { children: ReactNode }) {
  const client = useClient();
  const picker = useRef<HTMLInputElement>(null);
  const [events] = useState(() => new EventTarget());
  const engine = useMemo<UploadEngine>(() => {
    const large = createResumableSender((key) => events.dispatchEvent(new CustomEvent('resumed', { detail: key })));
    return createUploadEngine({
      send: sendThrough(client, large.send),
      discard: large.discard,
      refuse: refusal,
      clock: () => Date.now(),
      onStored: () => events.dispatchEvent(new Event('stored')),
    });
  }, [client, events]);
  useEffect(() => {
    window.addEventListener('online', engine.hurry);
    return () => {
      window.removeEventListener('online', engine.hurry);
      engine.stop();
    };
  }, [engine]);

  const folder = useFolderUploads(engine.add, () => events.dispatchEvent(new Event('stored')));
  const uploads = useMemo<Uploads>(
    () => ({ pick: () => picker.current?.click(), add: engine.add, engine, events }),
    [engine, events],
  );
  useOfferCommand('upload', uploads.pick);

  return (
    <UploadsContext.Provider value={uploads}>
      {children}
      <input
        ref={picker}
        type="file"
        multiple
        className={classes.picker}
        tabIndex={-1}
        aria-hidden="true"
        data-testid="file-picker"
        onChange={(event) => {
          folder.add([...(event.currentTarget.files ?? [])]);
          // So that the same file can be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <WindowDrop onDrop={folder.take} inside={folder.inside} />
      {folder.note}
    </UploadsContext.Provider>
  );
}

import { type ReactNode, type Ref, useEffect, useMemo, useRef, useState } from 'react';
import { useClient } from 'urql';
import { localResumeStore } from '../../../client/resumable/store.ts';
import { useOfferCommand } from '../../frame/commands.tsx';
import { useViewer } from '../../gate/gate.tsx';
import { createUploadEngine, type UploadEngine } from './engine.ts';
import { refusal } from './refuse.ts';
import { createResumableSender, type UploadMemory } from './resumable.ts';
import { sendThrough } from './send.ts';
import { tabHolds } from './tab-holds.ts';
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
  const { id: viewerId } = useViewer();
  const picker = useRef<HTMLInputElement>(null);
  const folderPicker = useRef<HTMLInputElement>(null);
  const [events] = useState(() => new EventTarget());
  // Several people may use one browser: what is remembered is each one's own.
  const memory = useMemo<UploadMemory>(
    () => ({ store: localResumeStore(viewerId), holds: tabHolds(viewerId) }),
    [viewerId],
  );
  const engine = useMemo<UploadEngine>(() => {
    const taken = (key: string) => events.dispatchEvent(new CustomEvent('resumed', { detail: key }));
    const large = createResumableSender(memory, taken);
    return createUploadEngine({
      send: sendThrough(client, large.send),
      discard: large.discard,
      release: large.release,
      refuse: refusal,
      clock: () => Date.now(),
      onStored: () => events.dispatchEvent(new Event('stored')),
    });
  }, [client, events, memory]);
  useEffect(() => {
    window.addEventListener('online', engine.hurry);
    return () => {
      window.removeEventListener('online', engine.hurry);
      engine.stop();
    };
  }, [engine]);

  const folder = useFolderUploads(engine.add, () => events.dispatchEvent(new Event('stored')));
  const uploads = useMemo<Uploads>(
    () => ({
      pick: () => picker.current?.click(),
      pickFolder: () => folderPicker.current?.click(),
      add: engine.add,
      engine,
      memory,
      events,
    }),
    [engine, events, memory],
  );
  useOfferCommand('upload', uploads.pick);
  useOfferCommand('upload folder', uploads.pickFolder);

  return (
    <UploadsContext.Provider value={uploads}>
      {children}
      <Picker ref={picker} testId="file-picker" onFiles={folder.add} />
      <Picker ref={folderPicker} testId="folder-picker" folder onFiles={folder.add} />
      <WindowDrop
        onDrop={folder.take}
        words={folder.inside ? 'Drop to upload into this folder' : 'Drop to upload to your files'}
      />
      {folder.note}
    </UploadsContext.Provider>
  );
}

interface PickerProps {
  ref: Ref<HTMLInputElement>;
  testId: string;
  /** Whether it asks for a folder, whose files it gives, in place of files. */
  folder?: boolean;
  onFiles: (files: File[]) => void;
}

function Picker({ ref, testId, folder = false, onFiles }: PickerProps) {
  return (
    <input
      ref={ref}
      type="file"
      multiple
      {...(folder ? { webkitdirectory: '' } : {})}
      className={classes.picker}
      tabIndex={-1}
      aria-hidden="true"
      data-testid={testId}
      onChange={(event) => {
        onFiles([...(event.currentTarget.files ?? [])]);
        // So that the same file can be chosen again.
        event.currentTarget.value = '';
      }}
    />
  );
}

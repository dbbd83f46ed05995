import { useCallback, useEffect, useMemo, useState } from 'react';
import { useClient } from 'urql';
import { toStrongroomError } from '../../client/errors.ts';
import { type OpenedFileRequest, RequestUploadsDocument, type SentFile } from '../../client/file-requests.ts';
import { query } from '../../client/requests.ts';
import { localResumeStore } from '../../client/resumable/store.ts';
import { formatBytes } from '../files/format/bytes.ts';
import { createUploadEngine } from '../files/uploads/engine.ts';
import { refusal } from '../files/uploads/refuse.ts';
import { createResumableSender, type UploadMemory } from '../files/uploads/resumable.ts';
import { sendThrough } from '../files/uploads/send.ts';
import { tabHolds } from '../files/uploads/tab-holds.ts';
import type { Uploads } from '../files/uploads/uploads-context.ts';
import { SENDER_WORDS } from './sender-words.ts';

/**
 * The upload queue of someone who sends into a request: the same engine as everyone's, speaking with the upload token.
 * @param pick opens the browser's picker
 */
export function useSenderUploads({ uploadToken, limits }: OpenedFileRequest, pick: () => void): Uploads {
  const client = useClient();
  const [events] = useState(() => new EventTarget());
  const { maxFileSize } = limits;
  const memory = useMemo<UploadMemory>(() => {
    // Enough of the token to tell senders apart, too little to be it.
    const owner = `sender-${uploadToken.slice(-12)}`;
    return { store: localResumeStore(owner), holds: tabHolds(owner) };
  }, [uploadToken]);
  const engine = useMemo(() => {
    const bearer = { uploadToken, words: SENDER_WORDS };
    const large = createResumableSender(memory, () => {}, bearer);
    return createUploadEngine({
      send: sendThrough(client, large.send, bearer),
      discard: large.discard,
      release: large.release,
      refuse: (file) => (file.size > maxFileSize ? tooLarge(maxFileSize) : refusal(file)),
      clock: () => Date.now(),
      onStored: () => events.dispatchEvent(new Event('stored')),
    });
  }, [client, uploadToken, maxFileSize, events, memory]);
  useEffect(() => {
    window.addEventListener('online', engine.hurry);
    return () => {
      window.removeEventListener('online', engine.hurry);
      engine.stop();
    };
  }, [engine]);
  return useMemo(
    () => ({ pick, pickFolder: pick, add: engine.add, engine, memory, events }),
    [pick, engine, memory, events],
  );
}

function tooLarge(most: number) {
  return {
    happened: `This request takes files of up to ${formatBytes(most)}.`,
    todo: 'Send a smaller one, or tell whoever sent you the link.',
  };
}

/** What the server has of this sender, asked for again after each file. */
export function useSentFiles(uploadToken: string, onOver: () => void): { sent: SentFile[] | null; refresh(): void } {
  const client = useClient();
  const [sent, setSent] = useState<SentFile[] | null>(null);
  const refresh = useCallback(() => {
    query(client, RequestUploadsDocument, { uploadToken })
      .then(({ requestUploads }) => setSent(requestUploads))
      .catch((error: unknown) => {
        if (toStrongroomError(error).code === 'UNAUTHENTICATED') onOver();
      });
  }, [client, uploadToken, onOver]);
  useEffect(refresh, [refresh]);
  return { sent, refresh };
}

import { type StrongroomErrorCode, toStrongroomError } from '../../../client/errors.ts';
import { attempt } from '../../../client/resumable/attempt.ts';
import { marksOf } from '../../../client/resumable/source.ts';
import { keyOf, type LocalResumeStore } from '../../../client/resumable/store.ts';
import { terminate } from '../../../client/resumable/upload.ts';
import type { OwnWords } from '../../words/errors.ts';
import { destinationOf } from './destination.ts';
import type { Outcome, Send } from './engine.ts';
import { outcomeOf } from './outcome.ts';
import type { TabHolds } from './tab-holds.ts';

const HEADERS = { 'apollo-require-preflight': 'true' };

/** For whom uploads are sent, where it is not whoever is signed in. */
export interface Bearer {
  /** Of a file request. */
  uploadToken: string;
  /** Words for refusals that mean something else to someone without an account. */
  words: OwnWords;
}

/** What requests for it carry. */
export function headersOf(bearer: Bearer | undefined): Record<string, string> {
  return bearer ? { ...HEADERS, authorization: `Bearer ${bearer.uploadToken}` } : HEADERS;
}

const GONE: readonly StrongroomErrorCode[] = ['NOT_FOUND', 'EXPIRED'];

/** Large files: sent so that a pause, a broken line or a reload costs nothing that has arrived. */
export interface ResumableSender {
  send: Send;
  /** Has the server forget what it has of a file whose upload was given up. */
  discard(file: File): void;
  /** Lets other tabs go on with a file that this one no longer sends. */
  release(file: File): void;
}

/** What outlives a visit: the unfinished uploads of one person, and which tab has them. */
export interface UploadMemory {
  store: LocalResumeStore;
  holds: TabHolds;
}

/** The same file into another folder is another upload. */
const placeOf = (file: File) => [destinationOf(file)].filter((id) => id !== undefined);

function folderOf(file: File): { folderId?: string } {
  const folderId = destinationOf(file);
  return folderId === undefined ? {} : { folderId };
}

/** The name under which a file's upload is remembered; undefined where nothing can be. */
export function keyOfFile(file: File): Promise<string | undefined> {
  return keyOf(['page', ...(marksOf(file) ?? []), ...placeOf(file)]);
}

const ELSEWHERE: Outcome = {
  kind: 'refused',
  trouble: {
    happened: 'Another tab of this browser is sending this file.',
    todo: 'Watch it there, or close that tab and try again here.',
  },
  retryable: true,
};

/**
 * Sends by tus, and remembers each upload's address until it is finished, under a hash of the file's name, size and
 * date: when the same file is chosen again, its upload goes on. Of several tabs, one sends it.
 *
 * @param onTaken called with the key of a remembered upload when a file is sent by it, or it was forgotten
 */
export function createResumableSender(
  { store, holds }: UploadMemory,
  onTaken: (key: string) => void,
  bearer?: Bearer,
): ResumableSender {
  const headers = headersOf(bearer);
  const urls = new WeakMap<File, string>();
  /** Files whose remembered upload is in use here; the same file chosen twice makes a second upload. */
  const inUse = new Map<string, { file: File; letGo: () => void }>();

  /** The key by which this tab may send the file, null where it is not remembered; nothing while another tab has it. */
  async function take(file: File): Promise<{ key: string | null } | undefined> {
    const key = await keyOfFile(file);
    if (key === undefined) return { key: null };
    const known = inUse.get(key);
    if (known) return { key: known.file === file ? key : null };
    const use = { file, letGo: () => {} };
    inUse.set(key, use);
    const letGo = await holds.take(key);
    const released = inUse.get(key) !== use;
    if (letGo === null) {
      if (!released) inUse.delete(key);
      return undefined;
    }
    if (released) letGo();
    else use.letGo = letGo;
    return { key };
  }

  function release(file: File): void {
    for (const [key, use] of inUse) {
      if (use.file !== file) continue;
      inUse.delete(key);
      use.letGo();
    }
  }

  async function forget(file: File, key: string | null): Promise<void> {
    urls.delete(file);
    if (key !== null) {
      await store.delete(key);
      onTaken(key);
    }
    release(file);
  }

  async function sendOnce(file: File, onProgress: (sent: number) => void, signal: AbortSignal): Promise<Outcome> {
    const taken = await take(file);
    if (taken === undefined) return ELSEWHERE;
    const { key } = taken;
    const url = urls.get(file) ?? (key === null ? undefined : (await store.get(key))?.url);
    if (url !== undefined) urls.set(file, url);
    if (key !== null) onTaken(key);
    try {
      const fileId = await attempt({
        endpoint: new URL('/uploads', location.origin).href,
        headers,
        url,
        metadata: { filename: file.name, filetype: file.type, ...folderOf(file) },
        file,
        signal,
        onProgress,
        onUrl(made) {
          if (made === url) return;
          urls.set(file, made);
          if (key === null) return;
          const begun = Date.now();
          void store.set(key, { url: made, size: file.size, begun, expiresAt: null });
        },
      });
      await forget(file, key);
      return { kind: 'stored', fileId };
    } catch (error) {
      const { code } = toStrongroomError(error);
      if (url === undefined || signal.aborted || !GONE.includes(code)) {
        return outcomeOf(error, 'resumable', bearer?.words);
      }
      await forget(file, key);
      return sendOnce(file, onProgress, signal);
    }
  }

  return {
    send: sendOnce,
    discard(file) {
      void take(file).then(async (taken) => {
        if (taken === undefined) return;
        const { key } = taken;
        const url = urls.get(file) ?? (key === null ? undefined : (await store.get(key))?.url);
        await forget(file, key);
        if (url !== undefined) discardUpload(url, headers);
      });
    },
    release,
  };
}

/** Ends an upload on the server; one that cannot be reached just now expires by itself. */
export function discardUpload(url: string, headers: Record<string, string> = HEADERS): void {
  terminate({ headers, fetch: (input, init) => fetch(input, init) }, url).catch(() => {});
}

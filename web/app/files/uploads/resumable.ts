import { type StrongroomErrorCode, toStrongroomError } from '../../../client/errors.ts';
import { attempt } from '../../../client/resumable/attempt.ts';
import { marksOf, RESUMABLE_FROM } from '../../../client/resumable/source.ts';
import { keyOf, localResumeStore } from '../../../client/resumable/store.ts';
import { terminate } from '../../../client/resumable/upload.ts';
import type { OwnWords } from '../../words/errors.ts';
import type { Outcome, Send } from './engine.ts';
import { outcomeOf } from './outcome.ts';

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
}

/** Whether a file is large enough to be sent so. */
export function isResumable(file: { size: number }): boolean {
  return file.size > RESUMABLE_FROM;
}

/**
 * Sends by tus, and remembers each upload's address in localStorage until it is finished, under a hash of the file's
 * name, size and date: when the same file is chosen again, its upload goes on.
 *
 * @param onTaken called with the key of a remembered upload when a file is sent by it, or it was forgotten
 */
export function createResumableSender(onTaken: (key: string) => void, bearer?: Bearer): ResumableSender {
  const headers = headersOf(bearer);
  const store = localResumeStore();
  const urls = new WeakMap<File, string>();
  /** Files whose remembered upload is in use here; the same file chosen twice makes a second upload. */
  const inUse = new Map<string, File>();

  async function keyFor(file: File): Promise<string | undefined> {
    const key = await keyOf([bearer?.uploadToken ?? 'page', ...(marksOf(file) ?? [])]);
    if (key === undefined || (inUse.has(key) && inUse.get(key) !== file)) return undefined;
    inUse.set(key, file);
    return key;
  }

  async function forget(file: File, key: string | undefined): Promise<void> {
    urls.delete(file);
    if (key === undefined) return;
    inUse.delete(key);
    await store.delete(key);
    onTaken(key);
  }

  async function sendOnce(file: File, onProgress: (sent: number) => void, signal: AbortSignal): Promise<Outcome> {
    const key = await keyFor(file);
    const url = urls.get(file) ?? (key === undefined ? undefined : (await store.get(key))?.url);
    if (url !== undefined) urls.set(file, url);
    if (key !== undefined) onTaken(key);
    try {
      const fileId = await attempt({
        endpoint: new URL('/uploads', location.origin).href,
        headers,
        url,
        metadata: { filename: file.name, filetype: file.type },
        file,
        signal,
        onProgress,
        onUrl(made) {
          if (made === url) return;
          urls.set(file, made);
          if (key === undefined) return;
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
      void keyFor(file).then(async (key) => {
        const url = urls.get(file) ?? (key === undefined ? undefined : (await store.get(key))?.url);
        await forget(file, key);
        if (url !== undefined) discardUpload(url, headers);
      });
    },
  };
}

/** Ends an upload on the server; one that cannot be reached just now expires by itself. */
export function discardUpload(url: string, headers: Record<string, string> = HEADERS): void {
  terminate({ headers, fetch: (input, init) => fetch(input, init) }, url).catch(() => {});
}

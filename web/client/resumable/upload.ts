import { errorOfResponse, StrongroomError, type StrongroomErrorCode, toStrongroomError } from '../errors.ts';
import { type FileItem, file as fileOf } from '../files.ts';
import { attempt } from './attempt.ts';
import type { Memory } from './memory.ts';
import type { ResumableSource } from './source.ts';

/** A pause in an upload that goes on by itself. */
export interface Wait {
  /** Why. */
  error: StrongroomError;
  /** For how long, until it tries again. */
  seconds: number;
}

/** Where resumable uploads go. */
export interface UploadsPlace {
  /** The address of `/uploads`. */
  endpoint: string;
  headers: Record<string, string>;
  fetch: typeof fetch;
  /** Whether XMLHttpRequest is to be used, which alone has progress in browsers. */
  xhr: boolean;
}

/** Faults that pass by themselves. */
const PASSING: readonly StrongroomErrorCode[] = ['NETWORK', 'CONFLICT', 'UNAVAILABLE', 'RATE_LIMITED', 'STORAGE_FULL'];
/** The upload is no more; another can be made. */
const GONE: readonly StrongroomErrorCode[] = ['NOT_FOUND', 'EXPIRED'];
/** Breaks in a row, none of them a byte further than the one before, after which it gives up: about three minutes. */
const MOST_BREAKS = 9;
const LONGEST = 30_000;

/**
 * Sends a file by tus. Goes on after passing faults, waiting 1 s, then twice as long each time up to 30 s, and no
 * less than the server asked for; gives up after nine breaks without progress, but waits for a server that is full
 * until there is room. A server that cannot be reached at
 * the very beginning is a failure at once. On failure and when aborted, an upload that nothing remembers is ended.
 * @returns the file's id
 */
export async function sendResumably(
  place: UploadsPlace,
  { source, blob }: { source: ResumableSource; blob: Blob | undefined },
  {
    metadata,
    memory,
    onProgress,
    onWait,
    signal,
  }: {
    metadata: Record<string, string>;
    memory: Memory;
    onProgress: (sent: number) => void;
    onWait: (wait: Wait) => void;
    signal: AbortSignal | undefined;
  },
): Promise<string> {
  let url = await memory.recall();
  const giveUp = (error: unknown): unknown => {
    if (url !== undefined && !memory.lasting) terminate(place, url).catch(() => {});
    return error;
  };
  let keeping: Promise<void> = Promise.resolve();
  let breaks = 0;
  let fulls = 0;
  let furthest = 0;
  for (;;) {
    try {
      await source.check();
      const id = await attempt({
        ...place,
        url,
        metadata,
        file: blob && place.xhr ? blob : { source, fetch: place.fetch },
        signal,
        onUrl(made) {
          if (made === url) return;
          url = made;
          keeping = memory.keep(made);
          keeping.catch(() => {});
        },
        onProgress(sent) {
          if (sent > furthest) {
            furthest = sent;
            breaks = 0;
          }
          onProgress(sent);
        },
      });
      await keeping;
      await memory.forget();
      return id;
    } catch (error) {
      await keeping;
      if (signal?.aborted || !(error instanceof StrongroomError)) throw giveUp(error);
      const made = url !== undefined;
      if (made && GONE.includes(error.code)) {
        url = undefined;
        await memory.forget();
      } else if (!PASSING.includes(error.code) || (!made && error.code === 'NETWORK')) {
        throw giveUp(error);
      }
      const inRow = error.code === 'STORAGE_FULL' ? ++fulls : ++breaks;
      if (breaks > MOST_BREAKS) throw giveUp(error);
      const backedOff = made && url === undefined ? 0 : Math.min(LONGEST, 1000 * 2 ** (inRow - 1));
      const wait = Math.max(backedOff, (error.retryAfter ?? 0) * 1000);
      onWait({ error, seconds: wait / 1000 });
      await pause(wait, signal).catch((reason: unknown) => {
        throw giveUp(reason);
      });
    }
  }
}

/**
 * Ends an upload and has the server forget what it has of it. One that is gone already is no failure.
 * @throws StrongroomError
 */
export async function terminate(place: Pick<UploadsPlace, 'headers' | 'fetch'>, url: string): Promise<void> {
  const headers = { ...place.headers, 'tus-resumable': '1.0.0' };
  const response = await place.fetch(url, { method: 'DELETE', headers }).catch((error: unknown) => {
    throw toStrongroomError(error);
  });
  if (response.ok || response.status === 404 || response.status === 410) return;
  throw await errorOfResponse(response);
}

/** Whether the file of an upload can be asked for afterwards: a token may be for writing only. */
export async function mayRead(urql: Parameters<typeof fileOf>[0], signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await fileOf(urql, '00000000-0000-4000-8000-000000000000', signal);
    return true;
  } catch (error) {
    if (error instanceof StrongroomError && error.code === 'FORBIDDEN') return false;
    throw error;
  }
}

/** The file that an upload became. */
export async function storedFile(urql: Parameters<typeof fileOf>[0], id: string): Promise<FileItem> {
  const found = await fileOf(urql, id);
  if (!found) throw new StrongroomError('NOT_FOUND', 'The file was stored, and deleted by someone since.');
  return found;
}

function pause(time: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, time);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

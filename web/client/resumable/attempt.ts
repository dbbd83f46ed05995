import type { DetailedError, FileReader } from 'tus-js-client';
import { errorOfResponse, StrongroomError, toStrongroomError } from '../errors.ts';
import { FetchStack } from './fetch-stack.ts';
import type { ResumableSource } from './source.ts';

/** One go at a resumable upload. */
export interface Attempt {
  /** The address of `/uploads`. */
  endpoint: string;
  headers: Record<string, string>;
  /** The upload to go on with; a new one is made if left out. */
  url: string | undefined;
  metadata: Record<string, string>;
  /** A Blob goes by XMLHttpRequest, a source by `fetch`. */
  file: Blob | { source: ResumableSource; fetch: typeof fetch };
  /** The upload's address, when the server has made it or found it. */
  onUrl: (url: string) => void;
  /** Bytes of the file that left, those of earlier attempts included. */
  onProgress: (sent: number) => void;
  signal: AbortSignal | undefined;
}

/**
 * Makes an upload by tus 1.0, or asks how far one is, and sends the rest in one request. What arrived stays on the
 * server whatever happens; aborting leaves it as well.
 * @returns the file's id
 * @throws StrongroomError; the signal's reason; or what the source threw
 */
export async function attempt(how: Attempt): Promise<string> {
  const { Upload } = await import('tus-js-client');
  how.signal?.throwIfAborted();
  let fault: { error: unknown } | undefined;
  const { file } = how;
  const stack =
    file instanceof Blob
      ? {}
      : {
          fileReader: reader(file.source),
          httpStack: new FetchStack(file.fetch, (error) => {
            fault = { error };
          }),
        };
  let stop: (() => void) | undefined;
  try {
    return await new Promise<string>((resolve, reject) => {
      const upload = new Upload(file instanceof Blob ? file : PLACEHOLDER, {
        ...stack,
        endpoint: how.url === undefined ? how.endpoint : null,
        uploadUrl: how.url ?? null,
        headers: how.headers,
        metadata: how.metadata,
        retryDelays: null,
        // Whoever calls remembers the address, under a name that does not tell the file's.
        storeFingerprintForResuming: false,
        fingerprint: async () => '',
        onUploadUrlAvailable: () => {
          if (upload.url !== null) how.onUrl(upload.url);
        },
        onProgress: (sent) => how.onProgress(sent),
        onSuccess: () => resolve(idOf(upload.url ?? '')),
        onError: (error) => {
          void failureOf(error).then((failure) => reject(fault ? fault.error : failure));
        },
      });
      stop = () => {
        void upload.abort();
        reject(how.signal?.reason);
      };
      how.signal?.addEventListener('abort', stop, { once: true });
      upload.start();
    });
  } finally {
    if (stop) how.signal?.removeEventListener('abort', stop);
  }
}

/** tus-js-client wants something that is a file; the reader knows what is sent. */
const PLACEHOLDER = new Blob();

function reader(source: ResumableSource): FileReader {
  return {
    openFile: async () => ({
      size: source.size,
      slice: async (start, end) => ({ value: source.slice(start, end), done: end >= source.size }),
      close: () => {},
    }),
  };
}

/** The last part of an upload's address is the id of the file that it becomes. */
export function idOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

async function failureOf(error: Error | DetailedError): Promise<StrongroomError> {
  const answer = 'originalResponse' in error ? error.originalResponse : null;
  const status = answer?.getStatus() ?? 0;
  if (!answer || status < 200 || status > 599) return toStrongroomError(error);
  if (status < 400) return new StrongroomError('NETWORK', 'Something in between answered in place of the server.');
  const retryAfter = answer.getHeader('Retry-After');
  const headers: Record<string, string> = retryAfter ? { 'retry-after': retryAfter } : {};
  return errorOfResponse(new Response(answer.getBody() || null, { status, headers }));
}

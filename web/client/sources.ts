import { StrongroomError } from './errors.ts';
import type { Progress } from './progress.ts';
import { chunksOf } from './streams.ts';

/**
 * What can be uploaded: a path or a `file:` URL (Node), a Blob or File, or a stream of bytes whose length nobody
 * needs to know.
 */
export type UploadSource = string | URL | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** A source made ready: read once, then closed. */
export interface StagedFile {
  /** What the source itself is called. */
  name?: string | undefined;
  /** A media type that the source itself names. */
  contentType?: string | undefined;
  /** Bytes; undefined where nobody knows. */
  size: number | undefined;
  chunks: AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** Opens any source. Whoever calls must `close` what comes back. */
export async function stage(source: UploadSource): Promise<StagedFile> {
  if (typeof source === 'string' || source instanceof URL) {
    const { openForUpload } = await import('./disk.ts');
    return openForUpload(source);
  }
  if (source instanceof Blob) {
    return { ...labelsOf(source), size: source.size, chunks: chunksOf(source.stream()), close: async () => {} };
  }
  const chunks = source instanceof ReadableStream ? chunksOf(source) : source;
  return { size: undefined, chunks, close: async () => {} };
}

/** A Blob's or File's own name and type. */
export function labelsOf(blob: Blob): { name: string | undefined; contentType: string | undefined } {
  const name = 'name' in blob && typeof blob.name === 'string' ? blob.name : undefined;
  return { name: name || undefined, contentType: blob.type || undefined };
}

/** Bytes between two turns of the event loop. */
const BREATH = 1024 * 1024;

/**
 * The same chunks, counted.
 * @throws StrongroomError UPLOAD_INCOMPLETE at the end of a source that held fewer bytes than it said, or more
 */
export async function* counted(
  file: Pick<StagedFile, 'chunks' | 'size'>,
  onProgress: ((progress: Progress) => void) | undefined,
): AsyncGenerator<Uint8Array> {
  let sent = 0;
  let breath = 0;
  onProgress?.({ sent, total: file.size });
  for await (const chunk of file.chunks) {
    yield chunk;
    sent += chunk.byteLength;
    onProgress?.({ sent, total: file.size });
    // Node's fetch and a source in memory can hand chunks on without ever returning to the event loop: then no
    // answer is read and no signal heard until the source ends.
    if (sent - breath >= BREATH) {
      breath = sent;
      await nextTurn();
    }
  }
  if (file.size !== undefined && sent !== file.size) {
    throw new StrongroomError('UPLOAD_INCOMPLETE', 'The file changed while it was being read. Upload it again.');
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve);
  });
}

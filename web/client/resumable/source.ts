import { StrongroomError } from '../errors.ts';
import { labelsOf, type UploadSource } from '../sources.ts';
import { chunksOf } from '../streams.ts';

/** Bytes from which on files are sent so that a broken transfer goes on where it was. */
export const RESUMABLE_FROM = 16 * 1024 * 1024;

/** A piece of a source, on its way. */
export interface Slice {
  size: number;
  chunks: AsyncIterable<Uint8Array>;
}

/** A source that can be read again from any byte. */
export interface ResumableSource {
  name: string | undefined;
  contentType: string | undefined;
  size: number;
  /** What tells it from others, across runs: place, size and date. Undefined for what has no such marks. */
  marks: readonly (string | number)[] | undefined;
  /** Reads from `start` to before `end`. */
  slice(start: number, end: number): Slice;
  /** @throws StrongroomError UPLOAD_INCOMPLETE when it is no longer what it was when it was opened */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a source that is worth resuming; undefined for small ones, streams, pipes. Whoever calls must `close` it. */
export async function openResumable(source: UploadSource): Promise<ResumableSource | undefined> {
  if (typeof source === 'string' || source instanceof URL) {
    const { openForResuming } = await import('./disk-source.ts');
    return openForResuming(source, RESUMABLE_FROM);
  }
  if (!(source instanceof Blob) || source.size <= RESUMABLE_FROM) return undefined;
  const labels = labelsOf(source);
  return {
    ...labels,
    size: source.size,
    marks: marksOf(source),
    slice: (start, end) => ({ size: end - start, chunks: chunksOf(source.slice(start, end).stream()) }),
    check: async () => {},
    close: async () => {},
  };
}

/** What tells a File from others; undefined for a Blob without a date. */
export function marksOf(file: Blob): readonly (string | number)[] | undefined {
  if (!('name' in file && 'lastModified' in file)) return undefined;
  return [String(file.name), file.size, Number(file.lastModified)];
}

export const changed = (): StrongroomError =>
  new StrongroomError('UPLOAD_INCOMPLETE', 'The file changed while it was being read. Upload it again.');

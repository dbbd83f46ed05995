import type { Client } from '@urql/core';
import { DownloadDocument } from './documents.ts';
import { errorOfResponse, StrongroomError, toStrongroomError } from './errors.ts';
import { type FileItem, fileItem } from './files.ts';
import { query } from './requests.ts';
import { chunksOf, streamOf } from './streams.ts';

/** A piece of a file; both ends count, as in HTTP. */
export interface ByteRange {
  /** The first byte, from 0. */
  start: number;
  /** The last byte; the file's last one if left out or beyond it. */
  end?: number | undefined;
}

/** What to fetch, and how to follow it. */
export interface DownloadOptions {
  /** The whole file if left out. */
  range?: ByteRange | undefined;
  signal?: AbortSignal | undefined;
  /** Bytes of this body that were read, out of how many. */
  onProgress?: ((progress: { received: number; total: number }) => void) | undefined;
  /** Seconds that the signed address lives, 1 to 86,400; 300 if left out. It must live when the transfer starts. */
  expiresIn?: number | undefined;
}

/** A file on its way. Read `stream` to its end or cancel it. */
export interface Download {
  /** Fails with NETWORK if fewer or more than `size` bytes come: what ends without an error is whole. */
  stream: ReadableStream<Uint8Array>;
  /** Bytes of this body. */
  size: number;
  contentType: string;
  name: string;
  /** The piece that `stream` holds; undefined for the whole file. */
  range: { start: number; end: number } | undefined;
  file: FileItem;
}

/** Starts a download; resolves when the answer's head is there. */
export async function download(
  client: { urql: Client; fetch: typeof fetch },
  id: string,
  { range, signal, onProgress, expiresIn = 300 }: DownloadOptions,
): Promise<Download> {
  const { file: found } = await query(client.urql, DownloadDocument, { id, expiresIn }, signal);
  if (!found) throw new StrongroomError('NOT_FOUND', 'There is no such file, or none that you may know of.');
  const file = fileItem(found);
  const piece = range && within(range, file.size);

  const response = await client
    .fetch(found.downloadUrl.url, {
      headers: piece ? { range: `bytes=${piece.start}-${piece.end}` } : {},
      signal: signal ?? null,
    })
    .catch((error: unknown) => {
      signal?.throwIfAborted();
      throw toStrongroomError(error);
    });
  if (!response.ok) throw await errorOfResponse(response);
  if (piece && !isPiece(response, piece, file.size)) {
    await response.body?.cancel();
    throw new StrongroomError(
      'NETWORK',
      'The server, or something in between, did not answer with the piece asked for.',
    );
  }

  const size = piece ? piece.end - piece.start + 1 : file.size;
  const body = response.body ?? new Blob().stream();
  return {
    stream: streamOf(exactly(size, body, signal, onProgress)),
    size,
    contentType: file.contentType,
    name: file.name,
    range: piece,
    file,
  };
}

function within({ start, end = Number.POSITIVE_INFINITY }: ByteRange, size: number): { start: number; end: number } {
  if (!Number.isSafeInteger(start) || start < 0 || !(end >= start) || start >= size) {
    throw new StrongroomError('BAD_INPUT', `The file has ${size} bytes; the range lies outside or says nothing.`);
  }
  return { start, end: Math.min(end, size - 1) };
}

function isPiece(response: Response, { start, end }: { start: number; end: number }, size: number): boolean {
  return response.status === 206 && response.headers.get('content-range') === `bytes ${start}-${end}/${size}`;
}

async function* exactly(
  size: number,
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
  onProgress: DownloadOptions['onProgress'],
): AsyncGenerator<Uint8Array> {
  let received = 0;
  const broken = (cause?: unknown): StrongroomError =>
    new StrongroomError('NETWORK', `The download broke after ${received} of ${size} bytes.`, { cause });
  const chunks = chunksOf(body);
  try {
    for await (const chunk of chunks) {
      received += chunk.byteLength;
      if (received > size) throw broken();
      onProgress?.({ received, total: size });
      yield chunk;
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof StrongroomError ? error : broken(error);
  }
  if (received !== size) throw broken();
}

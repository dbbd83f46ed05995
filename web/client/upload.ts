import type { Client, OperationContext } from '@urql/core';
import { UploadFileDocument } from './documents.ts';
import { StrongroomError } from './errors.ts';
import { type FileItem, fileItem } from './files.ts';
import type { Cipher, UploadFileInput } from './generated/graphql.ts';
import { mediaTypeOf } from './media-types.ts';
import { type FilePart, multipartBody } from './multipart.ts';
import type { Progress } from './progress.ts';
import { mutate } from './requests.ts';
import { memoryOf, type Resume } from './resumable/memory.ts';
import { openResumable, type ResumableSource } from './resumable/source.ts';
import { mayRead, sendResumably, storedFile, type Wait } from './resumable/upload.ts';
import { counted, labelsOf, stage, type UploadSource } from './sources.ts';
import { streamedBody } from './streams.ts';
import { xhrFetch } from './xhr-fetch.ts';

/** How to store a file, and how to follow it. */
export interface UploadOptions {
  /** Needed for sources without a name of their own (Blob, stream); otherwise that of the path or File. */
  name?: string | undefined;
  /** A media type; otherwise the Blob's own, or what the name's ending suggests. */
  contentType?: string | undefined;
  /** Otherwise the server's default. */
  cipher?: Cipher | undefined;
  /** When the server destroys it; never if left out. */
  expiresAt?: Date | string | undefined;
  /** One of your folders; in none if left out or null. */
  folderId?: string | null | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
  /**
   * Called when an upload of more than 16 MiB is about to wait and then go on by itself: the connection broke, the
   * server is busy, or it has no room left, which is waited for until there is some or `signal` aborts.
   */
  onWait?: ((wait: Wait) => void) | undefined;
  /**
   * Aborting rejects with the signal's reason; the server keeps nothing of a half upload, unless `resume` says where
   * it is remembered.
   */
  signal?: AbortSignal | undefined;
  /**
   * Where to remember an upload of more than 16 MiB, so that the same call in another run goes on where this one
   * ended: a folder's path (Node), `true` for localStorage (browsers, https only), or a store of your own. The same
   * means: same server, path or File, size, date of change, name, type, cipher, folder, and the same expiry or span until
   * then. The server keeps half an upload for seven days. Sources without a path or date are never remembered.
   */
  resume?: Resume | undefined;
}

/** How the client sends: urql for the documents, the fetch for streamed bodies, whether XMLHttpRequest may be used. */
export interface Transport {
  urql: Client;
  fetch: typeof fetch;
  xhr: boolean;
  /** The address of `/uploads`. */
  endpoint: string;
  /** What every request to it carries. */
  headers: Record<string, string>;
}

/** Sends one file, and gives it as its owner sees it. */
export async function upload(transport: Transport, source: UploadSource, options: UploadOptions): Promise<FileItem> {
  const sent = await sendFile(transport, source, options, () => mayRead(transport.urql, options.signal));
  return typeof sent === 'string' ? storedFile(transport.urql, sent) : sent;
}

/**
 * Sends one file: what is large and can be read again by tus, the rest by the `UploadFile` document. By tus it gives
 * the file's id alone. `byParts` is asked before a large one.
 */
export async function sendFile(
  transport: Transport,
  source: UploadSource,
  options: UploadOptions,
  byParts: () => Promise<boolean>,
): Promise<FileItem | string> {
  options.signal?.throwIfAborted();
  const resumable = await openResumable(source);
  if (!resumable) return uploadAtOnce(transport, source, options);
  try {
    const name = nameOf(options, resumable);
    if (await byParts()) {
      return await uploadByParts(transport, resumable, source instanceof Blob ? source : undefined, name, options);
    }
  } finally {
    await resumable.close();
  }
  return uploadAtOnce(transport, source, options);
}

async function uploadByParts(
  transport: Transport,
  source: ResumableSource,
  blob: Blob | undefined,
  name: string,
  options: UploadOptions,
): Promise<string> {
  // By tus a file without a name is not refused but given one.
  if (name === '') throw new StrongroomError('BAD_INPUT', 'A file needs a name.');
  const { cipher, folderId, onProgress, signal } = options;
  const expiresAt = options.expiresAt === undefined ? undefined : new Date(options.expiresAt);
  if (Number.isNaN(expiresAt?.getTime())) throw new StrongroomError('BAD_INPUT', 'expiresAt is no time.');
  const metadata = {
    filename: name,
    filetype: options.contentType ?? source.contentType ?? mediaTypeOf(name),
    ...(cipher && { cipher }),
    ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
    ...(folderId && { folderId }),
  };
  const { filename, filetype } = metadata;
  const marks = source.marks && [transport.endpoint, ...source.marks, filename, filetype, cipher ?? '', folderId ?? ''];
  const facts = { size: source.size, expiresAt: expiresAt?.getTime() ?? null };
  return sendResumably(
    transport,
    { source, blob },
    {
      metadata,
      memory: await memoryOf(options.resume, marks, facts),
      onProgress: (sent) => onProgress?.({ sent, total: source.size }),
      onWait: (wait) => options.onWait?.(wait),
      signal,
    },
  );
}

async function uploadAtOnce(transport: Transport, source: UploadSource, options: UploadOptions): Promise<FileItem> {
  if (source instanceof Blob && transport.xhr) {
    const labels = labelsOf(source);
    const name = nameOf(options, labels);
    const type = options.contentType ?? labels.contentType ?? mediaTypeOf(name);
    const file = source.type === type ? source : new Blob([source], { type });
    return send(transport, file, inputOf(name, options), options, uploadContext(file, options));
  }

  const staged = await stage(source);
  let failure: { error: unknown } | undefined;
  const chunks = watched(counted(staged, options.onProgress), (error) => {
    failure = { error };
  });
  try {
    const name = nameOf(options, staged);
    const contentType = options.contentType ?? staged.contentType ?? mediaTypeOf(name);
    const fetch = multipartFetch(transport.fetch, { chunks, size: staged.size, contentType }, options.signal);
    // The bytes travel beside the document: the multipart specification wants null in the file's place.
    const nothing = null as unknown as Blob;
    return await send(transport, nothing, inputOf(name, options), options, { fetch });
  } catch (error) {
    // fetch only says that the request failed; the source knows why.
    throw failure?.error ?? error;
  } finally {
    // Ends the source of an upload that was refused half-way. Not awaited: a source that is silent may be so for long.
    chunks.return().catch(() => {});
    await staged.close();
  }
}

/**
 * For the page: the context that makes urql send `UploadFileDocument` through XMLHttpRequest, with progress in
 * bytes of the file and a signal to cancel by.
 *
 * @example
 * ```ts
 * await client.urql.mutation(UploadFileDocument, { file, input: { name: file.name } }, uploadContext(file, { onProgress }));
 * ```
 */
export function uploadContext(
  file: Blob,
  options: Pick<UploadOptions, 'onProgress' | 'signal'>,
): Partial<OperationContext> {
  const { onProgress, signal } = options;
  return {
    fetch: xhrFetch({
      signal,
      onProgress:
        onProgress &&
        (({ sent, total }) => {
          const frame = total - file.size;
          onProgress({ sent: Math.max(0, sent - frame), total: file.size });
        }),
    }),
  };
}

/** A `fetch` that sends urql's request with the file beside it, streamed. For one operation. */
function multipartFetch(send: typeof fetch, file: FilePart, signal: AbortSignal | undefined): typeof fetch {
  return async (input, init) => {
    if (typeof init?.body !== 'string') throw new TypeError('urql sends a document without a Blob as text.');
    const body = multipartBody(init.body, file);
    const headers = new Headers(init.headers);
    headers.set('content-type', body.contentType);
    // Node sends it, so that a server can refuse early; browsers set their own.
    if (body.length !== undefined) headers.set('content-length', String(body.length));
    const signals = [signal, init.signal].filter((each) => each != null);
    return send(input, { ...init, headers, signal: AbortSignal.any(signals), ...streamedBody(body.chunks) });
  };
}

async function* watched(
  chunks: AsyncIterable<Uint8Array>,
  onFailure: (error: unknown) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* chunks;
  } catch (error) {
    onFailure(error);
    throw error;
  }
}

async function send(
  { urql }: Transport,
  file: Blob,
  input: UploadFileInput,
  { signal }: UploadOptions,
  context: Partial<OperationContext>,
): Promise<FileItem> {
  const data = await mutate(urql, UploadFileDocument, { file, input }, context, signal);
  return fileItem(data.uploadFile);
}

function nameOf(options: UploadOptions, source: { name?: string | undefined }): string {
  const name = options.name ?? source.name;
  if (name === undefined) throw new StrongroomError('BAD_INPUT', 'This source has no name of its own: give one.');
  return name;
}

function inputOf(name: string, { cipher, expiresAt, folderId }: UploadOptions): UploadFileInput {
  const time = expiresAt instanceof Date ? expiresAt.toISOString() : expiresAt;
  return { name, ...(cipher && { cipher }), ...(time && { expiresAt: time }), ...(folderId && { folderId }) };
}

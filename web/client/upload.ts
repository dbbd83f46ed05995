import type { Client, OperationContext } from '@urql/core';
import { UploadFileDocument } from './documents.ts';
import { StrongroomError } from './errors.ts';
import { type FileItem, fileItem } from './files.ts';
import type { Cipher, UploadFileInput } from './generated/graphql.ts';
import { mediaTypeOf } from './media-types.ts';
import { multipartBody } from './multipart.ts';
import type { Progress } from './progress.ts';
import { mutate } from './requests.ts';
import { counted, labelsOf, type StagedFile, stage, type UploadSource } from './sources.ts';
import { streamOf } from './streams.ts';
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
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Aborting rejects with the signal's reason; the server keeps nothing of a half upload. */
  signal?: AbortSignal | undefined;
}

/** How the client sends: urql for the documents, the fetch for streamed bodies, whether XMLHttpRequest may be used. */
export interface Transport {
  urql: Client;
  fetch: typeof fetch;
  xhr: boolean;
}

/** Sends one file by the `UploadFile` document. */
export async function upload(transport: Transport, source: UploadSource, options: UploadOptions): Promise<FileItem> {
  options.signal?.throwIfAborted();
  if (source instanceof Blob && transport.xhr) {
    const labels = labelsOf(source);
    const name = nameOf(options, labels);
    const type = options.contentType ?? labels.contentType ?? mediaTypeOf(name);
    const file = source.type === type ? source : new Blob([source], { type });
    return send(transport, file, inputOf(name, options), options, uploadContext(file, options));
  }

  const staged = await stage(source);
  try {
    const name = nameOf(options, staged);
    const sending = streamingContext(transport, staged, name, options);
    // The bytes travel beside the document: the multipart specification wants null in the file's place.
    const nothing = null as unknown as Blob;
    try {
      return await send(transport, nothing, inputOf(name, options), options, sending.context);
    } catch (error) {
      throw sending.sourceFailure()?.error ?? error;
    }
  } finally {
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

function streamingContext(
  transport: Transport,
  staged: StagedFile,
  name: string,
  options: UploadOptions,
): { context: Partial<OperationContext>; sourceFailure: () => { error: unknown } | undefined } {
  let failure: { error: unknown } | undefined;
  const watched = (async function* () {
    try {
      yield* counted(staged, options.onProgress);
    } catch (error) {
      // fetch would only say that the request failed; the caller wants to know why.
      failure = { error };
      throw error;
    }
  })();
  const part = {
    chunks: watched,
    size: staged.size,
    contentType: options.contentType ?? staged.contentType ?? mediaTypeOf(name),
  };
  const send: typeof fetch = (input, init) => {
    const body = multipartBody(String(init?.body), part);
    const headers = new Headers(init?.headers);
    headers.set('content-type', body.contentType);
    if (body.length !== undefined) headers.set('content-length', String(body.length));
    const signals = [options.signal, init?.signal].filter((signal) => signal != null);
    return transport.fetch(input, {
      ...init,
      headers,
      body: streamOf(body.chunks),
      signal: AbortSignal.any(signals),
      duplex: 'half',
    } as RequestInit);
  };
  return { context: { fetch: send }, sourceFailure: () => failure };
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

function inputOf(name: string, { cipher, expiresAt }: UploadOptions): UploadFileInput {
  const time = expiresAt instanceof Date ? expiresAt.toISOString() : expiresAt;
  return { name, ...(cipher && { cipher }), ...(time && { expiresAt: time }) };
}

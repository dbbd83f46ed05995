import type { FileUpload } from 'graphql-upload-minimal';

/** A file whose part of the multipart body has begun. */
interface BegunFile extends Pick<FileUpload, 'filename' | 'mimetype'> {
  /** Batches of bytes off the socket; they end only once the whole form was well-formed. Read once. */
  contents(): AsyncIterable<Buffer[]>;
}

/** What an `Upload` argument resolves to. */
export type UploadPromise = Promise<BegunFile>;

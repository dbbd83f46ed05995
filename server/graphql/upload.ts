import type { FileUpload } from 'graphql-upload-minimal';

/** What an `Upload` argument resolves to, once its part of the multipart body has begun. */
export type UploadPromise = Promise<FileUpload>;

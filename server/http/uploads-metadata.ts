import type { Upload } from '@tus/server';
import { Problem } from '../domain/problem.ts';
import type { UploadState } from '../domain/resumable-rows.ts';
import type { NewUpload } from '../domain/uploads.ts';

const SUITES = { AES_256_GCM: 1, AES_256_CBC_HMAC: 2 } as const;
const UNNAMED = 'untitled';

/**
 * What an upload's `filename`, `filetype`, `cipher`, `expiresAt` (ISO 8601) and `folderId` say; other keys are ignored.
 * @throws Problem BAD_INPUT
 */
export function readMetadata(metadata: Upload['metadata']): NewUpload {
  const { filename, filetype, cipher, expiresAt, folderId } = metadata ?? {};
  const suite = cipher ? SUITES[cipher as keyof typeof SUITES] : undefined;
  if (cipher && suite === undefined) {
    throw new Problem('BAD_INPUT', `cipher is one of ${Object.keys(SUITES).join(' and ')}.`);
  }
  const expiry = expiresAt ? Date.parse(expiresAt) : null;
  if (Number.isNaN(expiry)) throw new Problem('BAD_INPUT', 'expiresAt is a time in ISO 8601.');
  return { name: filename || UNNAMED, contentType: filetype, suite, expiresAt: expiry, folderId: folderId || null };
}

/** The same, as it was kept: for the one who sent it. */
export function echoMetadata({
  name,
  contentType,
  suite,
  fileExpiresAt,
  folderId,
}: UploadState): Record<string, string> {
  return {
    filename: name,
    filetype: contentType,
    cipher: suite === 1 ? 'AES_256_GCM' : 'AES_256_CBC_HMAC',
    ...(fileExpiresAt === null ? {} : { expiresAt: new Date(fileExpiresAt).toISOString() }),
    ...(folderId === null ? {} : { folderId }),
  };
}

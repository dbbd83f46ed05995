import type { Client } from '@urql/core';
import { FileItemFragment, UploadFileDocument } from '../../../client/documents.ts';
import { type StrongroomErrorCode, toStrongroomError } from '../../../client/errors.ts';
import { readFragment } from '../../../client/generated/index.ts';
import { mutate } from '../../../client/requests.ts';
import { xhrFetch } from '../../../client/xhr-fetch.ts';
import { errorWords, type Words } from '../../words/errors.ts';
import type { Outcome, Send } from './engine.ts';
import type { Trouble } from './queue.ts';
import { isReadable } from './refuse.ts';

const UNREADABLE: Trouble = {
  happened: 'This file cannot be read.',
  todo: 'It may have been moved, or be a folder. Choose it again.',
};
const CONNECTION: Trouble = {
  happened: 'The connection broke again and again.',
  todo: 'Check your network, then try again.',
};

/** Faults that pass by themselves: nothing is wrong with the file or the person. */
const PASSING: readonly StrongroomErrorCode[] = ['NETWORK', 'UPLOAD_INCOMPLETE', 'UNAVAILABLE', 'RATE_LIMITED'];
/** Refusals that another attempt cannot change. */
const FINAL: readonly StrongroomErrorCode[] = ['BAD_INPUT', 'FILE_TOO_LARGE', 'FORBIDDEN'];

/** Sends a file by the `UploadFile` mutation, with progress. Never rejects: every end is an `Outcome`. */
export function sendThrough(client: Client): Send {
  return async (file, onProgress, signal) => {
    if (!(await isReadable(file))) return { kind: 'refused', trouble: UNREADABLE, retryable: true };
    const fetch = xhrFetch({
      signal,
      // The frame round the file is counted too; the file's own share is what the person sees.
      onProgress: ({ sent, total }) => onProgress(Math.floor((sent / Math.max(1, total)) * file.size)),
    });
    try {
      const data = await mutate(client, UploadFileDocument, { file, input: { name: file.name } }, { fetch }, signal);
      return { kind: 'stored', fileId: readFragment(FileItemFragment, data.uploadFile).id };
    } catch (error) {
      return outcomeOf(error);
    }
  };
}

/** What a failure means for the upload. */
export function outcomeOf(error: unknown): Outcome {
  const failure = toStrongroomError(error);
  if (PASSING.includes(failure.code)) {
    const offline = failure.code === 'NETWORK' || failure.code === 'UPLOAD_INCOMPLETE';
    return {
      kind: 'broke',
      reason: offline ? 'connection' : 'busy',
      trouble: offline ? CONNECTION : inWords(errorWords(failure)),
      ...(failure.retryAfter === undefined ? {} : { retryAfterSeconds: failure.retryAfter }),
    };
  }
  const words = errorWords(failure);
  return { kind: 'refused', trouble: inWords(words), retryable: !FINAL.includes(failure.code) };
}

/** What the server says of this very case says more than the table does. */
function inWords({ what, detail, todo }: Words & { detail?: string }): Trouble {
  return { happened: detail ?? what, todo };
}

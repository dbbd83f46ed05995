import type { Client } from '@urql/core';
import { toStrongroomError } from '../../../client/errors.ts';
import { mutate } from '../../../client/requests.ts';
import { xhrFetch } from '../../../client/xhr-fetch.ts';
import { destinationOf } from './destination.ts';
import { SendFileDocument } from './documents.ts';
import type { Send } from './engine.ts';
import { outcomeOf } from './outcome.ts';
import { isResumable, type Trouble } from './queue.ts';
import { isReadable } from './refuse.ts';
import { type Bearer, headersOf } from './resumable.ts';

/** Attempts in which the place of a transfer that the person stopped may still be taken by it: half a minute. */
const CLEARING = 4;

const UNREADABLE: Trouble = {
  happened: 'This file cannot be read.',
  todo: 'It may have been moved, or be a folder. Choose it again.',
};

/**
 * Sends a file: a large one by `sendLarge`, others by the `SendFile` mutation, with progress. Never rejects: every
 * end is an `Outcome`.
 */
export function sendThrough(client: Client, sendLarge: Send, bearer?: Bearer): Send {
  const context = bearer && { fetchOptions: { headers: headersOf(bearer) } };
  /** Files whose transfer was stopped, and the attempts that are left until the server must have seen it. */
  const clearing = new WeakMap<File, number>();
  return async (file, onProgress, signal) => {
    if (!(await isReadable(file))) return { kind: 'refused', trouble: UNREADABLE, retryable: true };
    if (isResumable(file)) return sendLarge(file, onProgress, signal);
    const fetch = xhrFetch({
      signal,
      // The frame round the file is counted too; the file's own share is what the person sees.
      onProgress: ({ sent, total }) => onProgress(Math.floor((sent / Math.max(1, total)) * file.size)),
    });
    try {
      const input = { name: file.name, folderId: destinationOf(file) ?? null };
      const { uploadFile } = await mutate(client, SendFileDocument, { file, input }, { ...context, fetch }, signal);
      return { kind: 'stored', fileId: uploadFile.id };
    } catch (error) {
      const outcome = outcomeOf(error, 'at once', bearer?.words);
      const left = clearing.get(file) ?? 0;
      if (signal.aborted) clearing.set(file, CLEARING);
      else if (outcome.kind === 'refused' && left > 0 && toStrongroomError(error).code === 'QUOTA_EXCEEDED') {
        clearing.set(file, left - 1);
        return { kind: 'broke', reason: 'busy', trouble: outcome.trouble };
      }
      return outcome;
    }
  };
}

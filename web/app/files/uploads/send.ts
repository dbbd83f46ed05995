import type { Client } from '@urql/core';
import { mutate } from '../../../client/requests.ts';
import { xhrFetch } from '../../../client/xhr-fetch.ts';
import { destinationOf } from './destination.ts';
import { SendFileDocument } from './documents.ts';
import type { Send } from './engine.ts';
import { outcomeOf } from './outcome.ts';
import type { Trouble } from './queue.ts';
import { isReadable } from './refuse.ts';
import { type Bearer, headersOf, isResumable } from './resumable.ts';

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
      return outcomeOf(error, 'at once', bearer?.words);
    }
  };
}

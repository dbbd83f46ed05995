import { type StrongroomErrorCode, toStrongroomError } from '../../../client/errors.ts';
import { errorWords, type OwnWords, type Words } from '../../words/errors.ts';
import type { Outcome } from './engine.ts';
import type { Trouble } from './queue.ts';

const CONNECTION: Trouble = {
  happened: 'The connection broke again and again.',
  todo: 'Check your network, then try again.',
};

/** Faults that pass by themselves: nothing is wrong with the file or the person. */
const PASSING: readonly StrongroomErrorCode[] = [
  'NETWORK',
  'UPLOAD_INCOMPLETE',
  'UNAVAILABLE',
  'RATE_LIMITED',
  'STORAGE_FULL',
];
/** Someone else holding it costs an upload nothing which keeps what has arrived. */
const KEPT: readonly StrongroomErrorCode[] = [...PASSING, 'CONFLICT'];
/** Refusals that another attempt cannot change. */
const FINAL: readonly StrongroomErrorCode[] = ['BAD_INPUT', 'FILE_TOO_LARGE', 'FORBIDDEN'];

/** What a failure means for the upload. */
export function outcomeOf(error: unknown, way: 'at once' | 'resumable' = 'at once', own?: OwnWords): Outcome {
  const failure = toStrongroomError(error);
  if ((way === 'resumable' ? KEPT : PASSING).includes(failure.code)) {
    const offline = failure.code === 'NETWORK' || failure.code === 'UPLOAD_INCOMPLETE';
    return {
      kind: 'broke',
      reason: offline ? 'connection' : failure.code === 'STORAGE_FULL' ? 'full' : 'busy',
      trouble: offline ? CONNECTION : inWords(errorWords(failure, own)),
      ...(failure.retryAfter === undefined ? {} : { retryAfterSeconds: failure.retryAfter }),
    };
  }
  const words = errorWords(failure, own);
  return { kind: 'refused', trouble: inWords(words), retryable: !FINAL.includes(failure.code) };
}

/** What the server says of this very case says more than the table does. */
function inWords({ what, detail, todo }: Words & { detail?: string }): Trouble {
  return { happened: detail ?? what, todo };
}

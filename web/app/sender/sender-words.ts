import type { OwnWords } from '../words/errors.ts';

/** For people without an account: what to do is to ask whoever sent the link. */
export const SENDER_WORDS: OwnWords = {
  NOT_FOUND: {
    what: 'There is no request at this address.',
    todo: 'It may have been closed, or the link is not whole. Ask whoever sent it to you.',
  },
  EXPIRED: { what: 'The time for this is over.', todo: 'Ask whoever sent you the link for a new one.' },
  USED_UP: {
    what: 'This request has as many files as it takes.',
    todo: 'If you have more to send, ask whoever sent you the link.',
  },
  WRONG_PASSPHRASE: { what: 'That is not the password.', todo: 'Ask whoever sent you the link for it.' },
  UNAUTHENTICATED: {
    what: 'Nothing more can be sent here: the request was closed, or its day is over.',
    todo: 'What has arrived is safe. Load this page again, or ask whoever sent you the link.',
  },
  QUOTA_EXCEEDED: {
    what: 'There is no more room for this file here.',
    todo: 'Tell whoever sent you the link.',
  },
  FILE_TOO_LARGE: {
    what: 'This file is larger than this request takes.',
    todo: 'Send a smaller one, or tell whoever sent you the link.',
  },
};

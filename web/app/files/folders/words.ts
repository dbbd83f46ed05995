import type { OwnWords } from '../../words/errors.ts';

/** What went wrong with a folder, where its pages know better than the table of all errors. */
export const FOLDER_WORDS: OwnWords = {
  CONFLICT: { what: 'There is a folder of this name here already.', todo: 'Take another name, or use that folder.' },
  QUOTA_EXCEEDED: { what: 'This folder holds as many folders as it can.', todo: 'Put it into another one.' },
  NOT_FOUND: { what: 'The folder is not here any more.', todo: 'Load the page again to see what there is.' },
};

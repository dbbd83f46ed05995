import { Moment } from '../components/moment.tsx';

/** What the tab and the history say, where others may read it: no file, no label, no sender. */
export const TAB = 'Files for you';

export const FOOT = 'You need no account. The files rest encrypted on the server.';

/** When the link ends, as a sentence; nothing for one that does not. */
export function Until({ at }: { at: string | null }) {
  if (at === null) return null;
  return (
    <>
      It expires <Moment at={at} />.
    </>
  );
}

/** What a limit of downloads leaves, besides this visitor's own. */
export function leftWords(left: number | null): string | null {
  if (left === null) return null;
  if (left === 0)
    return 'This is the last download that the link allows. If it breaks off, this browser can go on with it for a day.';
  return `Downloads are counted here: after yours, ${left} more ${left === 1 ? 'is' : 'are'} left.`;
}

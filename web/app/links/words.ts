import type { ShareEnd } from '../../client/generated/schema.ts';
import type { ShareItem } from '../../client/shares.ts';
import { plainName } from '../files/name/visible.ts';
import type { OwnWords } from '../words/errors.ts';

/** A file or a folder that a link gives. */
export interface Shared {
  id: string;
  name: string;
  folder: boolean;
}

export type LinkState = 'ACTIVE' | ShareEnd;

export const STATE_WORDS: Record<LinkState, string> = {
  ACTIVE: 'Active',
  EXPIRED: 'Expired',
  USED_UP: 'Used up',
  REVOKED: 'Revoked',
};

/** What went wrong with a link, where its pages know better than the table of all errors. */
export const LINK_WORDS: OwnWords = {
  NOT_FOUND: { what: 'This is not here any more.', todo: 'Load the page again to see what there is.' },
  EXPIRED: { what: 'This link has ended already.', todo: 'Make a new one.' },
  USED_UP: { what: 'This link is used up already.', todo: 'Make a new one.' },
};

/** As the server sees it, or will once it looks. */
export function stateOf(link: ShareItem, now: number): LinkState {
  if (link.endedAt !== null) return link.endReason ?? 'REVOKED';
  return link.expiresAt !== null && new Date(link.expiresAt).getTime() <= now ? 'EXPIRED' : 'ACTIVE';
}

/** `1 file`, `2 folders and 3 files`. */
export function countShared(files: number, folders: number): string {
  const some = (count: number, one: string) => `${count.toLocaleString('en')} ${count === 1 ? one : `${one}s`}`;
  const parts = [...(folders > 0 ? [some(folders, 'folder')] : []), ...(files > 0 ? [some(files, 'file')] : [])];
  return parts.join(' and ') || 'Nothing any more';
}

export function countOf(shared: readonly Shared[]): string {
  const folders = shared.filter(({ folder }) => folder).length;
  return countShared(shared.length - folders, folders);
}

/** What to call a link where its owner gave it no label. */
export function linkName(link: ShareItem): string {
  if (link.label) return link.label;
  const [first, ...others] = [...link.folders, ...link.files];
  if (!first) return link.endedAt === null ? 'A link to nothing any more' : 'A link that has ended';
  return others.length === 0 ? plainName(first.name) : `${plainName(first.name)} and ${others.length} more`;
}

/** `2 of 5 downloads`; each file of a bundle has its own count. */
export function downloadWords({ downloads, maxDownloads, files, folders }: ShareItem): string {
  if (maxDownloads === null) return downloads === 1 ? '1 download' : `${downloads} downloads`;
  if (folders.length > 0 || files.length > 1) return `${downloads} downloads, ${maxDownloads} of each file allowed`;
  return `${downloads} of ${maxDownloads} ${maxDownloads === 1 ? 'download' : 'downloads'}`;
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

interface Sentence {
  sender: string;
  what: string;
  label: string;
  url: string;
  expiresAt: string | null;
  hasPassword: boolean;
  requireCode: boolean;
}

/** What to paste into a mail or a chat. No file is named in it, since nobody knows who reads along. */
export function sentenceFor({ sender, what, label, url, expiresAt, hasPassword, requireCode }: Sentence): string {
  const about = label ? ` (${label})` : '';
  const until = expiresAt === null ? '' : ` The link works until ${day.format(new Date(expiresAt))}.`;
  const password = hasPassword ? ' You need a password, which I will tell you another way.' : '';
  const code = requireCode ? ' The page asks for a code that it sends to your e-mail address.' : '';
  return `${sender} shares ${what} with you${about}: ${url}\n${`${until}${password}${code} You need no account.`.trim()}`;
}

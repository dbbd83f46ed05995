import type { OpenedFileRequest } from '../../client/file-requests.ts';

/** An opened request, as this tab remembers it through a reload; gone with the tab. */
export interface KeptSender {
  opened: OpenedFileRequest;
  finished: boolean;
}

const PREFIX = 'strongroom.sender.';

/** What this tab remembers of the request whose link has this token; null for nothing. */
export function readKept(token: string): KeptSender | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(PREFIX + token) ?? 'null');
    return typeof kept === 'object' && kept !== null && 'opened' in kept ? (kept as KeptSender) : null;
  } catch {
    return null;
  }
}

/** Remembers it, or forgets it with null. Where the browser keeps nothing, a reload opens the request anew. */
export function keep(token: string, kept: KeptSender | null): void {
  try {
    if (kept) sessionStorage.setItem(PREFIX + token, JSON.stringify(kept));
    else sessionStorage.removeItem(PREFIX + token);
  } catch {
    // The page itself goes on.
  }
}

import type { KeyedFileRow } from '../catalog/files.ts';
import type { DownloadClaim } from './download-links.ts';
import { rowFor } from './file-access.ts';
import { grantRight } from './grant-rights.ts';
import { livePrincipal } from './live-principal.ts';
import { requireScope } from './principal.ts';
import { actorOf, type NewEvent } from './record.ts';
import type { Rooms } from './rooms.ts';

/** Bytes of a file that an answer is to deliver. */
export interface Take {
  fileId: string;
  /** Of the answer. */
  bytes: number;
  /** Of the file. */
  size: number;
}

/** What of a `Take` left. */
export interface Taken {
  fileId: string;
  bytes: number;
  complete: boolean;
}

/** Holds an answer against a limit. Each is called once at most, in this order. */
export interface Meter {
  /**
   * Reserves all that the answer may deliver, before its status line.
   * @throws Problem USED_UP, or the one of a right that has ended since
   */
  admit(takes: Take[]): Promise<void>;
  /** The first byte has left. */
  begun(): Promise<void>;
  /** Gives back what did not leave. */
  settle(taken: Taken[]): Promise<void>;
}

/** Leave to download now. */
export interface DownloadRight<What> {
  what: What;
  /** Under which name the bound on running transfers counts it. */
  countedAs: string;
  /** Who, for the record. */
  by: Pick<NewEvent, 'actor' | 'shareId' | 'grantId'> & { recipient?: string };
  meter: Meter;
}

const FREE: Meter = { async admit() {}, async begun() {}, async settle() {} };

/**
 * The one authorisation check of a download, made at the time of the request: the session, token or grant that the
 * address names must still be live and still allowed.
 * @throws Problem UNAUTHENTICATED, NOT_FOUND, EXPIRED, USED_UP
 */
export async function rightTo(rooms: Rooms, { by, fileId }: DownloadClaim): Promise<DownloadRight<KeyedFileRow>> {
  if (by.kind === 'grant') return grantRight(rooms, by.id, fileId);
  const reader = requireScope(await livePrincipal(rooms, { kind: by.kind, id: by.id }), 'READ');
  const what = await rowFor(rooms, reader, fileId, 'read');
  return { what, countedAs: reader.userId, by: { actor: actorOf(reader) }, meter: FREE };
}

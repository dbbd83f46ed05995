import { type FileRequestRow, replaceRequestTexts, type SealedRequestTexts } from '../catalog/file-requests.ts';
import type { Rooms } from './rooms.ts';

/** What of a request rests sealed; null where there is none, or it was forgotten at the end. */
export interface RequestTexts {
  /** The last segment of the link's path. */
  token: string | null;
  title: string;
  note: string | null;
}

/** Seals all texts of a request under one revision. */
export function sealRequestTexts(rooms: Rooms, id: string, rev: number, texts: RequestTexts): SealedRequestTexts {
  const { keyring } = rooms.vault;
  const seal = (kind: string, text: string | null) =>
    text === null ? null : keyring.sealRecord(kind, id, rev, text).sealed;
  const { kekId, sealed } = keyring.sealRecord('request-title', id, rev, texts.title);
  return {
    sealedToken: seal('request-token', texts.token),
    sealedTitle: sealed,
    sealedNote: seal('request-note', texts.note),
    kekId,
  };
}

/** @throws IntegrityError when a text is not what was sealed for this request */
export function openRequestTexts(rooms: Rooms, row: FileRequestRow): RequestTexts {
  const { id, kekId, rev } = row;
  const { keyring } = rooms.vault;
  const open = (kind: string, sealed: Buffer | null) =>
    sealed === null ? null : keyring.openRecord(kind, id, kekId, rev, sealed);
  return {
    token: open('request-token', row.sealedToken),
    title: keyring.openRecord('request-title', id, kekId, rev, row.sealedTitle),
    note: open('request-note', row.sealedNote),
  };
}

/**
 * Seals a request's texts anew under the active KEK and the next revision; gives false when they changed meanwhile.
 * @throws IntegrityError when they cannot be opened
 */
export function resealRequest(rooms: Rooms, row: FileRequestRow): Promise<boolean> {
  const texts = openRequestTexts(rooms, row);
  return replaceRequestTexts(rooms.catalog, row, sealRequestTexts(rooms, row.id, row.rev + 1, texts));
}

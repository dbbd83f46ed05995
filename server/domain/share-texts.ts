import { replaceShareTexts, type SealedShareTexts, type ShareRow } from '../catalog/shares.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import type { Rooms } from './rooms.ts';

/** What of a link rests sealed. */
export interface ShareTexts {
  /** What follows `/s/`; null once the link was cleared. */
  token: string | null;
  /** Empty for none. */
  label: string;
  /** E-mail addresses in lower case; empty for anyone. */
  recipients: string[];
}

/** Seals the texts of a link under the active KEK. */
export function sealShareTexts(rooms: Rooms, id: string, rev: number, texts: ShareTexts): SealedShareTexts {
  const { keyring } = rooms.vault;
  const kekId = keyring.activeKekId;
  const seal = (kind: string, text: string | null) =>
    text === null ? null : keyring.sealRecord(`share-${kind}`, id, rev, text).sealed;
  return {
    sealedToken: seal('token', texts.token),
    sealedLabel: seal('label', texts.label || null),
    sealedRecipients: seal('recipients', texts.recipients.length > 0 ? JSON.stringify(texts.recipients) : null),
    kekId,
    rev,
  };
}

/** @throws IntegrityError when a text is not what was sealed for this link and revision */
export function openShareTexts(rooms: Rooms, row: SealedShareTexts & { id: string }): ShareTexts {
  const open = (kind: string, sealed: Buffer | null) =>
    sealed && rooms.vault.keyring.openRecord(`share-${kind}`, row.id, row.kekId, row.rev, sealed);
  return {
    token: open('token', row.sealedToken),
    label: open('label', row.sealedLabel) ?? '',
    recipients: listOf(open('recipients', row.sealedRecipients)),
  };
}

/**
 * Seals a link's texts anew under the active KEK and the next revision; gives false when it was changed meanwhile.
 * @throws IntegrityError when they cannot be opened
 */
export async function resealShareTexts(rooms: Rooms, row: ShareRow): Promise<boolean> {
  const texts = sealShareTexts(rooms, row.id, row.rev + 1, openShareTexts(rooms, row));
  return replaceShareTexts(rooms.catalog, row.id, row.rev, texts);
}

function listOf(json: string | null): string[] {
  if (json === null) return [];
  const list: unknown = JSON.parse(json);
  if (!Array.isArray(list) || !list.every((item) => typeof item === 'string')) throw new IntegrityError('metadata');
  return list;
}

import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import * as codes from '../catalog/share-codes.ts';
import { findOwnedShare, type OwnedShareRow, type ShareRow } from '../catalog/shares.ts';
import { codeWords } from '../mail/words.ts';
import { forgiveAttempts, takeAttempt } from './attempts.ts';
import { hashToken } from './live-principal.ts';
import { record } from './record.ts';
import type { Rooms } from './rooms.ts';
import { checkAlive } from './share-reach.ts';
import { openShareTexts } from './share-texts.ts';

/** Milliseconds for which a code works. */
const CODE_LIFETIME = 600_000;
const TRIES = 5;
/** Milliseconds after which the work begins, so that the answer is gone by then and its time tells nothing. */
const BEHIND = 100;

/**
 * Mails a one-time code, where the link asks for one and the address is one of its recipients: at most five an hour
 * to each. Says the same, in the same time, whatever comes of it.
 */
export function requestShareCode(rooms: Rooms, token: string, email: string): true {
  setTimeout(() => {
    sendCode(rooms, token, email.trim().toLowerCase()).catch((error: unknown) => {
      rooms.log.info({ err: error }, 'no code was sent');
    });
  }, BEHIND).unref();
  return true;
}

async function sendCode(rooms: Rooms, token: string, email: string): Promise<void> {
  const share = await findOwnedShare(rooms.catalog, { tokenHash: hashToken(token) });
  const { mail } = rooms;
  if (!share?.requireCode || share.endReason !== null || !mail) return;
  await checkAlive(rooms, share);
  const { recipients, label } = openShareTexts(rooms, share);
  if (!recipients.includes(email)) return;
  await takeAttempt(rooms, 'shareCodeSent', `${share.id} ${email}`);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await rooms.catalog.transaction().execute(async (trx) => {
    await codes.putCode(trx, {
      shareId: share.id,
      recipientHash: recipientHash(rooms, share.id, email),
      codeHash: codeHash(rooms, share.id, code),
      triesLeft: TRIES,
      expiresAt: rooms.clock() + CODE_LIFETIME,
    });
    await record(rooms, trx, {
      action: 'share.code-sent',
      actor: { kind: 'anonymous' },
      ownerId: share.ownerId,
      shareId: share.id,
      names: { recipient: email },
    });
  });
  await mail.send({
    to: email,
    ...codeWords({ code, minutes: CODE_LIFETIME / 60_000, sender: share.ownerName, label }),
  });
}

/**
 * Uses a code up, and gives the recipient whom it was mailed to; null for a wrong one. Five tries for each code, twenty
 * wrong ones a day for each link.
 * @throws Problem RATE_LIMITED
 */
export async function proveCode(
  rooms: Rooms,
  share: OwnedShareRow,
  code: string,
): Promise<{ email: string; hash: Buffer } | null> {
  await takeAttempt(rooms, 'shareCode', share.id);
  const given = codeHash(rooms, share.id, code.trim());
  const tried = await codes.takeTries(rooms.catalog, share.id, rooms.clock());
  const [right] = tried.filter(({ codeHash: kept }) => timingSafeEqual(kept, given));
  if (!right || !(await codes.useCode(rooms.catalog, share.id, right.recipientHash))) return null;
  const email = recipientOf(rooms, share, right.recipientHash);
  if (email === null) return null;
  await codes.returnTries(rooms.catalog, share.id, TRIES);
  await forgiveAttempts(rooms, 'shareCode', share.id);
  return { email, hash: right.recipientHash };
}

/** The recipient of this hash, if the link still names them. */
export function recipientOf(rooms: Rooms, share: ShareRow, hash: Buffer): string | null {
  const { recipients } = openShareTexts(rooms, share);
  return recipients.find((email) => recipientHash(rooms, share.id, email).equals(hash)) ?? null;
}

/** Six digits are soon tried through: a key out of the vault keeps the stored hash from telling them. */
const codeHash = (rooms: Rooms, shareId: string, code: string) => keyed(rooms, ['share-code/v1', shareId, code]);
const recipientHash = (rooms: Rooms, shareId: string, email: string) =>
  keyed(rooms, ['share-recipient/v1', shareId, email]);

function keyed(rooms: Rooms, text: string[]): Buffer {
  const key = rooms.vault.keyring.secret('link-signing');
  return createHmac('sha256', key).update(JSON.stringify(text)).digest();
}

import { randomBytes } from 'node:crypto';
import * as links from '../catalog/password-links.ts';
import { endSignIns } from '../catalog/sessions.ts';
import { replacePassword } from '../catalog/users.ts';
import { forgiveAttempts, takeAttempt } from './attempts.ts';
import { hashToken } from './live-principal.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import { Problem } from './problem.ts';
import { record } from './record.ts';
import type { Rooms } from './rooms.ts';

/** Milliseconds for which a link works: seven days. */
export const LINK_LIFETIME = 7 * 24 * 3_600_000;

/**
 * A link that sets the password of an account once, within seven days. Its token, 256 random bits, stands behind
 * the `#`, which browsers do not send, so that no log gets it; the catalog keeps its SHA-256 alone.
 */
export async function makePasswordLink(
  rooms: Pick<Rooms, 'catalog' | 'clock'> & { settings: { publicUrl: string } },
  userId: string,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = rooms.clock();
  await links.insertPasswordLink(rooms.catalog, {
    tokenHash: hashToken(token),
    userId,
    createdAt: now,
    expiresAt: now + LINK_LIFETIME,
  });
  return `${rooms.settings.publicUrl}/set-password#${token}`;
}

/**
 * Sets a password by the token of a link, and ends the account's sessions and other links. A second factor stays.
 * A password that is refused leaves the link as it was; of two who use it at once one gets NOT_FOUND.
 * @param address the caller's, to count attempts
 * @throws Problem BAD_INPUT for the password, NOT_FOUND for a link that is used or never was, EXPIRED, RATE_LIMITED
 */
export async function setPassword(rooms: Rooms, address: string, token: string, password: string): Promise<void> {
  checkPassword(password);
  await takeAttempt(rooms, 'passwordLink', address);
  const tokenHash = hashToken(token);
  checkLink(await links.findPasswordLink(rooms.catalog, tokenHash), rooms.clock());
  const passwordHash = await hashPassword(password);
  await rooms.catalog.transaction().execute(async (trx) => {
    const now = rooms.clock();
    const { userId } = checkLink(await links.takePasswordLink(trx, tokenHash), now);
    await replacePassword(trx, userId, passwordHash, now);
    await links.deletePasswordLinks(trx, userId);
    await endSignIns(trx, userId);
    const actor = { kind: 'user', id: userId, userId } as const;
    await record({ ...rooms, address }, trx, { action: 'user.password-set', actor, ownerId: null, userId });
  });
  await forgiveAttempts(rooms, 'passwordLink', address);
}

function checkLink(link: links.PasswordLinkRow | null, now: number): links.PasswordLinkRow {
  if (!link) throw new Problem('NOT_FOUND', 'This link was used already, or never was one. Ask for a new one.');
  if (link.expiresAt <= now) throw new Problem('EXPIRED', 'This link is over. Ask an administrator for a new one.');
  return link;
}

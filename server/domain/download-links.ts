import { createHmac, timingSafeEqual } from 'node:crypto';
import { rowFor } from './file-access.ts';
import { type Principal, requireScope } from './principal.ts';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';

export type Disposition = 'ATTACHMENT' | 'INLINE';

/** What a signed URL allows; authentic, but its principal must be asked for anew at every request. */
export interface DownloadClaim {
  fileId: string;
  by: { kind: 'session' | 'token'; id: string };
  disposition: Disposition;
  /** Milliseconds since 1970. */
  until: number;
}

export interface SignedUrl {
  url: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

const SECONDS_MAX = 86_400;

/**
 * A signed address of a file that the caller may read (HMAC-SHA-256 under a key out of the vault). It names file,
 * principal, disposition and expiry, no name. `origin` is what it begins with, without a trailing slash.
 * @throws Problem NOT_FOUND; BAD_INPUT for `expiresIn`, which is in seconds
 */
export async function signDownload(
  rooms: Rooms,
  principal: Principal | null,
  { fileId, disposition, expiresIn }: { fileId: string; disposition: Disposition; expiresIn: number },
  origin: string,
): Promise<SignedUrl> {
  const reader = requireScope(principal, 'READ');
  if (!Number.isInteger(expiresIn) || expiresIn < 1 || expiresIn > SECONDS_MAX) {
    throw new Problem('BAD_INPUT', `expiresIn is a number of seconds, 1 to ${SECONDS_MAX}.`);
  }
  await rowFor(rooms, reader, fileId, 'read');
  const until = rooms.clock() + expiresIn * 1000;
  const claim: DownloadClaim = { fileId, by: { kind: reader.kind, id: reader.id }, disposition, until };
  const query = new URLSearchParams({
    by: `${claim.by.kind}.${claim.by.id}`,
    as: disposition.toLowerCase(),
    until: String(until),
    sig: signature(rooms, claim).toString('base64url'),
  });
  return { url: `${origin}/download/${fileId}?${query}`, expiresAt: until };
}

/**
 * What a signed URL says.
 * @throws Problem FORBIDDEN when it was altered, EXPIRED when its time is over
 */
export function readDownloadLink(rooms: Rooms, fileId: string, query: URLSearchParams): DownloadClaim {
  const [, kind, id] = /^(session|token)\.(.+)$/.exec(query.get('by') ?? '') ?? [];
  const [, as] = /^(attachment|inline)$/.exec(query.get('as') ?? '') ?? [];
  const [, until] = /^(\d{1,15})$/.exec(query.get('until') ?? '') ?? [];
  const given = Buffer.from(query.get('sig') ?? '', 'base64url');
  if (!kind || !id || !as || !until || given.length !== 32) throw altered();
  const claim: DownloadClaim = {
    fileId,
    by: { kind: kind === 'session' ? 'session' : 'token', id },
    disposition: as === 'inline' ? 'INLINE' : 'ATTACHMENT',
    until: Number(until),
  };
  if (!timingSafeEqual(given, signature(rooms, claim))) throw altered();
  if (claim.until <= rooms.clock()) throw new Problem('EXPIRED', 'This address has expired. Ask for a new one.');
  return claim;
}

function signature(rooms: Rooms, { fileId, by, disposition, until }: DownloadClaim): Buffer {
  const text = JSON.stringify(['download/v1', fileId, by.kind, by.id, disposition, until]);
  return createHmac('sha256', rooms.vault.keyring.secret('link-signing')).update(text).digest();
}

const altered = () => new Problem('FORBIDDEN', 'This address is not one that we gave, or it was altered.');

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { GrantRow } from '../catalog/grants.ts';
import { rowFor } from './file-access.ts';
import { type Principal, requireScope } from './principal.ts';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';

export type Disposition = 'ATTACHMENT' | 'INLINE';

/** What a signed URL allows; authentic, but its principal must be asked for anew at every request. */
export interface DownloadClaim {
  /** Or `ALL_FILES`. */
  fileId: string;
  by: { kind: 'session' | 'token' | 'grant'; id: string };
  disposition: Disposition;
  /** Milliseconds since 1970. */
  until: number;
}

/** Stands for a file's id in the address of all files of a grant as one ZIP. */
export const ALL_FILES = 'zip';

export interface SignedUrl {
  url: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

const SECONDS_MAX = 86_400;

const KINDS = ['session', 'token', 'grant'] as const;

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
  return { url: addressOf(rooms, claim, origin), expiresAt: until };
}

/**
 * An address of a file of a grant's, or of `ALL_FILES` of them, that works as long as the grant. Whether the grant may
 * read it is asked at every request.
 */
export function signGrant(
  rooms: Rooms,
  grant: Pick<GrantRow, 'id' | 'expiresAt'>,
  fileId: string,
  disposition: Disposition,
  origin: string,
): string {
  return addressOf(rooms, { fileId, by: { kind: 'grant', id: grant.id }, disposition, until: grant.expiresAt }, origin);
}

function addressOf(rooms: Rooms, claim: DownloadClaim, origin: string): string {
  const query = new URLSearchParams({
    by: `${claim.by.kind}.${claim.by.id}`,
    as: claim.disposition.toLowerCase(),
    until: String(claim.until),
    sig: signature(rooms, claim).toString('base64url'),
  });
  return `${origin}/download/${claim.fileId}?${query}`;
}

/**
 * What a signed URL says.
 * @throws Problem FORBIDDEN when it was altered, EXPIRED when its time is over
 */
export function readDownloadLink(rooms: Rooms, fileId: string, query: URLSearchParams): DownloadClaim {
  const [, by, id] = /^(session|token|grant)\.(.+)$/.exec(query.get('by') ?? '') ?? [];
  const kind = KINDS.find((known) => known === by);
  const [, as] = /^(attachment|inline)$/.exec(query.get('as') ?? '') ?? [];
  const [, until] = /^(\d{1,15})$/.exec(query.get('until') ?? '') ?? [];
  const given = Buffer.from(query.get('sig') ?? '', 'base64url');
  if (!kind || !id || !as || !until || given.length !== 32) throw altered();
  const claim: DownloadClaim = {
    fileId,
    by: { kind, id },
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

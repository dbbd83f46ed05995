import type { Names } from './audit-names.ts';
import type { Principal } from './principal.ts';

/** Everything that the record knows: noun and verb. */
export const ACTIONS = [
  'server.started',
  'session.signed-in',
  'session.refused',
  'session.locked-out',
  'session.signed-out',
  'vault.initialized',
  'vault.unsealed',
  'vault.refused',
  'vault.sealed',
  'vault.kek-rotated',
  'user.created',
  'user.role-set',
  'user.disabled',
  'user.enabled',
  'user.reset',
  'user.password-set',
  'user.files-transferred',
  'user.second-factor-set',
  'token.created',
  'token.revoked',
  'folder.created',
  'folder.renamed',
  'folder.moved',
  'folder.deleted',
  'file.uploaded',
  'file.renamed',
  'file.moved',
  'file.deleted',
  'file.expired',
  'file.downloaded',
  'file.shared',
  'file.unshared',
  'share.created',
  'share.changed',
  'share.refused',
  'share.opened',
  'share.code-sent',
  'share.ended',
  'grant.spent',
  'request.created',
  'request.opened',
  'request.refused',
  'request.finished',
  'request.ended',
  'policy.set',
  'record.exported',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Who did it: a person by session, one of their tokens, the holder of a grant or of a request's upload token. */
export type Actor =
  | { kind: 'user' | 'token'; id: string; userId: string }
  | { kind: 'grant' | 'sender'; id: string }
  | { kind: 'anonymous' | 'system' };

/** An event before it has its place in the record. Ids only; `names` is the one place for sealed text. */
export interface NewEvent {
  action: Action;
  actor: Actor;
  /** The account whose things it is about, which may see it; null for what administrators alone see. */
  ownerId: string | null;
  fileId?: string;
  folderId?: string;
  shareId?: string;
  grantId?: string;
  requestId?: string;
  /** The account that it was done to. */
  userId?: string;
  /** Bytes that left or came. */
  bytes?: number;
  /** Of a transfer, whether it came to its end. */
  complete?: boolean;
  /**
   * Sealed before it rests: the file's name as it is from now on, and whom a code was sent to. An event that leaves the
   * file's name as it was may do without it: it is then found by the last event of that file that says it.
   */
  names?: Names;
}

/** An event that has its place. */
export interface RecordedEvent extends NewEvent {
  /** 1, 2, … */
  seq: number;
  /** Milliseconds since 1970. */
  at: number;
  /** The caller's; empty where there is none. */
  address: string;
}

/** The actor that a request's principal is; the server itself where there is none. */
export function actorOf(principal: Principal | null): Actor {
  if (!principal) return { kind: 'system' };
  if (principal.kind === 'request') return { kind: 'sender', id: principal.id };
  const { kind, id, userId } = principal;
  return kind === 'session' ? { kind: 'user', id: userId, userId } : { kind: 'token', id, userId };
}

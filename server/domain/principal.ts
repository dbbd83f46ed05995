import { Problem } from './problem.ts';

export const SCOPES = ['READ', 'WRITE', 'SHARE', 'ADMIN'] as const;
export type Scope = (typeof SCOPES)[number];
export type Role = 'ADMIN' | 'MEMBER';

/** On whose behalf a request acts: an account, or whoever opened a file request. It was live when it was made. */
export type Principal = AccountPrincipal | SenderPrincipal;

/** A signed-in person or one of their API tokens. */
export interface AccountPrincipal {
  kind: 'session' | 'token';
  /** The session's or the token's id. */
  id: string;
  userId: string;
  role: Role;
  /** A session has all of them. */
  scopes: ReadonlySet<Scope>;
}

/**
 * Whoever sends files into a request without an account. It has no scope, so that every rule that asks for one
 * refuses it; `requireSender` alone lets it through.
 */
export interface SenderPrincipal {
  kind: 'request';
  /** The sender's id. */
  id: string;
  /** The request's owner, whose the files become. */
  userId: string;
  role: Role;
  scopes: ReadonlySet<never>;
  into: RequestLimits;
}

/** The request that a sender sends into. */
export interface RequestLimits {
  requestId: string;
  /** Null: the root. */
  folderId: string | null;
  /** Bytes; null: the server's limit. */
  maxFileSize: number | null;
}

/**
 * The principal, if it may act in `scope`.
 * @throws Problem UNAUTHENTICATED for nobody, FORBIDDEN for a token without the scope
 */
export function requireScope(principal: Principal | null, scope: Scope): AccountPrincipal {
  if (!principal) throw new Problem('UNAUTHENTICATED', 'Sign in, or send a token that is alive.');
  if (principal.kind === 'request') {
    throw new Problem('FORBIDDEN', 'This token sends files into a request, and does nothing else.');
  }
  if (!principal.scopes.has(scope)) {
    throw new Problem('FORBIDDEN', `This token lacks the scope ${scope}. Make one that has it.`);
  }
  return principal;
}

/** Whether it is this account's own session or token, and not someone who sends to it. */
export function isAccount(principal: Principal | null, userId: string): boolean {
  return principal !== null && principal.kind !== 'request' && principal.userId === userId;
}

/**
 * The principal, if it may send files: an account with the scope WRITE, or a sender into its request.
 * @throws Problem UNAUTHENTICATED, FORBIDDEN
 */
export function requireSender(principal: Principal | null): Principal {
  return principal?.kind === 'request' ? principal : requireScope(principal, 'WRITE');
}

/** Under which name limits of rate and of transfers count it: all senders of a request count together, and not as its owner. */
export function countedAs(principal: Principal): string {
  return principal.kind === 'request' ? principal.into.requestId : principal.userId;
}

/** As `requireScope` with ADMIN, for accounts with the role ADMIN only. */
export function requireAdmin(principal: Principal | null): AccountPrincipal {
  const admin = requireScope(principal, 'ADMIN');
  if (admin.role !== 'ADMIN') throw new Problem('FORBIDDEN', 'Only an administrator may do this.');
  return admin;
}

/** As `requireScope`, for people who signed in; a token is refused. */
export function requireSession(principal: Principal | null): AccountPrincipal {
  const person = requireScope(principal, 'READ');
  if (person.kind !== 'session') throw new Problem('FORBIDDEN', 'A token cannot do this. Sign in with your password.');
  return person;
}

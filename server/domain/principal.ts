import { Problem } from './problem.ts';

export const SCOPES = ['READ', 'WRITE', 'SHARE', 'ADMIN'] as const;
export type Scope = (typeof SCOPES)[number];
export type Role = 'ADMIN' | 'MEMBER';

/** On whose behalf a request acts: a signed-in person or one of their API tokens. Both were live when it was made. */
export interface Principal {
  kind: 'session' | 'token';
  /** The session's or the token's id. */
  id: string;
  userId: string;
  role: Role;
  /** A session has all of them. */
  scopes: ReadonlySet<Scope>;
}

/**
 * The principal, if it may act in `scope`.
 * @throws Problem UNAUTHENTICATED for nobody, FORBIDDEN for a token without the scope
 */
export function requireScope(principal: Principal | null, scope: Scope): Principal {
  if (!principal) throw new Problem('UNAUTHENTICATED', 'Sign in, or send a token that is alive.');
  if (!principal.scopes.has(scope)) {
    throw new Problem('FORBIDDEN', `This token lacks the scope ${scope}. Make one that has it.`);
  }
  return principal;
}

/** As `requireScope` with ADMIN, for accounts with the role ADMIN only. */
export function requireAdmin(principal: Principal | null): Principal {
  const admin = requireScope(principal, 'ADMIN');
  if (admin.role !== 'ADMIN') throw new Problem('FORBIDDEN', 'Only an administrator may do this.');
  return admin;
}

/** As `requireScope`, for people who signed in; a token is refused. */
export function requireSession(principal: Principal | null): Principal {
  const person = requireScope(principal, 'READ');
  if (person.kind !== 'session') throw new Problem('FORBIDDEN', 'A token cannot do this. Sign in with your password.');
  return person;
}

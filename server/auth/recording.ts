import { findWaitingSignIn } from '../catalog/sessions.ts';
import { findUserByEmail } from '../catalog/users.ts';
import type { Principal } from '../domain/principal.ts';
import { type Action, actorOf, record } from '../domain/record.ts';
import type { Rooms } from '../domain/rooms.ts';

/** What a request under /auth tried. */
export interface Trial {
  /** Relative to /auth. */
  path: string;
  principal: Principal | null;
  /** The address typed, in the form that accounts keep. */
  email: unknown;
  /** The cookie of a sign-in that waits for a second factor. */
  waiting: string | undefined;
}

/** What a success at an endpoint is called. Beginning a second factor changes nothing until it is verified. */
const DONE: Readonly<Record<string, Action>> = {
  '/sign-in/email': 'session.signed-in',
  '/two-factor/verify-totp': 'session.signed-in',
  '/two-factor/verify-backup-code': 'session.signed-in',
  '/sign-out': 'session.signed-out',
  '/revoke-session': 'session.signed-out',
  '/revoke-sessions': 'session.signed-out',
  '/revoke-other-sessions': 'session.signed-out',
  '/change-password': 'user.password-set',
  '/two-factor/disable': 'user.second-factor-set',
  '/two-factor/generate-backup-codes': 'user.second-factor-set',
};

/** What better-auth calls a wrong secret. */
const WRONG = new Set([
  'INVALID_EMAIL_OR_PASSWORD',
  'FAILED_TO_CREATE_SESSION',
  'INVALID_PASSWORD',
  'INVALID_CODE',
  'INVALID_BACKUP_CODE',
  'ACCOUNT_TEMPORARILY_LOCKED',
]);

/**
 * Records what better-auth makes of a request: who came in, who was refused and as whom, where an account is known.
 * Neither the secret nor an unknown address is kept. Gives the answer on.
 */
export async function recordedAnswer(rooms: Rooms, trial: Trial, handle: () => Promise<Response>): Promise<Response> {
  const aimedAt = await accountOf(rooms, trial);
  const answer = await handle();
  const body = await bodyOf(answer);
  if (!answer.ok) {
    if (WRONG.has(String(body['code']))) await recordRefusal(rooms, trial, aimedAt);
    return answer;
  }
  const { path, principal } = trial;
  const user = principal?.userId ?? idIn(body['user']);
  const verified = path.startsWith('/two-factor/verify-') && principal;
  const action = verified ? 'user.second-factor-set' : DONE[path];
  if (action && user) {
    const actor = principal ? actorOf(principal) : ({ kind: 'user', id: user, userId: user } as const);
    await record(rooms, rooms.catalog, { action, actor, ownerId: null, userId: user });
  }
  return answer;
}

/** Records that a secret was wrong, or used before. */
export async function recordRefusal(rooms: Rooms, trial: Trial, aimedAt?: string | null): Promise<void> {
  await recordAgainst(rooms, trial, 'session.refused', aimedAt);
}

/** Records that there were too many tries, and that those of the next while are refused without a look at their secret. */
export async function recordLockOut(rooms: Rooms, trial: Trial): Promise<void> {
  await recordAgainst(rooms, trial, 'session.locked-out');
}

async function recordAgainst(rooms: Rooms, trial: Trial, action: Action, aimedAt?: string | null): Promise<void> {
  const userId = aimedAt === undefined ? await accountOf(rooms, trial) : aimedAt;
  await record(rooms, rooms.catalog, {
    action,
    actor: trial.principal ? actorOf(trial.principal) : { kind: 'anonymous' },
    ownerId: null,
    ...(userId === null ? {} : { userId }),
  });
}

/** The account whose secret is tried; asked the same way whether there is one or not. */
async function accountOf(rooms: Rooms, { principal, email, waiting }: Trial): Promise<string | null> {
  if (principal) return principal.userId;
  if (typeof email === 'string') return (await findUserByEmail(rooms.catalog, email))?.id ?? null;
  return waiting === undefined ? null : findWaitingSignIn(rooms.catalog, waiting);
}

async function bodyOf(answer: Response): Promise<Record<string, unknown>> {
  const text = await answer.clone().text();
  if (!text.startsWith('{')) return {};
  return JSON.parse(text) as Record<string, unknown>;
}

function idIn(user: unknown): string | null {
  return typeof user === 'object' && user !== null && 'id' in user && typeof user.id === 'string' ? user.id : null;
}

import { readSharePolicy, type SharePolicy, writeSharePolicy } from '../catalog/share-policy.ts';
import { type Principal, requireAdmin, requireScope } from './principal.ts';
import { Problem } from './problem.ts';
import { actorOf, record } from './record.ts';
import type { Rooms } from './rooms.ts';

export type { SharePolicy } from '../catalog/share-policy.ts';

const DAYS_MAX = 3650;

/** What every new link must keep to. For whoever is signed in. */
export async function sharePolicy(rooms: Rooms, principal: Principal | null): Promise<SharePolicy> {
  requireScope(principal, 'READ');
  return readSharePolicy(rooms.catalog);
}

/**
 * Sets what new links, and links that are changed, must keep to; others go on as they are. For administrators.
 * @throws Problem BAD_INPUT for a number of days that cannot be
 */
export async function setSharePolicy(
  rooms: Rooms,
  principal: Principal | null,
  policy: SharePolicy,
): Promise<SharePolicy> {
  const admin = requireAdmin(principal);
  const { maxDays } = policy;
  if (maxDays !== null && (!Number.isInteger(maxDays) || maxDays < 1 || maxDays > DAYS_MAX)) {
    throw new Problem('BAD_INPUT', `maxDays is a whole number from 1 to ${DAYS_MAX}, or null for any number.`);
  }
  await rooms.catalog.transaction().execute(async (trx) => {
    await writeSharePolicy(trx, policy);
    await record(rooms, trx, { action: 'policy.set', actor: actorOf(admin), ownerId: null });
  });
  return policy;
}

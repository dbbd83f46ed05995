import type { Principal } from './principal.ts';
import type { Actor } from './record.ts';

/** Who a principal is to the record. */
export function actorOf({ kind, id, userId }: Principal): Actor {
  return { kind: kind === 'token' ? 'token' : 'user', id, userId };
}

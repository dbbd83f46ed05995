import type { Principal } from '../domain/principal.ts';
import type { Rooms } from '../domain/rooms.ts';

/** What a resolver works with; made for each request by http. */
export interface Context {
  rooms: Rooms;
  principal: Principal | null;
  /** The caller's address by the trust-proxy rules, for counting attempts. */
  address: string;
  /** The origin under which the caller reached us, checked by the guard; without a trailing slash. */
  origin: string;
  /** Aborts when the caller has gone. */
  signal: AbortSignal;
}

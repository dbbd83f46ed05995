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
  /** The cookie by which a visitor without an account gets their grants back; null for none. */
  visitor: string | null;
  /** Sets that cookie. */
  rememberVisitor(visitor: string): void;
  /** Aborts when the caller has gone. */
  signal: AbortSignal;
}

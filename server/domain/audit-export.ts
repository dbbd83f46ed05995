import { eventsAfter, readHead } from '../catalog/audit.ts';
import { signerIn } from './appending.ts';
import { BEGINNING } from './audit-chain.ts';
import { eventLine, type Trailer, trailerHash, trailerLine } from './audit-lines.ts';
import { signRecord } from './audit-signing.ts';
import { type Principal, requireAdmin } from './principal.ts';
import { actorOf, record } from './record.ts';
import type { Rooms } from './rooms.ts';

/** Events read at a time. */
const SLICE = 200;

/**
 * The whole record as an export for an administrator, who is recorded to have asked for it.
 * @throws Problem UNAUTHENTICATED, FORBIDDEN
 */
export async function exportFor(rooms: Rooms, principal: Principal | null): Promise<AsyncGenerator<string>> {
  const admin = requireAdmin(principal);
  await rooms.recorder.flush();
  await record(rooms, rooms.catalog, { action: 'record.exported', actor: actorOf(admin), ownerId: null });
  return exportRecord(rooms);
}

/**
 * The whole record as lines of text, some at a time, and a trailer. What is recorded meanwhile is not in it.
 * @throws VaultError SEALED, also on the way
 */
export async function* exportRecord(rooms: Pick<Rooms, 'catalog' | 'vault' | 'clock'>): AsyncGenerator<string> {
  await signRecord(rooms);
  const head = await readHead(rooms.catalog);
  const last = head?.seq ?? 0;
  for (let after = 0; after < last; ) {
    const events = await eventsAfter(rooms.catalog, after, Math.min(SLICE, last - after));
    if (events.length === 0) break;
    yield events.map((event) => `${eventLine(event)}\n`).join('');
    after = events.at(-1)?.seq ?? last;
  }
  const { keyring } = rooms.vault;
  const signer = signerIn(rooms.vault);
  const [key = BEGINNING] = keyring.publicKeys('audit-signing');
  const trailer: Trailer = { first: 1, last, head: head?.hash ?? BEGINNING, at: rooms.clock(), key };
  if (signer) yield `${trailerLine(trailer, await signer.trailer(trailerHash(trailer)))}\n`;
}

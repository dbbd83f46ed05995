import { forgetExpiredAccess } from './accounts-expiry.ts';
import { signRecord } from './audit-signing.ts';
import { CoalescedTask } from './coalesced-task.ts';
import { forgetNotices, tellOfEndings } from './notices.ts';
import { findOrphans } from './orphans.ts';
import { onRecorded } from './record.ts';
import { sweepRequests } from './request-end.ts';
import { rewrapKeys } from './rewrapping.ts';
import type { Rooms } from './rooms.ts';
import { sweepShares } from './share-sweep.ts';
import { sweep } from './sweeper.ts';

const ROUND = 60_000;
const DAY = 86_400_000;

/** What goes on in the background. */
export interface Housekeeping {
  /** Resolves when no round runs: the first one begins with the house. */
  settled(): Promise<void>;
  /** Starts no round any more, and waits for the one that runs. */
  stop(): Promise<void>;
}

/**
 * Runs what goes on in the background: the sweeper and the move of key wraps once a minute and as soon as a key was
 * rotated or the vault unsealed; the look for orphaned objects and the end of old notices at the start and once a day.
 */
export function startHousekeeping(rooms: Rooms): Housekeeping {
  let lookedAt = 0;
  const round = new CoalescedTask(async () => {
    await attempt(rooms, 'the sweep', () => sweep(rooms));
    await attempt(rooms, 'the end of old sessions', () => forgetExpiredAccess(rooms));
    await attempt(rooms, 'the end of file requests', () => sweepRequests(rooms));
    rooms.hashing.wake(rooms);
    await attempt(rooms, 'the end of links', () => sweepShares(rooms));
    if (rooms.vault.state === 'UNSEALED') {
      await attempt(rooms, 'the move of key wraps', () => rewrapKeys(rooms));
      await attempt(rooms, 'the signing of the record', () => signRecord(rooms));
      await attempt(rooms, 'the notices of links that end', () => tellOfEndings(rooms));
    }
    if (rooms.clock() - lookedAt < DAY) return;
    lookedAt = rooms.clock();
    await attempt(rooms, 'the end of old notices', () => forgetNotices(rooms));
    await attempt(rooms, 'the look for orphans', () => reportOrphans(rooms));
  });
  const unlisten = onRecorded(rooms, ({ action }) => {
    if (action === 'vault.kek-rotated' || action === 'vault.unsealed') round.wake();
  });
  round.start();
  const timer = setInterval(() => round.start(), ROUND);
  return {
    settled: () => round.settled(),
    async stop() {
      unlisten();
      clearInterval(timer);
      await round.close();
    },
  };
}

async function reportOrphans(rooms: Rooms): Promise<void> {
  const { objects, orphans, alarming } = await findOrphans(rooms);
  if (orphans.length === 0) return;
  const fields = { objects, orphans: orphans.length, first: orphans.slice(0, 5) };
  if (alarming)
    rooms.log.error(fields, 'many objects belong to no file: was an older catalog restored? Nothing was removed');
  else rooms.log.warn(fields, 'objects belong to no file; nothing was removed');
}

async function attempt(rooms: Rooms, what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    rooms.log.error({ err: error }, `${what} failed; it is tried again`);
  }
}

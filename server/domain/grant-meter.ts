import { setTimeout as sleep } from 'node:timers/promises';
import { giveBack, markSpent, reserve } from '../catalog/allowances.ts';
import { listLeft } from '../catalog/grants.ts';
import type { Meter, Take, Taken } from './download-rights.ts';
import { type LiveGrant, liveGrant } from './grant-live.ts';
import { Problem } from './problem.ts';
import { record } from './record.ts';
import type { Rooms } from './rooms.ts';
import { endIfSpent, usedUp } from './share-reach.ts';

/** How often a grant may deliver a file's bytes: once, and once more for what broke on the way. */
const TIMES = 2;

/**
 * Milliseconds for which an answer waits for what others of its grant reserved to come back: whoever seeks asks for
 * the next range before we notice that they have let the last one go.
 */
const PATIENCE = 2_000;
const POLL = 50;

/** An empty file's answer is one byte to the count, so that it takes and spends an allowance like any other. */
const worth = (bytes: number) => Math.max(1, bytes);

/**
 * Holds one answer to a grant against its allowances. What is reserved and not delivered goes back; an allowance of
 * which nothing left does too.
 */
export class GrantMeter implements Meter {
  readonly #rooms: Rooms;
  readonly #live: LiveGrant;
  #takes: Take[] = [];
  #begun = false;

  constructor(rooms: Rooms, live: LiveGrant) {
    this.#rooms = rooms;
    this.#live = live;
  }

  async admit(takes: Take[]): Promise<void> {
    const { transfers } = this.#rooms;
    const { grant } = this.#live;
    const until = performance.now() + PATIENCE;
    for (;;) {
      try {
        await this.#reserve(takes);
        break;
      } catch (error) {
        const waits = transfers.runningOf(grant.id) > 1 && performance.now() < until;
        if (!waits || !(error instanceof Problem) || error.code !== 'USED_UP') throw error;
      }
      await sleep(POLL);
    }
    this.#takes = takes;
  }

  async #reserve(takes: Take[]): Promise<void> {
    const { grant } = this.#live;
    await this.#rooms.catalog.transaction().execute(async (trx) => {
      const { share } = await liveGrant({ ...this.#rooms, catalog: trx }, grant.id);
      if (share.endReason === 'USED_UP') await checkHeld(trx, grant.id, takes);
      const of = { grantId: grant.id, shareId: share.id, maxDownloads: share.maxDownloads };
      const wanted = takes.map(({ fileId, bytes, size }) => {
        return { fileId, bytes: worth(bytes), allowed: TIMES * worth(size) };
      });
      if (!(await reserve(trx, of, wanted))) throw usedUp();
    });
  }

  async begun(): Promise<void> {
    if (this.#begun || this.#takes.length === 0) return;
    this.#begun = true;
    const { grant, share } = this.#live;
    const ids = this.#takes.map(({ fileId }) => fileId);
    await this.#rooms.catalog.transaction().execute(async (trx) => {
      const fresh = await markSpent(trx, grant.id, ids, this.#rooms.clock());
      if (fresh.length === 0) return;
      await record(this.#rooms, trx, {
        action: 'grant.spent',
        actor: { kind: 'grant', id: grant.id },
        ownerId: share.ownerId,
        shareId: share.id,
        grantId: grant.id,
        ...(ids.length === 1 && ids[0] !== undefined ? { fileId: ids[0] } : {}),
      });
      await endIfSpent(this.#rooms, trx, share);
    });
  }

  async settle(taken: Taken[]): Promise<void> {
    if (this.#takes.length === 0) return;
    const left = new Map(taken.map((one) => [one.fileId, one]));
    const unused = this.#takes.map(({ fileId, bytes, size }) => {
      const one = left.get(fileId);
      const delivered = size === 0 && one?.complete ? 1 : (one?.bytes ?? 0);
      return { fileId, bytes: worth(bytes) - delivered, none: delivered === 0 };
    });
    if (unused.some(({ none }) => !none)) await this.begun();
    const back = unused.filter(({ bytes }) => bytes > 0);
    if (back.length === 0) return;
    const of = { grantId: this.#live.grant.id, shareId: this.#live.share.id };
    await this.#rooms.catalog.transaction().execute((trx) => giveBack(trx, of, back));
  }
}

/** A link that is used up gives no more than what its grants have begun. */
async function checkHeld(trx: Rooms['catalog'], grantId: string, takes: Take[]): Promise<void> {
  const held = await listLeft(trx, grantId);
  if (takes.some(({ fileId }) => !held.has(fileId))) throw usedUp();
}

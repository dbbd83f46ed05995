import { setTimeout as sleep } from 'node:timers/promises';
import { askForLease, checkLease, extendLease, releaseLease, takeLease } from '../catalog/leases.ts';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';

/** Milliseconds for which a silent writer is held to be alive, and after which it says that it is. */
export const LEASE = 6_000;
const BEAT = 2_000;
/** How often a writer that may be asked to let go looks whether it was, in milliseconds. */
const LOOK = 500;
/** A writer is left in peace for this long, so that two clients that take turns both get somewhere. */
const TENURE = 1_000;
/** How often someone who waits for a lease tries again. */
const RETRY = 100;

type Needs = Pick<Rooms, 'catalog' | 'clock' | 'holds' | 'log'>;

/**
 * Being the one writer of an upload: says in the catalog that it lives, until it lets go. Whoever has the
 * lease after it has a higher fence, and nothing that it writes is taken any more.
 */
export class Hold {
  readonly fence: number;
  /** Resolves when it let go. */
  readonly ended: Promise<void>;
  readonly #rooms: Needs;
  readonly #fileId: string;
  readonly #since = performance.now();
  readonly #timer: NodeJS.Timeout;
  readonly #lost = new AbortController();
  readonly #wanted = new AbortController();
  #end: () => void = () => {};
  #looking = false;
  #beatAt = performance.now();

  /** @param shared whether another request may ask for it */
  constructor(rooms: Needs, fileId: string, fence: number, shared: boolean) {
    this.#rooms = rooms;
    this.#fileId = fileId;
    this.fence = fence;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    if (shared) rooms.holds.set(fileId, this);
    this.#timer = setInterval(() => void this.#look(shared), shared ? LOOK : BEAT);
  }

  /** Aborts when someone else has become the writer. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Aborts when someone waits to become the writer: close what was begun, and let go. */
  get wanted(): AbortSignal {
    return this.#wanted.signal;
  }

  /** Asks for it. */
  ask(): void {
    setTimeout(() => this.#wanted.abort(), Math.max(0, this.#since + TENURE - performance.now()));
  }

  /** Stops saying that the writer lives. Lets the next one in at once unless the upload has ended with it. */
  async letGo({ ended }: { ended: boolean }): Promise<void> {
    clearInterval(this.#timer);
    try {
      if (!ended) await releaseLease(this.#rooms.catalog, this.#fileId, this.fence);
    } catch (error) {
      this.#warn(error, 'a lease could not be released; it ends by itself');
    } finally {
      if (this.#rooms.holds.get(this.#fileId) === this) this.#rooms.holds.delete(this.#fileId);
      this.#end();
    }
  }

  async #look(shared: boolean): Promise<void> {
    if (this.#looking || this.#lost.signal.aborted) return;
    this.#looking = true;
    const { catalog, clock } = this.#rooms;
    try {
      if (performance.now() - this.#beatAt >= BEAT - LOOK) {
        const lives = await extendLease(catalog, this.#fileId, this.fence, clock() + LEASE);
        if (!lives) this.#lost.abort(replaced());
        this.#beatAt = performance.now();
      }
      if (shared) {
        const state = await checkLease(catalog, this.#fileId, this.fence);
        if (state === 'lost') this.#lost.abort(replaced());
        if (state === 'wanted') this.ask();
      }
    } catch (error) {
      this.#warn(error, 'the lease of an upload could not be extended');
    } finally {
      this.#looking = false;
    }
  }

  #warn(error: unknown, message: string): void {
    this.#rooms.log.warn({ err: error, fileId: this.#fileId }, message);
  }
}

/**
 * Becomes the writer of a resumable upload. One that lives, in this process or another, is asked to let go, which
 * takes it two seconds at most; one that was killed is waited for until its lease ends. Gives null when there
 * is nothing to write any more.
 * @throws Problem CONFLICT when it cannot be had
 */
export async function takeHold(rooms: Needs, fileId: string, open: () => Promise<boolean>): Promise<Hold | null> {
  const deadline = performance.now() + LEASE + BEAT;
  while (await open()) {
    const now = rooms.clock();
    const fence = await takeLease(rooms.catalog, fileId, now, now + LEASE);
    if (fence !== null) return new Hold(rooms, fileId, fence, true);
    if (performance.now() > deadline) throw new Problem('CONFLICT', 'Another client is sending this file.');
    const holder = rooms.holds.get(fileId);
    if (holder) {
      holder.ask();
      await Promise.race([holder.ended, sleep(RETRY)]);
    } else {
      await askForLease(rooms.catalog, fileId);
      await sleep(RETRY);
    }
  }
  return null;
}

export const replaced = () => new Problem('CONFLICT', 'Another client, or another server, goes on with this upload.');

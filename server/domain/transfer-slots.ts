import { Problem } from './problem.ts';

/**
 * How many uploads and downloads run in this process at once. What is over a bound is refused at once, with the time
 * to come back at, so that those that run keep their memory and their speed.
 */
export class TransferSlots {
  readonly #bounds: { perUser: number; overall: number };
  readonly #running = new Map<string, number>();
  #all = 0;

  constructor(bounds: { perUser: number; overall: number }) {
    this.#bounds = bounds;
  }

  /** How many run. */
  get running(): number {
    return this.#all;
  }

  /** How many of them are this user's. */
  runningOf(userId: string): number {
    return this.#running.get(userId) ?? 0;
  }

  /**
   * Begins a transfer of this user's; call what it gives when the transfer has ended (more than once does nothing).
   * @throws Problem RATE_LIMITED when the user has too many, UNAVAILABLE when all together are
   */
  enter(userId: string): () => void {
    const own = this.#running.get(userId) ?? 0;
    if (own >= this.#bounds.perUser) {
      throw new Problem('RATE_LIMITED', `You have ${own} transfers running. Let one end before the next.`, {
        retryAfter: 2,
      });
    }
    if (this.#all >= this.#bounds.overall) {
      throw new Problem('UNAVAILABLE', 'The server has as many transfers as it takes. Try again in a few seconds.', {
        retryAfter: 5,
      });
    }
    this.#all += 1;
    this.#running.set(userId, own + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#all -= 1;
      const now = this.#running.get(userId) ?? 1;
      if (now > 1) this.#running.set(userId, now - 1);
      else this.#running.delete(userId);
    };
  }
}

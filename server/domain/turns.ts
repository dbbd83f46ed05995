import { Problem } from './problem.ts';

/** Work that is done one at a time, such as derivations that take 20 MiB each; the others wait in their order. */
export class Turns {
  readonly #most: number;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** @param most how many may wait */
  constructor(most: number) {
    this.#most = most;
  }

  /** @throws Problem RATE_LIMITED when too many wait; whatever `work` throws */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting >= this.#most) {
      throw new Problem('RATE_LIMITED', 'Too many try at once. Wait a few seconds, then repeat.', { retryAfter: 5 });
    }
    this.#waiting += 1;
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => {});
    try {
      return await mine;
    } finally {
      this.#waiting -= 1;
    }
  }
}

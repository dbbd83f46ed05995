/**
 * Bytes that all who work at once hold together: much each for few, little for many, so that memory does not grow with
 * their number.
 */
export class Share {
  readonly #total: number;
  readonly #most: number;
  readonly #least: number;
  #holders = 0;

  constructor({ total, most, least }: { total: number; most: number; least: number }) {
    this.#total = total;
    this.#most = most;
    this.#least = least;
  }

  /** Counts a holder in, until the function that it gives is called. */
  enter(): () => void {
    this.#holders += 1;
    return () => {
      this.#holders -= 1;
    };
  }

  /** Bytes for each holder now. */
  get each(): number {
    return Math.max(this.#least, Math.min(this.#most, Math.floor(this.#total / Math.max(this.#holders, 1))));
  }
}

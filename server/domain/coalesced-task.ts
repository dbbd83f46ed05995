/**
 * A task in the background that never runs beside itself: wakes that come while it runs are coalesced into one more
 * run after it. The task deals with its own failures; it must not reject.
 */
export class CoalescedTask {
  readonly #run: () => Promise<void>;
  #running = false;
  #ended: Promise<void> = Promise.resolve();
  #again = false;
  #closed = false;

  constructor(run: () => Promise<void>) {
    this.#run = run;
  }

  /** Starts it unless it runs: for a timer, which comes back. */
  start(): void {
    if (this.#running || this.#closed) return;
    this.#running = true;
    this.#ended = this.#runs();
  }

  /** Starts it, or has it run once more, since what runs may have passed by what is new. */
  wake(): void {
    if (this.#closed) return;
    this.#again = true;
    this.start();
  }

  /** Resolves when nothing runs. */
  async settled(): Promise<void> {
    while (this.#running) await this.#ended;
  }

  /** Waits for the end of what runs; nothing starts any more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#again = false;
    await this.settled();
  }

  async #runs(): Promise<void> {
    try {
      do {
        this.#again = false;
        await this.#run();
      } while (this.#again);
    } finally {
      this.#running = false;
    }
  }
}

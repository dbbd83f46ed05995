import type { Mail } from '../domain/mailer.ts';
import type { Log } from '../domain/rooms.ts';

/** Mails under way at once. */
const AT_ONCE = 4;
/** Mails that wait for their turn or their next try; more are dropped, and the log says so. */
const WAITING_MAX = 1_000;

interface Waiting {
  mail: Mail;
  tries: number;
}

/** Mails that nobody waits for: in memory, a few at once, tried again after each of `retries` (milliseconds). */
export class Outbox {
  readonly #send: (mail: Mail) => Promise<void>;
  readonly #retries: readonly number[];
  readonly #log: Log;
  readonly #ready: Waiting[] = [];
  readonly #running = new Set<Promise<void>>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #closed = false;

  constructor(send: (mail: Mail) => Promise<void>, retries: readonly number[], log: Log) {
    this.#send = send;
    this.#retries = retries;
    this.#log = log;
  }

  add(mail: Mail): void {
    if (this.#closed) return;
    if (this.#ready.length + this.#timers.size >= WAITING_MAX) {
      this.#log.error({ waiting: WAITING_MAX }, 'too many mails wait to be sent; one was dropped');
      return;
    }
    this.#ready.push({ mail, tries: 0 });
    this.#next();
  }

  /** Waits for what is being sent, drops what waits. */
  async close(): Promise<void> {
    this.#closed = true;
    const dropped = this.#ready.length + this.#timers.size;
    if (dropped > 0) this.#log.warn({ dropped }, 'mails that waited to be sent were dropped');
    for (const timer of this.#timers) clearTimeout(timer);
    this.#ready.length = 0;
    await Promise.all(this.#running);
  }

  #next(): void {
    while (this.#running.size < AT_ONCE) {
      const waiting = this.#ready.shift();
      if (!waiting) return;
      const sending = this.#try(waiting).finally(() => {
        this.#running.delete(sending);
        this.#next();
      });
      this.#running.add(sending);
    }
  }

  async #try(waiting: Waiting): Promise<void> {
    try {
      await this.#send(waiting.mail);
    } catch (error) {
      const pause = this.#retries[waiting.tries];
      if (pause === undefined) this.#log.error({ err: error }, 'a mail was given up');
      else if (!this.#closed) this.#later({ ...waiting, tries: waiting.tries + 1 }, pause);
    }
  }

  #later(waiting: Waiting, pause: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#ready.push(waiting);
      this.#next();
    }, pause).unref();
    this.#timers.add(timer);
  }
}

import type { IncomingMessage } from 'node:http';

/** Bytes that may wait for the reader before the sender is held back. */
const WAITING_MAX = 512 * 1024;
/** The same until someone reads: what the request would hold by itself. */
const UNREAD_MAX = 64 * 1024;
/** Bytes for which the reader is woken while more keeps coming. */
const BATCH = 256 * 1024;
/** Bytes of memory that a chunk takes besides its own, which counts where chunks are tiny. */
const OVERHEAD = 512;

/** A request's body, to be read once. */
export interface Body extends AsyncIterableIterator<Buffer[]> {
  /** Takes no more of the request, and leaves it open for the answer. */
  return(): Promise<IteratorResult<Buffer[]>>;
}

/**
 * A request's body, in batches of what has come: a step for each chunk would cost more than the chunk. It ends in an
 * orderly way when the sender has gone as well: what came until then counts, and it takes from now on, since a request
 * whose sender has gone forgets what nobody took. (A plain `for await` over the request closes it, fails when the
 * sender goes, and looks idle to the watchdog of slow bodies.)
 */
export function bodyOf(req: IncomingMessage): Body {
  return new TakenBody(req);
}

class TakenBody implements Body {
  readonly #req: IncomingMessage;
  #came: Buffer[] = [];
  #waiting = 0;
  /** Whether something came since the event loop's last turn. */
  #coming = false;
  #most = UNREAD_MAX;
  #over: boolean;
  #wake: () => void = () => {};

  constructor(req: IncomingMessage) {
    this.#req = req;
    this.#over = req.destroyed || req.readableEnded;
    req.on('data', this.#take).once('end', this.#end).once('close', this.#end).on('error', this.#end);
  }

  [Symbol.asyncIterator](): Body {
    return this;
  }

  async next(): Promise<IteratorResult<Buffer[]>> {
    this.#most = WAITING_MAX;
    while (this.#came.length === 0 && !this.#over) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        this.#req.resume();
      });
    }
    const value = this.#came;
    if (value.length === 0) return { done: true, value: undefined };
    this.#came = [];
    this.#waiting = 0;
    if (!this.#over) this.#req.resume();
    return { done: false, value };
  }

  async return(): Promise<IteratorResult<Buffer[]>> {
    this.#req.pause();
    this.#req.off('data', this.#take).off('end', this.#end).off('close', this.#end);
    this.#end();
    return { done: true, value: undefined };
  }

  readonly #take = (chunk: Buffer) => {
    if (this.#came.length === 0) setImmediate(this.#arrived);
    this.#came.push(chunk);
    this.#waiting += chunk.length + OVERHEAD;
    this.#coming = true;
    if (this.#waiting >= this.#most) this.#req.pause();
  };

  /** Behind the other chunks that the socket had already, and for as long as it has more at each turn. */
  readonly #arrived = () => {
    if (this.#coming && this.#waiting < BATCH) setImmediate(this.#arrived);
    else this.#wake();
    this.#coming = false;
  };

  readonly #end = () => {
    this.#over = true;
    this.#wake();
  };
}

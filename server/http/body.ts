import type { IncomingMessage } from 'node:http';

/** Bytes that may wait for the reader before the sender is held back. */
const WAITING_MAX = 512 * 1024;

/**
 * A request's body, in batches of what has come: a step for each chunk would cost more than the chunk. It ends in an orderly way when the sender has gone as
 * well: what came until then counts. Giving it up early leaves the connection open for the answer. (A plain
 * `for await` over the request closes it, fails when the sender goes, and looks idle to the watchdog of slow bodies.)
 */
export function bodyOf(req: IncomingMessage): AsyncIterable<Buffer[]> {
  return { [Symbol.asyncIterator]: () => new Body(req) };
}

class Body implements AsyncIterator<Buffer[]> {
  readonly #req: IncomingMessage;
  #came: Buffer[] = [];
  #waiting = 0;
  #over: boolean;
  #wake: () => void = () => {};

  constructor(req: IncomingMessage) {
    this.#req = req;
    this.#over = req.destroyed || req.readableEnded;
    req.pause();
    req.on('data', this.#take).once('end', this.#end).once('close', this.#end).on('error', this.#end);
  }

  async next(): Promise<IteratorResult<Buffer[]>> {
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
    this.#waiting += chunk.length;
    if (this.#waiting >= WAITING_MAX) this.#req.pause();
  };

  /** Behind the other chunks that the socket had already. */
  readonly #arrived = () => this.#wake();

  readonly #end = () => {
    this.#over = true;
    this.#wake();
  };
}

import type { IncomingMessage } from 'node:http';

/**
 * A request's body, a chunk at a time, paused in between. It ends in an orderly way when the sender has gone as
 * well: what came until then counts. Giving it up early leaves the connection open for the answer. (A plain
 * `for await` over the request closes it, fails when the sender goes, and looks idle to the watchdog of slow bodies.)
 */
export function bodyOf(req: IncomingMessage): AsyncIterable<Buffer> {
  return { [Symbol.asyncIterator]: () => new Body(req) };
}

class Body implements AsyncIterator<Buffer> {
  readonly #req: IncomingMessage;
  readonly #came: Buffer[] = [];
  #over: boolean;
  #wake: () => void = () => {};

  constructor(req: IncomingMessage) {
    this.#req = req;
    this.#over = req.destroyed || req.readableEnded;
    req.pause();
    req.on('data', this.#take).once('end', this.#end).once('close', this.#end).on('error', this.#end);
  }

  async next(): Promise<IteratorResult<Buffer>> {
    for (;;) {
      const value = this.#came.shift();
      if (value) return { done: false, value };
      if (this.#over) return { done: true, value: undefined };
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        this.#req.resume();
      });
    }
  }

  async return(): Promise<IteratorResult<Buffer>> {
    this.#req.pause();
    this.#req.off('data', this.#take).off('end', this.#end).off('close', this.#end);
    this.#end();
    return { done: true, value: undefined };
  }

  readonly #take = (chunk: Buffer) => {
    this.#req.pause();
    this.#came.push(chunk);
    this.#wake();
  };

  readonly #end = () => {
    this.#over = true;
    this.#wake();
  };
}

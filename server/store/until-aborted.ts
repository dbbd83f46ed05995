/**
 * The chunks of `source`; throws the signal's reason as soon as it aborts, also while the source is silent.
 * The source's iteration is ended either way.
 */
export async function* untilAborted<T>(source: AsyncIterable<T>, signal?: AbortSignal): AsyncGenerator<T> {
  if (!signal) {
    yield* source;
    return;
  }
  signal.throwIfAborted();
  const iterator = source[Symbol.asyncIterator]();
  let fail = (_reason: unknown): void => {};
  const onAbort = () => fail(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    for (;;) {
      // Not `Promise.race` with one promise for all: that would keep every chunk for as long as it is pending.
      const next = await new Promise<IteratorResult<T>>((resolve, reject) => {
        fail = reject;
        iterator.next().then(resolve, reject);
      });
      if (next.done) return;
      yield next.value;
      signal.throwIfAborted();
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    const ended = Promise.resolve(iterator.return?.()).catch(() => {});
    // A silent source would hold up its own end for as long as it is silent.
    if (!signal.aborted) await ended;
  }
}

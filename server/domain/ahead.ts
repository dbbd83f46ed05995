/** Work under way. (A generator that yields a bare promise waits for it.) */
export interface Begun<T> {
  result: Promise<T>;
}

/**
 * The results of work, in its order; up to `most` pieces of it are begun before the first is taken. A source that is
 * silent is not waited for at the end.
 */
export async function* ahead<T>(source: AsyncGenerator<Begun<T>>, most: number): AsyncGenerator<T> {
  const asked: Promise<IteratorResult<Begun<T>>>[] = [];
  try {
    for (;;) {
      while (asked.length < most) {
        const next = source.next();
        asked.push(next);
        // What fails does so where it is awaited.
        next.then(({ value }) => value?.result.catch(() => {})).catch(() => {});
      }
      const next = await asked.shift();
      if (!next || next.done) return;
      yield await next.value.result;
    }
  } finally {
    void source.return(undefined).catch(() => {});
  }
}

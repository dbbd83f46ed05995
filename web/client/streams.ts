/** The chunks of a stream. Leaving the loop early cancels the stream. (Safari's streams cannot be iterated.) */
export async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  let done = false;
  try {
    for (;;) {
      const result = await reader.read();
      if (result.done) {
        done = true;
        return;
      }
      yield result.value;
    }
  } catch (error) {
    done = true;
    throw error;
  } finally {
    if (!done) await reader.cancel();
    reader.releaseLock();
  }
}

/** A stream that pulls from `chunks` as it is read, and ends them when it is cancelled. */
export function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * How a `fetch` sends `chunks` as they come and keeps none of them: one that could follow redirects or ask the user
 * for a password sends a clone of its request (Fetch standard, HTTP-network-or-cache fetch), and Node's then holds all
 * that was sent until the request ends. A streamed body cannot be sent a second time anyway.
 */
export function streamedBody(chunks: AsyncIterable<Uint8Array>): RequestInit {
  const init = { body: streamOf(chunks), duplex: 'half', redirect: 'error', window: null } as const;
  return init;
}

/**
 * A `fetch` on XMLHttpRequest, for what fetch lacks: the progress of the request's body. Made for one operation:
 * hand it to urql as that operation's `fetch` (`uploadContext` does). It resolves when the whole answer is there.
 * Rejects with TypeError when there is no answer, and with the signal's reason when `signal` or the init's own aborts.
 *
 * @param options.onProgress gets the bytes of the body that left, multipart frame included
 */
export function xhrFetch(options: {
  onProgress?: ((progress: { sent: number; total: number }) => void) | undefined;
  signal?: AbortSignal | undefined;
}): typeof fetch {
  return (input, init = {}) =>
    new Promise<Response>((resolve, reject) => {
      const request = new XMLHttpRequest();
      const signals = [options.signal, init.signal].filter((signal) => signal != null);
      const abort = (): void => {
        request.abort();
        reject(signals.find((signal) => signal.aborted)?.reason);
      };
      if (signals.some((signal) => signal.aborted)) return abort();
      for (const signal of signals) signal.addEventListener('abort', abort, { once: true });

      request.open(init.method ?? 'GET', input instanceof Request ? input.url : input);
      new Headers(init.headers).forEach((value, name) => {
        request.setRequestHeader(name, value);
      });
      request.withCredentials = init.credentials === 'include';
      request.responseType = 'arraybuffer';
      request.upload.onprogress = ({ loaded, total }) => options.onProgress?.({ sent: loaded, total });
      request.onload = () => resolve(answerOf(request));
      request.onerror = () => reject(new TypeError('The server cannot be reached, or the connection broke.'));
      request.onloadend = () => {
        for (const signal of signals) signal.removeEventListener('abort', abort);
      };
      // FormData, Blob and strings are all that urql and the client send by this way.
      request.send((init.body ?? null) as XMLHttpRequestBodyInit | null);
    });
}

function answerOf(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const line of request.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  const bodiless = request.status === 204 || request.status === 205 || request.status === 304;
  const body: ArrayBuffer | null = bodiless ? null : request.response;
  return new Response(body, { status: request.status, statusText: request.statusText, headers });
}

import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client';
import { streamedBody } from '../streams.ts';
import type { Slice } from './source.ts';

/** Requests of tus-js-client by way of a `fetch`; bodies are streamed, and what goes wrong in one is handed on. */
export class FetchStack implements HttpStack {
  readonly #fetch: typeof fetch;
  readonly #onSourceError: (error: unknown) => void;

  constructor(send: typeof fetch, onSourceError: (error: unknown) => void) {
    this.#fetch = send;
    this.#onSourceError = onSourceError;
  }

  createRequest(method: string, url: string): HttpRequest {
    return new FetchRequest(this.#fetch, this.#onSourceError, method, url);
  }

  getName(): string {
    return 'FetchStack';
  }
}

class FetchRequest implements HttpRequest {
  readonly #fetch: typeof fetch;
  readonly #onSourceError: (error: unknown) => void;
  readonly #method: string;
  readonly #url: string;
  readonly #headers = new Headers();
  readonly #control = new AbortController();
  #progress: (sent: number) => void = () => {};

  constructor(send: typeof fetch, onSourceError: (error: unknown) => void, method: string, url: string) {
    this.#fetch = send;
    this.#onSourceError = onSourceError;
    this.#method = method;
    this.#url = url;
  }

  getMethod = (): string => this.#method;
  getURL = (): string => this.#url;
  getHeader = (name: string): string | undefined => this.#headers.get(name) ?? undefined;
  getUnderlyingObject = (): null => null;

  setHeader(name: string, value: string): void {
    this.#headers.set(name, value);
  }

  setProgressHandler(handler: (sent: number) => void): void {
    this.#progress = handler;
  }

  async send(slice: Slice | null): Promise<HttpResponse> {
    const chunks = slice && this.#counted(slice);
    if (slice) this.#headers.set('content-length', String(slice.size));
    const init = { method: this.#method, headers: this.#headers, signal: this.#control.signal };
    try {
      const response = await this.#fetch(this.#url, chunks ? { ...init, ...streamedBody(chunks) } : init);
      const body = await response.text();
      return {
        getStatus: () => response.status,
        getHeader: (name) => response.headers.get(name) ?? undefined,
        getBody: () => body,
        getUnderlyingObject: () => response,
      };
    } finally {
      // Not awaited: a source that is silent may be so for long.
      chunks?.return(undefined).catch(() => {});
    }
  }

  async abort(): Promise<void> {
    this.#control.abort();
  }

  async *#counted({ chunks }: Slice): AsyncGenerator<Uint8Array, void, undefined> {
    let sent = 0;
    try {
      for await (const chunk of chunks) {
        yield chunk;
        sent += chunk.byteLength;
        this.#progress(sent);
      }
    } catch (error) {
      this.#onSourceError(error);
      throw error;
    }
  }
}

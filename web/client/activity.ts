import { errorOfResponse, StrongroomError, toStrongroomError } from './errors.ts';
import type { ActivityKind } from './generated/schema.ts';

/** Something that happened just now to files that you know of. Times are ISO 8601. */
export interface Activity {
  kind: ActivityKind;
  at: string;
  /** null where several changed. */
  fileId: string | null;
  /** null where it is gone. */
  fileName: string | null;
  shareId: string | null;
  requestId: string | null;
}

export interface ActivityOptions {
  signal?: AbortSignal | undefined;
  /** Called whenever the stream stands, the first time and again: what happened while it did not was missed. */
  onConnect?: (() => void) | undefined;
}

interface Transport {
  fetch: typeof fetch;
  /** Where subscriptions are taken. */
  endpoint: string;
  headers: Record<string, string>;
}

const SUBSCRIPTION = 'subscription Activity { activity { kind at fileId fileName shareId requestId } }';

/** Milliseconds: the first pause, the longest, and how long a stream may be silent (the server speaks every 12 s). */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
const SILENCE = 40_000;

/** What passes by itself. */
const PASSING: ReadonlySet<string> = new Set(['NETWORK', 'UNAVAILABLE', 'RATE_LIMITED', 'INTERNAL']);

/**
 * What happens from now on, over server-sent events, until `signal` aborts or the loop is left. A stream that breaks is
 * opened again after 1 s, 2 s, 4 s … at most 30 s.
 * @throws StrongroomError UNAUTHENTICATED, VAULT_SEALED and whatever else does not pass by itself; the signal's reason
 */
export async function* watchActivity(
  transport: Transport,
  { signal, onConnect }: ActivityOptions = {},
): AsyncGenerator<Activity, void> {
  let pause = FIRST_PAUSE;
  for (;;) {
    let wait = 0;
    try {
      for await (const activity of connect(transport, signal, () => {
        pause = FIRST_PAUSE;
        onConnect?.();
      })) {
        yield activity;
      }
    } catch (fault) {
      signal?.throwIfAborted();
      const failure = toStrongroomError(fault);
      if (!PASSING.has(failure.code)) throw failure;
      wait = (failure.retryAfter ?? 0) * 1000;
    }
    // A quarter more or less, so that not all come back at once when a server has started again.
    await sleep(Math.max(wait, pause) * (0.75 + Math.random() / 2), signal);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

async function* connect(
  { fetch, endpoint, headers }: Transport,
  signal: AbortSignal | undefined,
  onOpen: () => void,
): AsyncGenerator<Activity, void> {
  const leave = new AbortController();
  const aborted = () => leave.abort(signal?.reason);
  signal?.throwIfAborted();
  signal?.addEventListener('abort', aborted);
  let silence: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(() => leave.abort(new StrongroomError('NETWORK', 'The stream fell silent.')), SILENCE);
  };
  try {
    heard();
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', accept: 'text/event-stream' },
      credentials: 'same-origin',
      cache: 'no-store',
      body: JSON.stringify({ query: SUBSCRIPTION }),
      signal: leave.signal,
    });
    if (!response.ok || !response.body) throw await errorOfResponse(response);
    onOpen();
    for await (const { event, data } of eventsOf(response.body, heard)) {
      if (event === 'complete') return;
      if (event === 'next') yield activityOf(data);
    }
    throw new StrongroomError('NETWORK', 'The stream broke.');
  } finally {
    clearTimeout(silence);
    signal?.removeEventListener('abort', aborted);
    leave.abort();
  }
}

/** Events of a text/event-stream (WHATWG HTML, 9.2); comments are left out. */
async function* eventsOf(body: ReadableStream<Uint8Array>, heard: () => void) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    heard();
    text += decoder.decode(value, { stream: true }).replaceAll('\r\n', '\n');
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = block.split('\n');
      const field = (name: string) =>
        lines
          .filter((line) => line.startsWith(`${name}:`))
          .map((line) => line.slice(name.length + 1).trimStart())
          .join('\n');
      yield { event: field('event'), data: field('data') };
    }
  }
}

interface Result {
  data?: { activity?: Activity } | null;
  errors?: { message: string; extensions?: { code?: string; retryAfter?: number } }[];
}

function activityOf(data: string): Activity {
  const result = JSON.parse(data) as Result;
  const [problem] = result.errors ?? [];
  if (!problem && result.data?.activity) return result.data.activity;
  const { code = 'INTERNAL', retryAfter } = problem?.extensions ?? {};
  throw new StrongroomError(code as StrongroomError['code'], problem?.message ?? 'The stream made no sense.', {
    retryAfter,
  });
}

function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const aborted = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', aborted);
      resolve();
    }, milliseconds);
    if (signal?.aborted) aborted();
    else signal?.addEventListener('abort', aborted, { once: true });
  });
}

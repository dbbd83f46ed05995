import { listReaders } from '../catalog/file-access.ts';
import { livePrincipal } from './live-principal.ts';
import { type AccountPrincipal, type Principal, requireScope } from './principal.ts';
import { Problem } from './problem.ts';
import { type Action, onRecorded, type RecordedEvent } from './record.ts';
import type { Rooms } from './rooms.ts';
import { listenToSealing } from './sealing.ts';

export type ActivityKind = 'UPLOADED' | 'ARRIVED' | 'DOWNLOADED' | 'CHANGED' | 'SHARED';

/** Something that happened to files that the viewer knows of. Ids only. */
export interface Activity {
  kind: ActivityKind;
  /** Milliseconds since 1970. */
  at: number;
  fileId: string | null;
  shareId: string | null;
  requestId: string | null;
}

/** Streams of one account at once. */
const STREAMS = 8;
/** Activities that wait for a reader; a slower one is cut. */
const WAITING = 200;

/** What a file's or a link's owner is told; what is not here is nobody's news. */
const FOR_OWNERS: Partial<Record<Action, ActivityKind>> = {
  'file.uploaded': 'UPLOADED',
  'file.downloaded': 'DOWNLOADED',
  'grant.spent': 'DOWNLOADED',
  'file.renamed': 'CHANGED',
  'file.moved': 'CHANGED',
  'file.deleted': 'CHANGED',
  'file.expired': 'CHANGED',
  'file.shared': 'CHANGED',
  'file.unshared': 'CHANGED',
  'folder.created': 'CHANGED',
  'folder.renamed': 'CHANGED',
  'folder.moved': 'CHANGED',
  'folder.deleted': 'CHANGED',
  'share.created': 'CHANGED',
  'share.changed': 'CHANGED',
  'share.ended': 'CHANGED',
  'request.created': 'CHANGED',
  'request.finished': 'CHANGED',
  'request.ended': 'CHANGED',
  'user.files-transferred': 'CHANGED',
};

/** What those hear of, too, whom the file is shared with. */
const FOR_READERS: ReadonlySet<Action> = new Set(['file.renamed', 'file.deleted', 'file.expired']);

/** What the account hears of that it was done to. */
const FOR_USERS: Partial<Record<Action, ActivityKind>> = {
  'file.shared': 'SHARED',
  'file.unshared': 'SHARED',
  'user.files-transferred': 'CHANGED',
};

interface Watcher {
  principal: AccountPrincipal;
  tell(activity: Activity): void;
  end(reason: unknown): void;
  /** Looks whether the session or token is still alive. */
  check(): void;
}

/** Who looks at the moment, in this process. Fed by the record, so that nobody else has to call it. */
export class Activities {
  readonly #recheck: number;
  readonly #watchers = new Map<string, Set<Watcher>>();
  #told: Promise<void> = Promise.resolve();

  /** @param recheck milliseconds between two looks whether a stream's session is still alive */
  constructor(recheck = 60_000) {
    this.#recheck = recheck;
  }

  /** Hears of all that is recorded from now on; gives what ends it. */
  start(rooms: Rooms): () => void {
    return onRecorded(rooms, (event) => {
      if (this.#watchers.size === 0) return;
      // One after the other, so that what happened first is told first.
      this.#told = this.#told
        .then(() => this.#dispatch(rooms, event))
        .catch((error: unknown) => rooms.log.error({ err: error }, 'a live update could not be told'));
    });
  }

  /** Ends all streams, as when the server closes. */
  end(): void {
    for (const watchers of this.#watchers.values()) {
      for (const watcher of watchers)
        watcher.end(new Problem('UNAVAILABLE', 'The server is closing.', { retryAfter: 2 }));
    }
  }

  /**
   * What happens from now on to files that the caller knows of. Ends with UNAUTHENTICATED within a minute after the
   * session or token has ended (at once where that was recorded), and with VAULT_SEALED.
   * @throws Problem RATE_LIMITED for the ninth stream of an account; UNAVAILABLE for a reader that is too slow
   */
  async *watch(rooms: Rooms, principal: Principal | null, signal: AbortSignal): AsyncGenerator<Activity> {
    const viewer = requireScope(principal, 'READ');
    const mine = this.#watchers.get(viewer.userId) ?? new Set();
    if (mine.size >= STREAMS) {
      throw new Problem('RATE_LIMITED', 'You are looking from too many places at once.', { retryAfter: 30 });
    }
    const waiting: Activity[] = [];
    const over = new AbortController();
    let wake = () => {};
    const watcher: Watcher = {
      principal: viewer,
      tell(activity) {
        if (waiting.push(activity) > WAITING) this.end(new Problem('UNAVAILABLE', 'You read too slowly.'));
        wake();
      },
      end: (reason) => over.abort(reason),
      check: () => void this.#isLive(rooms, viewer).then((live) => live || watcher.end(signedOut())),
    };
    const wakeUp = () => wake();
    const sealing = listenToSealing(rooms.vault);
    const sealed = () => watcher.end(sealing.signal.reason);
    const timer = setInterval(watcher.check, this.#recheck);
    for (const end of [signal, over.signal]) end.addEventListener('abort', wakeUp);
    sealing.signal.addEventListener('abort', sealed);
    this.#watchers.set(viewer.userId, mine.add(watcher));
    try {
      while (!signal.aborted) {
        over.signal.throwIfAborted();
        const next = waiting.shift();
        if (next) yield next;
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      clearInterval(timer);
      sealing.release();
      signal.removeEventListener('abort', wakeUp);
      mine.delete(watcher);
      if (mine.size === 0) this.#watchers.delete(viewer.userId);
    }
  }

  async #isLive(rooms: Rooms, principal: AccountPrincipal): Promise<boolean> {
    try {
      const live = await livePrincipal(rooms, principal);
      return live !== null && live.kind !== 'request' && live.scopes.has('READ');
    } catch (error) {
      rooms.log.warn({ err: error }, 'a session could not be looked at; it is looked at again');
      return true;
    }
  }

  async #dispatch(rooms: Rooms, event: RecordedEvent): Promise<void> {
    const { action, ownerId, userId, fileId, actor } = event;
    if (/^(user|session|token)\./.test(action)) {
      for (const id of new Set([ownerId, userId, 'userId' in actor ? actor.userId : null])) {
        for (const watcher of (id && this.#watchers.get(id)) || []) watcher.check();
      }
    }
    const own = 'userId' in actor && actor.userId === ownerId;
    const kind = ofOwner(event);
    if (ownerId && kind && !(own && kind === 'DOWNLOADED')) this.#tell(ownerId, kind, event);
    const users = FOR_USERS[action];
    if (users && userId) this.#tell(userId, users, event);
    if (fileId && FOR_READERS.has(action)) {
      for (const reader of await listReaders(rooms.catalog, fileId)) this.#tell(reader, 'CHANGED', event);
    }
  }

  #tell(userId: string, kind: ActivityKind, event: RecordedEvent): void {
    const { at, fileId = null } = event;
    const mine = event.ownerId === userId;
    const shareId = (mine && event.shareId) || null;
    const requestId = (mine && event.requestId) || null;
    for (const watcher of this.#watchers.get(userId) ?? []) watcher.tell({ kind, at, fileId, shareId, requestId });
  }
}

function ofOwner({ action, actor, requestId }: RecordedEvent): ActivityKind | undefined {
  if (action === 'file.uploaded' && (actor.kind === 'sender' || requestId)) return 'ARRIVED';
  return FOR_OWNERS[action];
}

const signedOut = () => new Problem('UNAUTHENTICATED', 'Sign in, or send a token that is alive.');

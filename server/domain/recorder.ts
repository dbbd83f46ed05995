import { type AuditRow, eventsAfter, readHead } from '../catalog/audit.ts';
import { append, type Draft, draftOf } from './appending.ts';
import { openNames } from './audit-names.ts';
import type { Action, Actor, NewEvent, RecordedEvent } from './event.ts';
import type { Rooms } from './rooms.ts';

/** Milliseconds, and events, after which what waits is written. */
const DELAY = 100;
const BATCH = 256;
/** Most that may wait, and the pause, in milliseconds, after the catalog refused to take it. */
const MOST = 50_000;
const PAUSE = 1_000;
/** Events that listeners are told at a time. */
const SLICE = 100;

type Needs = Pick<Rooms, 'catalog' | 'vault' | 'log'>;

/** Hears of events that are committed, in their order; must not throw for long or wait. */
export type Listener = (event: RecordedEvent) => void;

/** The record's part that lives in the process: what waits to be written, and who listens. One for each catalog. */
export class Recorder {
  readonly #rooms: Needs;
  readonly #queue: Draft[] = [];
  readonly #listeners = new Set<Listener>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> | null = null;
  #lost = 0;
  /** The last event that listeners were told of. */
  #told = 0;
  #news = false;
  #telling: Promise<void> | null = null;
  #closed = false;

  constructor(rooms: Needs) {
    this.#rooms = rooms;
  }

  /** Listeners hear of events from here on. */
  async start(): Promise<void> {
    this.#told = (await readHead(this.#rooms.catalog))?.seq ?? 0;
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Writes an event soon, together with others. Of more than 50,000 that the catalog does not take, the rest is lost, and logged. */
  soon(caller: Pick<Rooms, 'vault' | 'clock' | 'address'>, event: NewEvent): void {
    if (this.#queue.length >= MOST || this.#closed) {
      if (this.#lost++ === 0) this.#rooms.log.error({}, 'events are lost: the catalog does not take any more');
      return;
    }
    this.#queue.push(draftOf(caller, event));
    if (this.#queue.length === BATCH) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), DELAY);
  }

  /**
   * Writes what waits, and resolves when that is done and told, or has failed, which is logged; what failed waits on.
   * Not for within a transaction.
   */
  async flush(): Promise<void> {
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null;
      if (this.#queue.length > 0 && !this.#closed) this.#timer ??= setTimeout(() => void this.flush(), PAUSE);
    });
    await this.#writing;
    await this.#telling;
  }

  async #write(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const { catalog, vault, log } = this.#rooms;
    try {
      while (this.#queue.length > 0) {
        const batch = this.#queue.slice(0, BATCH);
        const rows = await catalog.transaction().execute((trx) => append(vault, trx, batch));
        this.#queue.splice(0, batch.length);
        this.#committed(rows);
      }
      if (this.#lost > 0) log.error({ lost: this.#lost }, 'so many events were lost');
      this.#lost = 0;
    } catch (error) {
      log.error({ err: error, waiting: this.#queue.length }, 'events could not be written; it is tried again');
    }
  }

  /** Tells what was just written without reading it again, unless something before it is still to be told. */
  #committed(rows: readonly AuditRow[]): void {
    if (this.#telling || rows[0]?.seq !== this.#told + 1) this.poke();
    else for (const row of rows) this.#inform(row);
  }

  /**
   * There may be something to tell. Whoever is in a transaction calls it there: the one connection is free again
   * only when that has been committed or rolled back, so what is read then is what stays.
   */
  poke(): void {
    this.#news = true;
    this.#telling ??= this.#tell().finally(() => {
      this.#telling = null;
    });
  }

  async #tell(): Promise<void> {
    try {
      while (this.#news && !this.#closed) {
        this.#news = false;
        const rows = await eventsAfter(this.#rooms.catalog, this.#told, SLICE);
        if (rows.length === SLICE) this.#news = true;
        for (const row of rows) this.#inform(row);
      }
    } catch (error) {
      this.#rooms.log.error(
        { err: error },
        'who listens to the record could not be told; they hear it with the next event',
      );
    }
  }

  #inform(row: AuditRow): void {
    this.#told = row.seq;
    const event = this.#recorded(row);
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        this.#rooms.log.error({ err: error, seq: event.seq }, 'a listener to the record failed');
      }
    }
  }

  #recorded(row: AuditRow): RecordedEvent {
    const { vault, log } = this.#rooms;
    const { fileId, folderId, shareId, grantId, requestId, userId, bytes, complete } = row;
    const there = Object.entries({ fileId, folderId, shareId, grantId, requestId, userId, bytes, complete });
    const event = Object.fromEntries(there.filter(([, value]) => value !== null)) as Partial<RecordedEvent>;
    return {
      seq: row.seq,
      at: row.at,
      address: row.address,
      action: row.action as Action,
      actor: actorIn(row),
      ownerId: row.ownerId,
      // Opened only for whoever looks.
      get names() {
        if (row.sealed === null || vault.state !== 'UNSEALED') return {};
        try {
          return openNames(vault.keyring, row);
        } catch (error) {
          log.error({ err: error, seq: row.seq }, 'the names of an event are damaged');
          return {};
        }
      },
      // Last, as in appending.ts.
      ...event,
    };
  }

  /** Writes what waits; nothing is taken or told afterwards. */
  async close(): Promise<void> {
    await this.#writing;
    await this.flush();
    await this.#telling;
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#queue.length > 0) this.#rooms.log.error({ lost: this.#queue.length }, 'so many events were lost');
  }
}

function actorIn({ actorKind, actorId, actorUserId }: AuditRow): Actor {
  const id = actorId ?? '';
  switch (actorKind as Actor['kind']) {
    case 'user':
    case 'token':
      return { kind: actorKind as 'user' | 'token', id, userId: actorUserId ?? '' };
    case 'grant':
    case 'sender':
      return { kind: actorKind as 'grant' | 'sender', id };
    case 'anonymous':
    case 'system':
      return { kind: actorKind as 'anonymous' | 'system' };
  }
}

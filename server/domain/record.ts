import type { Kysely } from 'kysely';
import type { Database } from '../catalog/tables.ts';
import { atomically } from '../catalog/transaction.ts';
import { Vault } from '../vault/vault.ts';
import { append, draftOf } from './appending.ts';
import type { NewEvent } from './event.ts';
import type { Listener } from './recorder.ts';
import type { Rooms } from './rooms.ts';

export { ACTIONS, type Action, type Actor, actorOf, type NewEvent, type RecordedEvent } from './event.ts';

type Needs = Pick<Rooms, 'vault' | 'clock' | 'address' | 'recorder'>;

/**
 * Appends an event to the record in the transaction `trx` of what it tells of, so that neither is without the other.
 * Listeners (live updates, mails) hear of it after the commit. Where `trx` is none, the event has one of its own.
 */
export function record(rooms: Needs, trx: Kysely<Database>, event: NewEvent): Promise<void> {
  return recordAll(rooms, trx, [event]);
}

/** As `record`, for many at once, in their order. */
export async function recordAll(rooms: Needs, trx: Kysely<Database>, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const drafts = events.map((event) => draftOf(rooms, event));
  await atomically(trx, (own) => append(rooms.vault, own, drafts));
  rooms.recorder.poke();
}

/** As `record`, for what happens also where the disk is full: then the log alone says so. */
export async function recordAnyway(rooms: Needs & Pick<Rooms, 'catalog' | 'log'>, event: NewEvent): Promise<void> {
  try {
    await record(rooms, rooms.catalog, event);
  } catch (error) {
    rooms.log.error({ err: error, action: event.action }, 'an event could not be recorded');
  }
}

/**
 * Appends an event that has no transaction of its own, a finished download for example, together with others soon
 * after; does not wait and does not throw. What is waiting is written before the server closes or seals.
 */
export function recordSoon(rooms: Needs, event: NewEvent): void {
  rooms.recorder.soon(rooms, event);
}

/** As `record`, for a program on the host that is not the server: without a key, which the server signs with later. */
export async function recordApart(catalog: Kysely<Database>, event: NewEvent): Promise<void> {
  const vault = new Vault();
  const draft = draftOf({ vault, clock: Date.now }, event);
  await atomically(catalog, (trx) => append(vault, trx, [draft]));
}

/**
 * Calls `listener` with every event that is committed from now on, in order, by this process or, with the next of
 * ours, by another; never with one that was rolled back. Gives what ends it.
 */
export function onRecorded({ recorder }: Pick<Rooms, 'recorder'>, listener: Listener): () => void {
  return recorder.listen(listener);
}

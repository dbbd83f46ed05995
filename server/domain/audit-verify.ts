import type { Kysely } from 'kysely';
import { type AuditRow, eventsAfter } from '../catalog/audit.ts';
import type { Database } from '../catalog/tables.ts';
import type { Keyring } from '../vault/keyring.ts';
import { BEGINNING, hashOf, type PublicKey, publicKey, signedBy } from './audit-chain.ts';
import { type ExportedEvent, readLine, type Trailer, trailerHash } from './audit-lines.ts';
import { openNames } from './audit-names.ts';

/** The record is not what was recorded; the message names the first place. */
export class RecordBroken extends Error {
  override readonly name = 'RecordBroken';
  /** The place of the first event that is not as it was; null for the trailer. */
  readonly seq: number | null;

  constructor(seq: number | null, message: string) {
    super(message);
    this.seq = seq;
  }
}

/** Bytes; no line of ours comes near. */
const LONGEST = 65_536;

/**
 * Proves an export by nothing but public keys: every event is as it was signed, in its place, and the trailer ends it.
 * Reads it once, in bounded memory. Gives the trailer.
 * @throws RecordBroken
 */
export async function verifyExport(source: AsyncIterable<Uint8Array>, keys: readonly PublicKey[]): Promise<Trailer> {
  let seq = 0;
  let prevHash = BEGINNING;
  let end: Trailer | null = null;
  /** An event that is whole and stands where another should; whether that comes later tells removed from moved. */
  let early: ExportedEvent | null = null;
  for await (const bytes of linesOf(source)) {
    const line = bytes === null ? null : readLine(bytes);
    if (early) {
      if (line && 'event' in line && line.event.seq === seq + 1) {
        throw new RecordBroken(seq + 1, `Event ${seq + 1} was moved: event ${early.seq} stands in its place.`);
      }
      continue;
    }
    if (end) throw new RecordBroken(null, 'Something stands behind the trailer.');
    if (line === null) throw new RecordBroken(seq + 1, `Event ${seq + 1}, or the trailer in its place, was altered.`);
    if ('trailer' in line) {
      checkTrailer(line.trailer, line.signature, { seq, prevHash }, keys);
      end = line.trailer;
      continue;
    }
    const { event } = line;
    if (!isWhole(event, keys)) throw new RecordBroken(seq + 1, `Event ${seq + 1} was altered.`);
    if (event.seq <= seq) {
      throw new RecordBroken(event.seq, `Event ${event.seq} was inserted again, or moved, behind event ${seq}.`);
    }
    if (event.seq > seq + 1) {
      early = event;
      continue;
    }
    if (!event.prevHash.equals(prevHash)) {
      throw new RecordBroken(
        event.seq,
        `Event ${event.seq} does not follow the one before it: it is of another record.`,
      );
    }
    seq = event.seq;
    prevHash = event.hash;
  }
  if (early) throw new RecordBroken(seq + 1, `Event ${seq + 1} was removed.`);
  if (!end) throw new RecordBroken(null, `The trailer is missing: the export was cut behind event ${seq}.`);
  return end;
}

function checkTrailer(
  trailer: Trailer,
  signature: Buffer,
  { seq, prevHash }: { seq: number; prevHash: Buffer },
  keys: readonly PublicKey[],
): void {
  const signer = signedBy(keys, 'trailer', trailerHash(trailer), signature);
  if (!signer?.raw.equals(trailer.key)) {
    throw new RecordBroken(null, 'The trailer was altered, or is signed by another key than the one given.');
  }
  if (trailer.last > seq) throw new RecordBroken(seq + 1, `Event ${seq + 1} was removed.`);
  if (trailer.first !== 1 || trailer.last !== seq || !trailer.head.equals(prevHash)) {
    throw new RecordBroken(
      trailer.last + 1,
      `Event ${trailer.last + 1} was inserted: the trailer does not know of it.`,
    );
  }
}

function isWhole(event: ExportedEvent, keys: readonly PublicKey[]): boolean {
  const { hash, signature } = event;
  return hashOf(event).equals(hash) && signature !== null && signedBy(keys, 'event', hash, signature) !== null;
}

/** Lines without their ends; null for one that is too long or has no end. */
async function* linesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer | null> {
  let rest = Buffer.alloc(0);
  for await (const chunk of source) {
    rest = Buffer.concat([rest, chunk]);
    let from = 0;
    for (let at = rest.indexOf(10); at !== -1; at = rest.indexOf(10, from)) {
      yield rest.subarray(from, at);
      from = at + 1;
    }
    rest = rest.subarray(from);
    if (rest.length > LONGEST) yield null;
  }
  if (rest.length > 0) yield null;
}

/** As `isWhole`, of a row, which may wait for its signature, and whose columns may hold anything once altered. */
function isUnaltered(event: AuditRow, keys: readonly PublicKey[]): boolean {
  try {
    return event.signature === null ? hashOf(event).equals(event.hash) : isWhole(event, keys);
  } catch {
    return false;
  }
}

const SLICE = 500;

/**
 * Proves the catalog's own rows with the vault's keys: chain, signatures, and the sealed names. Gives how many there
 * are, and how many of them wait for a signature.
 * @throws RecordBroken
 */
export async function verifyCatalog(
  catalog: Kysely<Database>,
  keyring: Keyring,
): Promise<{ events: number; unsigned: number }> {
  const keys = keyring.publicKeys('audit-signing').map(publicKey);
  let seq = 0;
  let prevHash = BEGINNING;
  let unsigned = 0;
  for (;;) {
    const events = await eventsAfter(catalog, seq, SLICE);
    for (const event of events) {
      if (event.seq !== seq + 1) throw new RecordBroken(seq + 1, `Event ${seq + 1} was removed.`);
      seq = event.seq;
      const { hash, signature } = event;
      if (!isUnaltered(event, keys)) throw new RecordBroken(seq, `Event ${seq} was altered.`);
      if (!event.prevHash.equals(prevHash))
        throw new RecordBroken(seq, `Event ${seq} does not follow the one before it.`);
      try {
        openNames(keyring, event);
      } catch (cause) {
        throw new RecordBroken(seq, `The names of event ${seq} were altered (${String(cause)}).`);
      }
      if (signature === null) unsigned += 1;
      prevHash = hash;
    }
    if (events.length < SLICE) return { events: seq, unsigned };
  }
}

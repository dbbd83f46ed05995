import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventsAfter } from '../../../server/catalog/audit.ts';
import { type PublicKey, publicKey } from '../../../server/domain/audit-chain.ts';
import { exportRecord } from '../../../server/domain/audit-export.ts';
import { eventLine } from '../../../server/domain/audit-lines.ts';
import { RecordBroken, verifyCatalog, verifyExport } from '../../../server/domain/audit-verify.ts';
import { recordAll } from '../../../server/domain/record.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';

let house: TestHouse;
let exported: Buffer;
/** An export of fewer events, for what is done byte by byte. */
let small: Buffer;
let lines: string[];
let keys: PublicKey[];
beforeAll(async () => {
  house = await startHouse();
  const { rooms } = house;
  const ids = () => ({ fileId: randomUUID(), folderId: randomUUID(), shareId: randomUUID(), grantId: randomUUID() });
  const append = (count: number) =>
    recordAll(
      { ...rooms, address: '192.0.2.1' },
      rooms.catalog,
      Array.from({ length: count }, (_, i) => ({
        action: 'file.downloaded',
        actor: { kind: 'user', id: randomUUID(), userId: randomUUID() },
        ownerId: randomUUID(),
        ...ids(),
        requestId: randomUUID(),
        userId: randomUUID(),
        bytes: 1000 + i,
        complete: i % 2 === 0,
        names: { file: `name ${i}`, recipient: 'bob@example.org' },
      })),
    );
  await append(1);
  small = await textOfExport();
  await append(5);
  exported = await textOfExport();
  lines = exported.toString().split('\n').slice(0, -1);
  keys = rooms.vault.keyring.publicKeys('audit-signing').map(publicKey);
});
afterAll(() => house.remove());

async function textOfExport(): Promise<Buffer> {
  const chunks: string[] = [];
  for await (const chunk of exportRecord(house.rooms)) chunks.push(chunk);
  return Buffer.from(chunks.join(''));
}

/** What the proof says of these bytes: the place it names, `null` for the trailer, or `whole`. */
async function proof(bytes: Buffer): Promise<number | null | 'whole'> {
  // In chunks that cut lines.
  const source = Readable.from(bytes.length === 0 ? [] : cut(bytes, 1000));
  try {
    await verifyExport(source, keys);
    return 'whole';
  } catch (error) {
    if (error instanceof RecordBroken) return error.seq;
    throw error;
  }
}

function cut(bytes: Buffer, length: number): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += length) pieces.push(bytes.subarray(at, at + length));
  return pieces;
}

const textOf = (some: string[]) => Buffer.from(some.map((line) => `${line}\n`).join(''));
/** The line of the event at a place. */
const line = (seq: number) => lines[seq - 1] ?? '';
const last = () => lines.length - 1;

describe('an export', () => {
  test('is proved by the public key, and by no other', async () => {
    expect(await proof(exported)).toBe('whole');
    expect((await verifyExport(Readable.from([exported]), keys)).last).toBe(last());
    const other = await startHouse();
    try {
      const foreign = other.rooms.vault.keyring.publicKeys('audit-signing').map(publicKey);
      await expect(verifyExport(Readable.from([exported]), foreign)).rejects.toThrow('Event 1 was altered');
    } finally {
      await other.remove();
    }
  });

  test('with any single byte changed is refused, and the first place named', async () => {
    const starts = [0];
    for (let at = small.indexOf(10); at !== -1; at = small.indexOf(10, at + 1)) starts.push(at + 1);
    const lineAt = (at: number) => starts.findLastIndex((start) => start <= at) + 1;
    for (let at = 0; at < small.length; at += 1) {
      const changed = Buffer.from(small);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const named = await proof(changed);
      expect(named, `byte ${at}`).not.toBe('whole');
      // A line feed that is gone spoils the line that it ended.
      if (named !== null) expect(named, `byte ${at}`).toBe(Math.min(lineAt(at), starts.length - 1));
    }
  });

  test('with bytes changed, cut out or put in anywhere is refused', async () => {
    const edit = fc.record({
      at: fc.nat(exported.length),
      length: fc.nat(300),
      bytes: fc.uint8Array({ maxLength: 300 }),
    });
    await fc.assert(
      fc.asyncProperty(edit, async ({ at, length, bytes }) => {
        const changed = Buffer.concat([exported.subarray(0, at), bytes, exported.subarray(at + length)]);
        fc.pre(!changed.equals(exported));
        return (await proof(changed)) !== 'whole';
      }),
      { numRuns: 300 },
    );
  });

  test('names the event that was removed', async () => {
    for (let seq = 1; seq <= last(); seq += 1) {
      expect(await proof(textOf(lines.filter((_, i) => i !== seq - 1)))).toBe(seq);
    }
  });

  test('names the event that was moved, and says so', async () => {
    const swapped = [...lines];
    swapped[4] = line(6);
    swapped[5] = line(5);
    await expect(verifyExport(Readable.from([textOf(swapped)]), keys)).rejects.toThrow('Event 5 was moved');
    await expect(verifyExport(Readable.from([textOf(lines.toSpliced(4, 1))]), keys)).rejects.toThrow(
      'Event 5 was removed',
    );
  });

  test('names the event that was inserted, whether a copy or a forgery', async () => {
    expect(await proof(textOf(lines.toSpliced(5, 0, line(3))))).toBe(3);
    const [forged] = await eventsAfter(house.rooms.catalog, 5, 1);
    if (!forged) throw new Error('there is no such event');
    expect(await proof(textOf(lines.toSpliced(5, 0, eventLine({ ...forged, action: 'file.deleted' }))))).toBe(6);
  });

  test('that was cut is refused, at every line, with a trailer or without', async () => {
    for (let count = 0; count < lines.length; count += 1) {
      expect(await proof(textOf(lines.slice(0, count)))).toBe(null);
      if (count < last()) expect(await proof(textOf([...lines.slice(0, count), lines.at(-1) ?? '']))).toBe(count + 1);
    }
    expect(await proof(exported.subarray(0, -1))).not.toBe('whole');
    expect(await proof(Buffer.concat([exported, exported]))).toBe(null);
  });

  test('with an event rewritten and hashed anew, as far as one gets without the key, is refused there', async () => {
    const event = JSON.parse(line(4));
    const { hashOf } = await import('../../../server/domain/audit-chain.ts');
    const hashed = {
      ...event,
      action: 'file.renamed',
      namesDigest: null,
      prevHash: Buffer.from(event.prevHash, 'hex'),
    };
    const again = eventLine({ ...hashed, hash: hashOf(hashed), signature: Buffer.from(event.signature, 'hex') });
    expect(await proof(textOf(lines.toSpliced(3, 1, again)))).toBe(4);
  });
});

describe('the rows themselves', () => {
  /** Every column of a row, its value as bytes changed one by one, is found at that row. */
  test.each([
    ['the first', () => 1],
    ['one amid', () => 5],
    ['the last', last],
  ])('with any byte of any column of %s changed are refused, and the row is named', async (_, place) => {
    const { catalog, vault } = house.rooms;
    await expect(verifyCatalog(catalog, vault.keyring)).resolves.toMatchObject({ unsigned: 0 });
    const target = place();
    const { rows } = await sql<Record<string, unknown>>`select * from audit_events where seq = ${target}`.execute(
      catalog,
    );
    const [row = {}] = rows;
    expect(Object.keys(row).length).toBeGreaterThan(20);
    for (const [column, value] of Object.entries(row)) {
      for (const changed of variants(column, value)) {
        await put(column, changed);
        const found = await verifyCatalog(catalog, vault.keyring).catch((error: unknown) => error);
        await put(column, value, column === 'seq' ? changed : target);
        expect(found, `${column}: ${String(changed)}`).toBeInstanceOf(RecordBroken);
        expect((found as RecordBroken).seq, column).toBe(target);
      }
    }
    await expect(verifyCatalog(catalog, vault.keyring)).resolves.toMatchObject({ unsigned: 0 });

    async function put(column: string, value: unknown, seq: unknown = target): Promise<void> {
      await sql`pragma foreign_keys = off`.execute(catalog);
      await sql`update audit_events set ${sql.ref(column)} = ${value} where seq = ${seq}`.execute(catalog);
      await sql`pragma foreign_keys = on`.execute(catalog);
    }
  });

  test('with one row taken out are refused, and the row is named', async () => {
    const { catalog, vault } = house.rooms;
    const undone = catalog.transaction().execute(async (trx) => {
      await trx.deleteFrom('audit_events').where('seq', '=', 7).execute();
      await expect(verifyCatalog(trx, vault.keyring)).rejects.toMatchObject({ seq: 7 });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
  });
});

function variants(column: string, value: unknown): unknown[] {
  if (column === 'seq') return [10_000];
  if (value === null) return [0, 2, 'x', Buffer.from('x')];
  if (typeof value === 'number') return column === 'at' ? [value + 1, -value] : [value + 1, value ^ 2, null];
  if (Buffer.isBuffer(value)) {
    return Array.from(value, (byte, at) => {
      const changed = Buffer.from(value);
      changed[at] = byte ^ (1 << (at % 8));
      return changed;
    });
  }
  if (typeof value !== 'string') return [null];
  const text = value;
  return Array.from(text, (character, at) => {
    const other = String.fromCharCode(character.charCodeAt(0) ^ 1);
    return text.slice(0, at) + other + text.slice(at + 1);
  });
}

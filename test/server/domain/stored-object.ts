import { readFile, writeFile } from 'node:fs/promises';
import { findFile } from '../../../server/catalog/files.ts';
import { ContainerSealer } from '../../../server/crypto/container.ts';
import { sealSegments } from '../../../server/crypto/segments.ts';
import { HEADER_LENGTH, SEGMENT, segmentLength } from '../../../server/crypto/sizes.ts';
import type { SuiteId } from '../../../server/crypto/suites.ts';
import type { TestHouse } from '../../support/house.ts';
import { storeInParts } from '../../support/parts.ts';
import { piece } from '../../support/piece.ts';
import { bytesOf } from '../../support/transfers.ts';
import { sendInParts } from '../../support/tus-parts.ts';
import { objectPath } from './refusals.ts';

const S = SEGMENT;
const H = HEADER_LENGTH;

/** An object at rest, and the others whose bytes an attacker could mix into it. */
export interface Scene {
  suite: SuiteId;
  id: string;
  path: string;
  plain: Buffer;
  /** Three full segments and a short one. */
  bytes: Buffer;
  /** The same plaintext sealed again under the same key for the same place. */
  again: Buffer;
  /** A shorter one, sealed under the same key for the same place. */
  shorter: Buffer;
  /** Of another file of the same length. */
  other: Buffer;
}

export async function setScene(house: TestHouse, suite: SuiteId): Promise<Scene> {
  const plain = bytesOf(3 * S + 100, suite);
  const id = await storeInParts(house, suite, [plain]);
  const otherId = await storeInParts(house, suite, [bytesOf(plain.length, 9)]);
  return sceneOf(house, { suite, id, plain, part: 0, other: objectPath(house, otherId) });
}

/** As `setScene`, of one part of a file of several, which came by tus; also gives the whole file and where it begins. */
export async function setSceneInParts(
  house: TestHouse,
  suite: SuiteId,
  place: 'middle' | 'last',
): Promise<Scene & { whole: Buffer; start: number }> {
  const plain = bytesOf(3 * S + 100, suite);
  const at = place === 'middle' ? 1 : 2;
  const contents = [bytesOf(S + 50, 4), bytesOf(200, 5)].toSpliced(at, 0, plain);
  const { id, numbers } = await sendInParts(house, suite, contents);
  const other = await sendInParts(house, suite, contents.toSpliced(at, 1, bytesOf(plain.length, 9)));
  const part = numbers[at] ?? 0;
  const scene = await sceneOf(house, { suite, id, plain, part, other: objectPath(house, other.id, other.numbers[at]) });
  const start = contents.slice(0, at).reduce((sum, { length }) => sum + length, 0);
  return { ...scene, whole: Buffer.concat(contents), start };
}

async function sceneOf(
  house: TestHouse,
  { suite, id, plain, part, other }: Pick<Scene, 'suite' | 'id' | 'plain'> & { part: number; other: string },
): Promise<Scene> {
  const path = objectPath(house, id, part);
  return {
    suite,
    id,
    path,
    plain,
    bytes: await readFile(path),
    again: await sealAgain(house, id, plain, part),
    shorter: await sealAgain(house, id, plain.subarray(0, 2 * S), part),
    other: await readFile(other),
  };
}

/** What an earlier attempt for the same part could have left: same key, fresh salt. */
export async function sealAgain(house: TestHouse, id: string, plain: Buffer, part = 0): Promise<Buffer> {
  const row = await findFile(house.rooms.catalog, id);
  if (!row?.key) throw new Error('no such file');
  const dek = house.rooms.vault.keyring.openDek(id, row.key.kekId, row.key.wrappedDek);
  const sealer = new ContainerSealer(row.suite as SuiteId, dek, { fileId: id, part });
  return sealSegments(piece(sealer, [plain], true));
}

export function flip(bytes: Buffer, offset: number, bit = 0): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(offset) ^ (1 << bit), offset);
  return copy;
}

const segment = ({ suite }: Scene, i: number, of: Buffer) =>
  of.subarray(H + i * segmentLength(suite), Math.min(of.length, H + (i + 1) * segmentLength(suite)));

/** Our header with these segments of ours behind it. */
const joined = (scene: Scene, ...order: number[]) =>
  Buffer.concat([scene.bytes.subarray(0, H), ...order.map((i) => segment(scene, i, scene.bytes))]);

const replaced = (scene: Scene, i: number, by: Buffer) =>
  Buffer.concat(
    [0, 1, 2, 3].reduce<Buffer[]>(
      (all, at) => [...all, segment(scene, at, at === i ? by : scene.bytes)],
      [scene.bytes.subarray(0, H)],
    ),
  );

type Row = [name: string, change: (scene: Scene) => Buffer];

/** FORMAT.md section 6, done to an object at rest. */
export const OBJECT_ROWS: Row[] = [
  ['magic changed', (s) => flip(s.bytes, 3)],
  ['version changed', (s) => flip(s.bytes, 8)],
  ['suite changed to the other one', (s) => flip(flip(s.bytes, 9, 0), 9, 1)],
  ['suite changed to an unknown one', (s) => flip(s.bytes, 9, 7)],
  ...Array.from({ length: 8 }, (_, bit): Row => [`flag bit ${bit} set`, (s) => flip(s.bytes, 10, bit)]),
  ['reserved bit set', (s) => flip(s.bytes, 11, 4)],
  ['part number changed', (s) => flip(s.bytes, 15)],
  ['fileId changed', (s) => flip(s.bytes, 20)],
  ['salt changed', (s) => flip(s.bytes, 32)],
  ['commitment changed', (s) => flip(s.bytes, 87, 7)],
  ['commitment zeroed', (s) => Buffer.concat([s.bytes.subarray(0, 56), Buffer.alloc(32), s.bytes.subarray(H)])],
  ['salt and commitment of another sealing', (s) => Buffer.concat([s.again.subarray(0, H), s.bytes.subarray(H)])],
  ['a bit turned in the first segment', (s) => flip(s.bytes, H + 40, 3)],
  ['a bit turned in a middle tag', (s) => flip(s.bytes, H + 2 * segmentLength(s.suite) - 1)],
  ['a bit turned at the head of a segment (its IV)', (s) => flip(s.bytes, H + segmentLength(s.suite))],
  ['a bit turned in the last block (its padding)', (s) => flip(s.bytes, s.bytes.length - (s.suite === 1 ? 17 : 33))],
  ['a bit turned in the last tag', (s) => flip(s.bytes, s.bytes.length - 1, 7)],
  ['segments 0 and 1 swapped', (s) => joined(s, 1, 0, 2, 3)],
  ['segments 1 and 2 swapped', (s) => joined(s, 0, 2, 1, 3)],
  ['a segment doubled', (s) => joined(s, 0, 0, 1, 2, 3)],
  ['a segment doubled in the place of the next', (s) => joined(s, 0, 0, 2, 3)],
  ['a segment dropped', (s) => joined(s, 0, 2, 3)],
  ['a segment inserted', (s) => joined(s, 0, 1, 1, 2, 3)],
  ['the last segment moved earlier', (s) => joined(s, 0, 3)],
  ['the last segment dropped', (s) => joined(s, 0, 1, 2)],
  ['a full segment cut so that it looks final', (s) => s.bytes.subarray(0, H + 2 * segmentLength(s.suite) + 200)],
  ['1 byte appended', (s) => Buffer.concat([s.bytes, Buffer.alloc(1)])],
  ['16 bytes appended', (s) => Buffer.concat([s.bytes, Buffer.alloc(16)])],
  ['64 bytes appended', (s) => Buffer.concat([s.bytes, Buffer.alloc(64)])],
  ['the last segment appended again', (s) => joined(s, 0, 1, 2, 3, 3)],
  ['two containers joined', (s) => Buffer.concat([s.bytes, s.again])],
  ['a segment of another sealing', (s) => replaced(s, 1, s.again)],
  ['the last segment of another sealing', (s) => replaced(s, 3, s.again)],
  ['a segment of another file', (s) => replaced(s, 1, s.other)],
  ['the object of another file', (s) => s.other],
  ['an older container of the same size', (s) => s.again],
  ['an older container of another size', (s) => s.shorter],
  ['nothing left', () => Buffer.alloc(0)],
  ['cut inside the header', (s) => s.bytes.subarray(0, 60)],
  ['cut behind the header', (s) => s.bytes.subarray(0, H)],
  ['cut by one byte', (s) => s.bytes.subarray(0, -1)],
  ['cut in the middle', (s) => s.bytes.subarray(0, s.bytes.length / 2)],
  ['4 bytes cut off the last tag', (s) => s.bytes.subarray(0, -4)],
  ['8 bytes cut off the last tag', (s) => s.bytes.subarray(0, -8)],
  ['12 bytes cut off the last tag', (s) => s.bytes.subarray(0, -12)],
];

/** Puts a scene's object back as it was. */
export const restore = ({ path, bytes }: Scene) => writeFile(path, bytes);

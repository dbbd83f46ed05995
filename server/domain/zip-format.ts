import { crc32 } from 'node:zlib';

/** A file to be put into a ZIP. */
export interface ZipEntry {
  /** Its path, parted by `/`: one that any system can take. */
  path: string;
  /** Exactly as many bytes as `open` gives. */
  size: number;
  /** Milliseconds since 1970. */
  modified: number;
  /** Its contents, asked for when its turn comes; a batch may be gone once the next is asked for. */
  open(): AsyncIterable<Buffer[]>;
}

type Described = Pick<ZipEntry, 'path' | 'size'>;

const U16 = 0xffff;
const U32 = 0xffffffff;
const LOCAL = 30;
const CENTRAL = 46;
const DESCRIPTOR = 16;
const DESCRIPTOR_64 = 24;
const END = 22;
const END_64 = 56 + 20;
/** An extended timestamp: the time in UTC, which the format's own field has not. */
const TIME_EXTRA = 9;

/**
 * Bytes of the ZIP of these files. PKWARE APPNOTE 6.3.10: method “stored”, sizes and CRC in a descriptor behind each
 * file, names in UTF-8, ZIP64 where a size, a place or the count asks for it.
 */
export function zipSize(entries: readonly Described[]): number {
  let offset = 0;
  let central = 0;
  for (const entry of entries) {
    central += CENTRAL + nameOf(entry).length + centralExtra(entry.size, offset).length;
    offset += localLength(entry) + entry.size + (isLarge(entry.size) ? DESCRIPTOR_64 : DESCRIPTOR);
  }
  return offset + central + endOf(entries.length, central, offset).length;
}

/**
 * The ZIP, as its files are read: nothing of them is held. Memory is the directory at the end, about 100 bytes a file.
 * @throws Error when a file has another size than it said; whatever `open` throws
 */
export async function* zip(entries: readonly ZipEntry[]): AsyncGenerator<Buffer[]> {
  const central: Buffer[] = [];
  let offset = 0;
  let head: Buffer[] = [];
  for (const entry of entries) {
    const { size } = entry;
    head.push(localHeader(entry));
    let crc = 0;
    let left = size;
    for await (const batch of entry.open()) {
      for (const bytes of batch) {
        // zlib takes an empty buffer for a new beginning.
        if (bytes.length > 0) crc = crc32(bytes, crc);
        left -= bytes.length;
      }
      if (left < 0) break;
      yield [...head, ...batch];
      head = [];
    }
    if (left !== 0) throw new Error(`a file in a ZIP differs from its size by ${left} bytes`);
    central.push(centralHeader(entry, crc, offset));
    head.push(descriptor(size, crc));
    offset += localLength(entry) + size + (isLarge(size) ? DESCRIPTOR_64 : DESCRIPTOR);
  }
  const directory = Buffer.concat(central);
  yield [...head, directory, endOf(entries.length, directory.length, offset)];
}

const isLarge = (size: number) => size >= U32;
const nameOf = ({ path }: Described) => Buffer.from(path, 'utf8');

function localLength(entry: Described): number {
  return LOCAL + nameOf(entry).length + TIME_EXTRA + (isLarge(entry.size) ? 20 : 0);
}

function localHeader(entry: ZipEntry): Buffer {
  const name = nameOf(entry);
  const large = isLarge(entry.size);
  const extra = Buffer.concat([timeExtra(entry.modified), large ? extra64([0, 0]) : Buffer.alloc(0)]);
  const header = Buffer.alloc(LOCAL);
  header.writeUInt32LE(0x04034b50, 0);
  writeCommon(header, 4, entry);
  header.writeUInt32LE(large ? U32 : 0, 18);
  header.writeUInt32LE(large ? U32 : 0, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

/** Version needed, flags, method, time and date, as both headers have them. */
function writeCommon(header: Buffer, at: number, { size, modified }: ZipEntry): void {
  const date = new Date(modified);
  header.writeUInt16LE(isLarge(size) ? 45 : 20, at);
  // Bit 3: a descriptor follows the file. Bit 11: the name is UTF-8.
  header.writeUInt16LE(0x0808, at + 2);
  header.writeUInt16LE((date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1), at + 6);
  const years = Math.min(127, Math.max(0, date.getUTCFullYear() - 1980));
  header.writeUInt16LE((years << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate(), at + 8);
}

function descriptor(size: number, crc: number): Buffer {
  const bytes = Buffer.alloc(isLarge(size) ? DESCRIPTOR_64 : DESCRIPTOR);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(crc, 4);
  if (isLarge(size)) {
    bytes.writeBigUInt64LE(BigInt(size), 8);
    bytes.writeBigUInt64LE(BigInt(size), 16);
  } else {
    bytes.writeUInt32LE(size, 8);
    bytes.writeUInt32LE(size, 12);
  }
  return bytes;
}

function centralHeader(entry: ZipEntry, crc: number, offset: number): Buffer {
  const { size } = entry;
  const name = nameOf(entry);
  const extra = Buffer.concat([timeExtra(entry.modified), centralExtra(size, offset).subarray(TIME_EXTRA)]);
  const header = Buffer.alloc(CENTRAL);
  header.writeUInt32LE(0x02014b50, 0);
  // Made on Unix, by version 4.5: the mode of the file stands in the external attributes.
  header.writeUInt16LE((3 << 8) | 45, 4);
  writeCommon(header, 6, entry);
  if (extra.length > TIME_EXTRA) header.writeUInt16LE(45, 6);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(Math.min(size, U32), 20);
  header.writeUInt32LE(Math.min(size, U32), 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(0o100644 * 0x10000, 38);
  header.writeUInt32LE(Math.min(offset, U32), 42);
  return Buffer.concat([header, name, extra]);
}

/** Room for the time, then the sizes and the place that 32 bits do not hold. */
function centralExtra(size: number, offset: number): Buffer {
  const wide = [...(isLarge(size) ? [size, size] : []), ...(offset >= U32 ? [offset] : [])];
  return Buffer.concat([Buffer.alloc(TIME_EXTRA), wide.length > 0 ? extra64(wide) : Buffer.alloc(0)]);
}

function extra64(values: number[]): Buffer {
  const bytes = Buffer.alloc(4 + 8 * values.length);
  bytes.writeUInt16LE(0x0001, 0);
  bytes.writeUInt16LE(8 * values.length, 2);
  for (const [i, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), 4 + 8 * i);
  return bytes;
}

function timeExtra(modified: number): Buffer {
  const bytes = Buffer.alloc(TIME_EXTRA);
  bytes.writeUInt16LE(0x5455, 0);
  bytes.writeUInt16LE(5, 2);
  bytes.writeUInt8(1, 4);
  bytes.writeInt32LE(Math.min(0x7fffffff, Math.max(0, Math.floor(modified / 1000))), 5);
  return bytes;
}

/** The end of the directory; before it, where 32 or 16 bits do not hold what is in it, that of ZIP64. */
function endOf(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(END);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, U16), 8);
  end.writeUInt16LE(Math.min(count, U16), 10);
  end.writeUInt32LE(Math.min(size, U32), 12);
  end.writeUInt32LE(Math.min(offset, U32), 16);
  if (count < U16 && size < U32 && offset < U32) return end;
  const wide = Buffer.alloc(END_64);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeBigUInt64LE(44n, 4);
  wide.writeUInt16LE((3 << 8) | 45, 12);
  wide.writeUInt16LE(45, 14);
  for (const at of [24, 32]) wide.writeBigUInt64LE(BigInt(count), at);
  wide.writeBigUInt64LE(BigInt(size), 40);
  wide.writeBigUInt64LE(BigInt(offset), 48);
  wide.writeUInt32LE(0x07064b50, 56);
  wide.writeBigUInt64LE(BigInt(offset + size), 64);
  wide.writeUInt32LE(1, 72);
  return Buffer.concat([wide, end]);
}

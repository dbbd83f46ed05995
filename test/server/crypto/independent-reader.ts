import { createDecipheriv, createHash, createHmac, scryptSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/**
 * Reads a data folder by FORMAT.md alone: it shares no line with the server, so that a change of what is stored,
 * which the server would read back all the same, shows.
 */

const SEGMENT = 16_384;
const MAGIC = Buffer.from('895346450d0a1a0a', 'hex');

/** A stored file as the folder gives it. */
export interface ReadFile {
  id: string;
  name: string;
  type: string;
  suite: number;
  kekId: number;
  content: Buffer;
}

export interface ReadFolder {
  files: ReadFile[];
  /** Names of folders. */
  folders: string[];
  /** MK, KEKs, secrets, and the DEKs of all files, also of those that are not stored whole. */
  keys: Buffer[];
}

/** Everything that the passphrase opens in a data folder whose server is stopped. */
export function readDataFolder(folder: string, passphrase: string): ReadFolder {
  const catalog = new Sqlite(join(folder, 'catalog.sqlite'), { readonly: true });
  try {
    const { mk, keks } = openKeks(catalog, passphrase);
    const secrets = catalog.prepare('select id, use, wrapped from secrets').all() as SecretRow[];
    const deks = catalog.prepare('select * from file_keys').all() as KeyRow[];
    const files = catalog
      .prepare("select * from files join file_keys on file_keys.file_id = files.id where state = 'stored'")
      .all() as FileRow[];
    const folders = catalog.prepare('select id, sealed_name, kek_id, rev from folders').all() as FolderRow[];
    return {
      files: files.map((row) => readOne(folder, catalog, keks, row)),
      folders: folders.map((row) => openText(keks, 'folder-name', row).toString('utf8')),
      keys: [
        mk,
        ...keks.values(),
        ...secrets.map(({ id, use, wrapped }) =>
          unwrap(mk, Buffer.concat([label('sfe/v1/secret'), label(use), uuid(id)]), wrapped),
        ),
        ...deks.map((row) => openDek(keks, row)),
      ],
    };
  } finally {
    catalog.close();
  }
}

interface KeyRow {
  file_id: string;
  kek_id: number;
  wrapped_dek: Buffer;
}

interface SecretRow {
  id: string;
  use: string;
  wrapped: Buffer;
}

interface FileRow extends KeyRow {
  id: string;
  suite: number;
  flags: number;
  sealed_meta: Buffer;
  meta_rev: number;
}

interface FolderRow {
  id: string;
  sealed_name: Buffer;
  kek_id: number;
  rev: number;
}

interface PartRow {
  part: number;
  length: number;
  commitment: Buffer;
}

const uuid = (text: string) => Buffer.from(text.replaceAll('-', ''), 'hex');
const label = (text: string) => Buffer.from(`${text}\0`, 'utf8');

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

/** Section 3: passphrase → unseal key → MK → KEKs. */
function openKeks(catalog: Sqlite.Database, passphrase: string): { mk: Buffer; keks: Map<number, Buffer> } {
  const seal = catalog.prepare('select mk_id, params, wrapped_mk from seals').get() as {
    mk_id: string;
    params: string;
    wrapped_mk: Buffer;
  };
  const { kdf, N, r, p, salt } = JSON.parse(seal.params);
  if (kdf !== 'scrypt') throw new Error(`another way to derive a key: ${kdf}`);
  const secret = Buffer.from(passphrase.normalize('NFKC'), 'utf8');
  const unsealKey = scryptSync(secret, Buffer.from(salt, 'base64'), 32, { N, r, p, maxmem: 256 * N * r });
  const mkId = uuid(seal.mk_id);
  const paramsHash = createHash('sha256').update(seal.params, 'utf8').digest();
  const mk = unwrap(unsealKey, Buffer.concat([label('sfe/v1/seal-mk'), mkId, paramsHash]), seal.wrapped_mk);
  const rows = catalog.prepare('select id, wrapped from keks').all() as { id: number; wrapped: Buffer }[];
  const opened = rows.map(({ id, wrapped }): [number, Buffer] => {
    return [id, unwrap(mk, Buffer.concat([label('sfe/v1/wrap-kek'), u32(id), mkId]), wrapped)];
  });
  return { mk, keks: new Map(opened) };
}

function kekOf(keks: Map<number, Buffer>, id: number): Buffer {
  const kek = keks.get(id);
  if (!kek) throw new Error(`there is no KEK ${id}`);
  return kek;
}

function openDek(keks: Map<number, Buffer>, { file_id: fileId, kek_id: kekId, wrapped_dek: wrapped }: KeyRow): Buffer {
  return unwrap(kekOf(keks, kekId), Buffer.concat([label('sfe/v1/wrap-dek'), uuid(fileId), u32(kekId)]), wrapped);
}

/** Section 3, last rows of the table. */
function openText(keks: Map<number, Buffer>, kind: string, row: FolderRow): Buffer {
  const context = [label('sfe/v1/record'), label(kind), uuid(row.id), u32(row.kek_id), u32(row.rev)];
  return unwrap(kekOf(keks, row.kek_id), Buffer.concat(context), row.sealed_name);
}

/** Sections 2, 4 and 5: KEK → DEK → metadata → parts. */
function readOne(folder: string, catalog: Sqlite.Database, keks: Map<number, Buffer>, row: FileRow): ReadFile {
  const { id, suite, kek_id: kekId } = row;
  if (row.flags !== 0) throw new Error('flags of a later version');
  const dek = openDek(keks, row);
  const sealedAs = Buffer.concat([label('sfe/v1/meta'), uuid(id), u32(row.meta_rev)]);
  const record = unwrap(dek, sealedAs, row.sealed_meta);
  if (record.length % 512 !== 0) throw new Error('the metadata is not padded');
  const { v, name, type, size, parts, digest } = JSON.parse(record.toString('utf8').replace(/\0+$/, ''));
  const query = 'select part, length, commitment from parts where file_id = ? order by part';
  const rows = catalog.prepare(query).all(id) as PartRow[];
  const hash = createHash('sha256');
  for (const { part, length, commitment } of rows) hash.update(u32(part)).update(u64(length)).update(commitment);
  if (v !== 1 || parts !== rows.length || digest !== hash.digest('base64'))
    throw new Error('parts and metadata differ');
  const content = Buffer.concat(
    rows.map((part) => {
      const object = readFileSync(join(folder, 'objects', id.slice(0, 2), id, `${part.part}.enc`));
      return openContainer(object, dek, suite, uuid(id), part);
    }),
  );
  if (content.length !== size) throw new Error('the size differs');
  return { id, name, type, suite, kekId, content };
}

/** Section 1. */
function openContainer(object: Buffer, dek: Buffer, suite: number, fileId: Buffer, row: PartRow): Buffer {
  const prefix = Buffer.concat([MAGIC, Buffer.from([1, suite, 0, 0]), u32(row.part), fileId]);
  if (!object.subarray(0, 32).equals(prefix)) throw new Error('another prefix');
  if (!object.subarray(56, 88).equals(row.commitment)) throw new Error('another commitment');
  const content = openSegments(suite, dek, prefix, object.subarray(32));
  if (content.length !== row.length) throw new Error('another length');
  return content;
}

const unwrap = (key: Buffer, context: Buffer, wrapped: Buffer) => openSegments(1, key, context, wrapped);

/** `sealed` is salt 24 ‖ commitment 32 ‖ segments. */
function openSegments(suite: number, key: Buffer, context: Buffer, sealed: Buffer): Buffer {
  const gcm = suite === 1;
  const name = gcm ? 'c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM' : 'sfe/v1+A256CBC-HS512';
  const info = Buffer.concat([label(name), sealed.subarray(0, 24), context]);
  const first = hmac(key, info, Buffer.from([1]));
  const keys = Buffer.concat([first, hmac(key, first, info, Buffer.from([2]))]);
  const [a, b, commitment] = gcm
    ? [keys.subarray(0, 32), keys.subarray(32, 44), keys.subarray(44, 76)]
    : [keys.subarray(0, 32), keys.subarray(32, 64), keys.subarray(64, 96)];
  if (!commitment.equals(sealed.subarray(24, 56))) throw new Error('the key is another one');
  const full = gcm ? SEGMENT + 16 : SEGMENT + 64;
  const opened: Buffer[] = [];
  for (let i = 0, at = 56; ; i += 1, at += full) {
    const segment = sealed.subarray(at, at + full);
    const plain = gcm ? openGcm(a, b, i, segment) : openCbc(a, b, i, segment);
    opened.push(plain);
    if (plain.length === SEGMENT) continue;
    if (at + segment.length !== sealed.length) throw new Error('something follows the last segment');
    return Buffer.concat(opened);
  }
}

function openGcm(key: Buffer, baseNonce: Buffer, index: number, segment: Buffer): Buffer {
  const nonce = Buffer.from(baseNonce);
  const counter = Buffer.concat([Buffer.alloc(4), u64(index)]);
  for (const [j, byte] of counter.entries()) nonce[j] = (nonce[j] ?? 0) ^ byte;
  const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
  cipher.setAuthTag(segment.subarray(-16));
  return Buffer.concat([cipher.update(segment.subarray(0, -16)), cipher.final()]);
}

function openCbc(macKey: Buffer, encKey: Buffer, index: number, segment: Buffer): Buffer {
  const [iv, sealed, tag] = [segment.subarray(0, 16), segment.subarray(16, -32), segment.subarray(-32)];
  if (!hmac(macKey, u64(index), iv, sealed, u64(64)).subarray(0, 32).equals(tag)) throw new Error('a wrong tag');
  const cipher = createDecipheriv('aes-256-cbc', encKey, iv);
  return Buffer.concat([cipher.update(sealed), cipher.final()]);
}

function hmac(key: Buffer, ...pieces: Buffer[]): Buffer {
  const mac = createHmac('sha512', key);
  for (const piece of pieces) mac.update(piece);
  return mac.digest();
}

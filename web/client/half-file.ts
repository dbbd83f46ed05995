import { type FileHandle, nodeModules } from './disk.ts';
import { StrongroomError } from './errors.ts';

/** Bytes under one digest: no more than that, beside what is damaged, is fetched again. */
const PIECE = 1024 * 1024;

/** Which file a half belongs to; contents never change under an id. */
export interface Whole {
  id: string;
  size: number;
}

/**
 * The half of a file at `<path>.part`, to be written on (Node). `<path>.part.json` is its journal: lines of JSON, the
 * first saying which file it is a half of, each other one the SHA-256 of one more MiB as it arrived.
 */
export class HalfFile {
  readonly #path: string;
  readonly #size: number;
  readonly #data: FileHandle;
  readonly #journal: FileHandle;
  /** Bytes of the journal. */
  #written: number;
  /** Bytes that are there. */
  #length: number;
  #hash = nodeModules().crypto.createHash('sha256');

  private constructor(path: string, size: number, data: FileHandle, journal: FileHandle, written: number, got: number) {
    this.#path = path;
    this.#size = size;
    this.#data = data;
    this.#journal = journal;
    this.#written = written;
    this.#length = got;
  }

  /**
   * Opens a half, or begins one, and reads all of it: what does not match its line of the journal, or has none, is cut
   * off with all behind it. A half of another file is emptied. The digests find damage, not somebody who may write
   * both files.
   *
   * @throws StrongroomError CONFLICT when there is a `<path>.part` that is none of ours; it is left alone
   */
  static async open(path: string, whole: Whole, signal: AbortSignal | undefined): Promise<HalfFile> {
    const { fs } = nodeModules();
    const { O_CREAT, O_RDWR } = fs.constants;
    const head = Buffer.from(JSON.stringify({ id: whole.id, size: whole.size }));
    const known = await exists(`${path}.part.json`);
    const data = await fs.open(`${path}.part`, O_RDWR | O_CREAT);
    let journal: FileHandle | undefined;
    try {
      // Until it has a journal, a half of ours is empty.
      if (!known && (await data.stat()).size > 0) {
        throw new StrongroomError('CONFLICT', `${path}.part is there already, and no half of this download.`);
      }
      journal = await fs.open(`${path}.part.json`, O_RDWR | O_CREAT);
      let written = head.length;
      let length = 0;
      if (await holds(journal, 0, head)) {
        for await (const { end, line } of piecesOf(data, whole.size)) {
          signal?.throwIfAborted();
          if (!(await holds(journal, written, line))) break;
          written += line.length;
          length = end;
        }
      } else {
        await journal.truncate(0);
        await writeAt(journal, 0, head);
      }
      await journal.truncate(written);
      await data.truncate(length);
      return new HalfFile(path, whole.size, data, journal, written, length);
    } catch (error) {
      await Promise.all([data.close(), journal?.close()]);
      throw error;
    }
  }

  /** Bytes that are there, all of them as they arrived. */
  get length(): number {
    return this.#length;
  }

  async append(chunk: Uint8Array): Promise<void> {
    await writeAt(this.#data, this.#length, chunk);
    for (let rest = chunk; rest.byteLength > 0; ) {
      const some = rest.subarray(0, PIECE - (this.#length % PIECE));
      this.#hash.update(some);
      this.#length += some.byteLength;
      rest = rest.subarray(some.byteLength);
      if (this.#length % PIECE !== 0 && this.#length !== this.#size) continue;
      const line = lineOf(this.#hash.digest());
      await writeAt(this.#journal, this.#written, line);
      this.#written += line.length;
      this.#hash = nodeModules().crypto.createHash('sha256');
    }
  }

  /** Puts the whole file on the disk, lets go of it and gives it its name, in place of what had that. */
  async finish(): Promise<void> {
    const { fs } = nodeModules();
    await this.#data.sync();
    await this.close();
    await fs.rename(`${this.#path}.part`, this.#path);
    await fs.rm(`${this.#path}.part.json`, { force: true });
  }

  /** Lets go of the files; an unfinished half stays for another run. Once more does nothing. */
  async close(): Promise<void> {
    await Promise.all([this.#data.close(), this.#journal.close()]);
  }
}

/** The whole pieces that are there of a file of `size` bytes, the last one of which is shorter. */
async function* piecesOf(data: FileHandle, size: number): AsyncGenerator<{ end: number; line: Buffer }> {
  const { crypto } = nodeModules();
  const buffer = Buffer.alloc(PIECE);
  for (let start = 0; start < size; start += PIECE) {
    const piece = await readAt(data, start, buffer.subarray(0, size - start));
    if (piece.length < Math.min(PIECE, size - start)) return;
    yield { end: start + piece.length, line: lineOf(crypto.createHash('sha256').update(piece).digest()) };
  }
}

function lineOf(digest: Buffer): Buffer {
  return Buffer.from(`\n"${digest.toString('base64url')}"`);
}

async function holds(file: FileHandle, start: number, bytes: Buffer): Promise<boolean> {
  return (await readAt(file, start, Buffer.alloc(bytes.length))).equals(bytes);
}

/** What is there of as many bytes as `buffer` has. */
async function readAt(file: FileHandle, start: number, buffer: Buffer): Promise<Buffer> {
  let done = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, done, buffer.length - done, start + done);
    done += bytesRead;
    if (bytesRead === 0 || done === buffer.length) return buffer.subarray(0, done);
  }
}

async function writeAt(file: FileHandle, start: number, bytes: Uint8Array): Promise<void> {
  let done = 0;
  while (done < bytes.byteLength) {
    done += (await file.write(bytes, done, bytes.byteLength - done, start + done)).bytesWritten;
  }
}

async function exists(path: string): Promise<boolean> {
  return nodeModules()
    .fs.stat(path)
    .then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return false;
        throw error;
      },
    );
}

import { decodeExtended, parse } from 'content-disposition';
import { NeedleSearch } from './needle-search.ts';

/** Most bytes in front of the first part, and of the headers of one. */
const PREAMBLE_MAX = 64 * 1024;
const HEADERS_MAX = 16 * 1024;
/** Most bytes behind the last part. */
const EPILOGUE_MAX = 64 * 1024;
const CRLF = Buffer.from('\r\n');
const LINE_END = new NeedleSearch(CRLF);
const HEADERS_END = new NeedleSearch(Buffer.from('\r\n\r\n'));

/** The body is no multipart body, or longer somewhere than it may be. */
export class MalformedBody extends Error {}

/** The body has ended before its last boundary. */
export class BodyCut extends Error {}

/** What the headers of a part say. */
export interface PartHead {
  name: string;
  /** The last segment, where it is a path; null where the part is no file. */
  filename: string | null;
  /** `type/subtype`. */
  contentType: string;
}

/** The boundary that a Content-Type of multipart/form-data names; null for any other. */
export function boundaryOf(contentType: string): string | null {
  const [, quoted, token] =
    /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))\s*(?:;|$)/i.exec(contentType) ??
    [];
  return quoted ?? token ?? null;
}

/**
 * Reads multipart/form-data (RFC 7578, RFC 2046 section 5.1) off a body, part by part. Chunks of the body that hold
 * nothing but contents are handed on as they came. All methods throw MalformedBody and BodyCut.
 */
export class MultipartReader {
  readonly #body: AsyncIterator<Buffer[]>;
  readonly #delimiter: NeedleSearch;
  /** Came and was not read yet. */
  #unread: Buffer[] = [CRLF];
  #begun = false;

  constructor(body: AsyncIterator<Buffer[]>, boundary: string) {
    this.#body = body;
    this.#delimiter = new NeedleSearch(Buffer.from(`\r\n--${boundary}`, 'latin1'));
  }

  /** The head of the next part, once the contents of the one before were read; null when there is none. */
  async next(): Promise<PartHead | null> {
    if (!this.#begun) await this.#upTo(this.#delimiter, PREAMBLE_MAX);
    this.#begun = true;
    const mark = await this.#two();
    if (mark.toString('latin1') === '--') return null;
    this.#unread.unshift(mark);
    // Blanks may follow a boundary.
    const line = await this.#upTo(LINE_END, HEADERS_MAX);
    if (line.toString('latin1').trim() !== '') throw new MalformedBody();
    this.#unread.unshift(CRLF);
    return headOf((await this.#upTo(HEADERS_END, HEADERS_MAX)).toString('latin1'));
  }

  /** The contents of the part that `next` gave, in batches. */
  contents(): AsyncGenerator<Buffer[]> {
    return this.#until(this.#delimiter);
  }

  /** The contents of a part that is no longer than `most` bytes. */
  text(most: number): Promise<Buffer> {
    return this.#upTo(this.#delimiter, most);
  }

  /** Reads what may follow the last part. */
  async end(): Promise<void> {
    let length = 0;
    for (let came = this.#unread; ; ) {
      for (const chunk of came) length += chunk.length;
      if (length > EPILOGUE_MAX) throw new MalformedBody();
      const { done, value } = await this.#body.next();
      if (done) return;
      came = value;
    }
  }

  async #upTo(needle: NeedleSearch, most: number): Promise<Buffer> {
    // Chunks of a byte each would take a hundred times their bytes.
    let bytes = Buffer.allocUnsafe(1024);
    let length = 0;
    for await (const batch of this.#until(needle)) {
      for (const chunk of batch) {
        if (length + chunk.length > most) throw new MalformedBody();
        if (length + chunk.length > bytes.length) {
          bytes = Buffer.concat([bytes.subarray(0, length)], Math.min(most, 2 * (length + chunk.length)));
        }
        length += chunk.copy(bytes, length);
      }
    }
    return bytes.subarray(0, length);
  }

  /** What comes before `needle`, which is taken too. */
  async *#until(needle: NeedleSearch): AsyncGenerator<Buffer[]> {
    let kept: Buffer = Buffer.alloc(0);
    for (;;) {
      const batch = await this.#some();
      const before: Buffer[] = [];
      for (const [i, came] of batch.entries()) {
        const chunk = kept.length > 0 ? Buffer.concat([kept, came]) : came;
        const at = needle.indexIn(chunk);
        const end = at < 0 ? chunk.length - needle.begunAtEnd(chunk) : at;
        if (end > 0) before.push(end < chunk.length ? chunk.subarray(0, end) : chunk);
        if (at >= 0) {
          this.#unread = [chunk.subarray(at + needle.length), ...batch.slice(i + 1)];
          if (before.length > 0) yield before;
          return;
        }
        kept = Buffer.from(chunk.subarray(end));
      }
      if (before.length > 0) yield before;
    }
  }

  async #two(): Promise<Buffer> {
    let bytes: Buffer = Buffer.alloc(0);
    while (bytes.length < 2) bytes = Buffer.concat([bytes, ...(await this.#some())]);
    this.#unread = [bytes.subarray(2)];
    return bytes.subarray(0, 2);
  }

  async #some(): Promise<Buffer[]> {
    if (this.#unread.length > 0) return this.#unread.splice(0);
    const { done, value } = await this.#body.next();
    if (done) throw new BodyCut();
    return value;
  }
}

function headOf(text: string): PartHead {
  const headers = new Map<string, string>();
  for (const line of text
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .slice(1)) {
    const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):([^\0\r\n]*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new MalformedBody();
    headers.set(name.toLowerCase(), value.trim());
  }
  const { type, parameters } = parse(withPaths(headers.get('content-disposition') ?? ''), { extended: false });
  const { name, filename, 'filename*': extended } = parameters;
  if (type !== 'form-data' || name === undefined) throw new MalformedBody();
  const [contentType = 'text/plain'] = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+/.exec(headers.get('content-type') ?? '') ?? [];
  const file = (extended && decodeExtended(extended)) ?? (filename === undefined ? undefined : inUtf8(filename));
  return {
    name: inUtf8(name),
    filename: file?.replace(/^.*[/\\]/s, '') ?? null,
    contentType: contentType.toLowerCase(),
  };
}

/** Browsers leave the backslashes of a path as they are; others escape quotation marks by them. */
const withPaths = (disposition: string) => disposition.replace(/\\(?!["\\])|\\(?="$)/g, '\\\\');

const inUtf8 = (text: string) => Buffer.from(text, 'latin1').toString('utf8');

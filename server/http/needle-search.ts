/** Bytes of a needle below which looking at steps of its length would be no faster. */
const LONG = 16;
/** Bytes that are searched before the table of pairs is worth its making. */
const MUCH = 256 * 1024;
/** Places of a chunk that may look like the needle before Buffer's own search is the faster one. */
const LOOKALIKES_MAX = 16;

/**
 * Finds one needle in many chunks, nearly none of which hold it. Wherever it lies, some multiple of its length less one
 * falls on two bytes of it: only there two bytes are looked at, and they are a pair of the needle's about once in
 * 64 KiB of what is random. `Buffer.indexOf` takes twice as long, since it stops at each byte that could be the first.
 */
export class NeedleSearch {
  readonly #needle: Buffer;
  /** Whether two bytes follow one another in it. */
  #pairs: Uint8Array | null = null;
  #searched = 0;

  constructor(needle: Buffer) {
    this.#needle = needle;
  }

  /** Where the needle begins in `chunk`, or -1. */
  indexIn(chunk: Buffer): number {
    const needle = this.#needle;
    this.#searched += chunk.length;
    if (needle.length < LONG || this.#searched < MUCH) return chunk.indexOf(needle);
    const pairs = (this.#pairs ??= pairsOf(needle));
    const step = needle.length - 1;
    let lookalikes = 0;
    for (let at = step; at < chunk.length; at += step) {
      if (pairs[((chunk[at - 1] as number) << 8) | (chunk[at] as number)] === 0) continue;
      const begin = at - step;
      lookalikes += 1;
      if (lookalikes === LOOKALIKES_MAX) return chunk.indexOf(needle, begin);
      const found = chunk.subarray(begin, at + step).indexOf(needle);
      if (found >= 0) return begin + found;
    }
    return -1;
  }

  /** Bytes at the end of `chunk` that may be the needle's beginning, as many as can be. */
  begunAtEnd(chunk: Buffer): number {
    const needle = this.#needle;
    const first = needle[0] ?? 0;
    for (let at = chunk.length - needle.length + 1; ; at += 1) {
      at = chunk.indexOf(first, Math.max(at, 0));
      if (at < 0) return 0;
      if (chunk.subarray(at).equals(needle.subarray(0, chunk.length - at))) return chunk.length - at;
    }
  }

  get length(): number {
    return this.#needle.length;
  }
}

function pairsOf(needle: Buffer): Uint8Array {
  const pairs = new Uint8Array(65_536);
  for (let at = 0; at + 1 < needle.length; at += 1) pairs[needle.readUInt16BE(at)] = 1;
  return pairs;
}

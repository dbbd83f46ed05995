import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const WINDOW = 16;

interface Needle {
  form: string;
  bytes: Buffer;
}

/** Every 16-byte window of a secret, raw, in hex, and in base64 at each of its three alignments. */
export function needlesOf(secret: string | Buffer): Needle[] {
  const bytes = Buffer.from(secret);
  const needles: Needle[] = [];
  for (let i = 0; i + WINDOW <= bytes.length; i += 1) {
    const window = bytes.subarray(i, i + WINDOW);
    needles.push({ form: 'raw', bytes: window });
    const hex = window.toString('hex');
    for (const text of [hex, hex.toUpperCase()]) needles.push({ form: 'hex', bytes: Buffer.from(text) });
    for (const encoding of ['base64', 'base64url'] as const) {
      for (const before of [0, 1, 2])
        needles.push({ form: `${encoding}, ${before}`, bytes: aligned(window, before, encoding) });
    }
  }
  return [...new Map(needles.map((needle) => [needle.bytes.toString('latin1'), needle])).values()];
}

/** The characters that stand for the window alone when `before` bytes precede it in its group of three. */
function aligned(window: Buffer, before: number, encoding: 'base64' | 'base64url'): Buffer {
  const text = Buffer.concat([Buffer.alloc(before), window])
    .toString(encoding)
    .replace(/=+$/, '');
  const head = Math.ceil((before * 8) / 6);
  const shared = ((before + window.length) * 8) % 6 === 0 ? 0 : 1;
  return Buffer.from(text.slice(head, text.length - shared));
}

/** Where any of the needles stands in the files under the folders: lines of `path: form`. */
export async function findNeedles(folders: string[], needles: Needle[]): Promise<{ files: number; found: string[] }> {
  const found = new Set<string>();
  let files = 0;
  for (const folder of folders) {
    for await (const path of filesUnder(folder)) {
      files += 1;
      const content = await unlessGone(readFile(path), Buffer.alloc(0));
      const haystacks = [content, Buffer.from(path)];
      for (const { form, bytes } of needles) {
        if (haystacks.some((haystack) => haystack.includes(bytes))) found.add(`${path}: ${form}`);
      }
    }
  }
  return { files, found: [...found] };
}

async function* filesUnder(folder: string): AsyncGenerator<string> {
  for (const entry of await unlessGone(readdir(folder, { withFileTypes: true }), [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else if (entry.isFile()) yield path;
  }
}

/** A server at work may remove a file or a folder while we look. */
function unlessGone<T>(look: Promise<T>, otherwise: T): Promise<T> {
  return look.catch((error) => (error.code === 'ENOENT' ? otherwise : Promise.reject(error)));
}

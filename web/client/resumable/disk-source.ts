import { nodeModules } from '../disk.ts';
import { changed, type ResumableSource } from './source.ts';

const CHUNK = 256 * 1024;

/** A regular file of more than `above` bytes, opened; undefined for any other. Node only. */
export async function openForResuming(path: string | URL, above: number): Promise<ResumableSource | undefined> {
  const { fs, path: paths, url } = nodeModules();
  const place = paths.resolve(path instanceof URL ? url.fileURLToPath(path) : path);
  // Looked at before it is opened: opening a pipe would wait for its writer.
  const seen = await fs.stat(place);
  if (!seen.isFile() || seen.size <= above) return undefined;
  const handle = await fs.open(place, 'r');
  try {
    const { size, mtimeMs } = await handle.stat();
    const check = async (): Promise<void> => {
      const now = await handle.stat();
      if (now.size !== size || now.mtimeMs !== mtimeMs) throw changed();
    };
    return {
      name: paths.basename(place),
      contentType: undefined,
      size,
      marks: [place, size, mtimeMs],
      slice: (start, end) => ({ size: end - start, chunks: read(handle, start, end, check) }),
      check,
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function* read(
  handle: { read(buffer: Uint8Array, offset: number, length: number, at: number): Promise<{ bytesRead: number }> },
  start: number,
  end: number,
  check: () => Promise<void>,
): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; ) {
    const chunk = new Uint8Array(Math.min(CHUNK, end - at));
    const { bytesRead } = await handle.read(chunk, 0, chunk.byteLength, at);
    if (bytesRead === 0) throw changed();
    at += bytesRead;
    // The last bytes make it a file: they leave only if all before them were of the same one.
    if (at >= end) await check();
    yield chunk.subarray(0, bytesRead);
  }
}

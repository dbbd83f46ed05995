/**
 * Files of the machine; for Node, reached by dynamic import only. Node's own modules come from `getBuiltinModule`
 * rather than from `import`, so that a bundle for browsers holds no trace of them.
 */

import { StrongroomError } from './errors.ts';
import type { StagedFile } from './sources.ts';

const CHUNK = 256 * 1024;

/**
 * Opens a file for one upload. A file that grows meanwhile is sent as long as it was; whatever is no regular file
 * (a pipe, a device) is of unknown length.
 * @throws StrongroomError BAD_INPUT for a folder; Node's own error (ENOENT, EACCES …) for what cannot be opened
 */
export async function openForUpload(path: string | URL): Promise<StagedFile> {
  const { fs, path: paths, url } = nodeModules();
  const place = path instanceof URL ? url.fileURLToPath(path) : path;
  const handle = await fs.open(place, 'r');
  try {
    const stat = await handle.stat();
    if (stat.isDirectory()) throw new StrongroomError('BAD_INPUT', `${place} is a folder.`);
    const size = stat.isFile() ? stat.size : undefined;
    return {
      name: paths.basename(place),
      size,
      chunks: readAll(handle, size),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function* readAll(handle: FileHandle, size: number | undefined): AsyncGenerator<Uint8Array> {
  if (size === undefined) {
    yield* handle.createReadStream({ highWaterMark: CHUNK, autoClose: false });
    return;
  }
  let position = 0;
  while (position < size) {
    const chunk = new Uint8Array(Math.min(CHUNK, size - position));
    const { bytesRead } = await handle.read(chunk, 0, chunk.byteLength, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield chunk.subarray(0, bytesRead);
  }
}

/**
 * Writes a file so that its name stands for the whole of it: under a temporary name beside it, to the disk, then
 * renamed over whatever had the name. On any failure the temporary file is removed and the name is as it was.
 */
export async function writeWhole(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const { fs, path: paths } = nodeModules();
  const part = paths.join(paths.dirname(path), `.${paths.basename(path).slice(0, 60)}.${crypto.randomUUID()}.part`);
  const handle = await fs.open(part, 'wx');
  try {
    try {
      for await (const chunk of chunks) await handle.writeFile(chunk);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await fs.rename(part, path);
  } catch (error) {
    await fs.rm(part, { force: true });
    throw error;
  }
}

/** An open file of the machine. */
export type FileHandle = Awaited<ReturnType<typeof import('node:fs/promises').open>>;

/** Node's modules for files, paths and digests.
 * @throws StrongroomError BAD_INPUT in a browser
 */
export function nodeModules() {
  if (typeof process === 'undefined' || !process.getBuiltinModule) {
    throw new StrongroomError('BAD_INPUT', 'Paths are for Node. In a browser, give a File.');
  }
  return {
    crypto: process.getBuiltinModule('node:crypto'),
    fs: process.getBuiltinModule('node:fs/promises'),
    path: process.getBuiltinModule('node:path'),
    url: process.getBuiltinModule('node:url'),
  };
}

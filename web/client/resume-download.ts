import type { Client } from '@urql/core';
import { nodeModules } from './disk.ts';
import { type Download, type DownloadOptions, download } from './download.ts';
import { StrongroomError } from './errors.ts';
import { file as fileOf } from './files.ts';
import { chunksOf } from './streams.ts';

/** Bytes at the end of what is there that are fetched again and compared. */
const COMPARED = 64 * 1024;

type FileHandle = Awaited<ReturnType<ReturnType<typeof nodeModules>['fs']['open']>>;

/**
 * Downloads a whole file to `path` by way of `path.part`, which stays behind on failure and is gone on with by the
 * next call (Node). `path.part.json` beside it tells whose half it is.
 *
 * Gone on with is only what belongs to the same file: same id (contents never change under one), same size. Its last
 * 64 KiB, or all of it if it is less, are fetched again and compared; any difference, and a half that is longer than
 * the file, make it start over. What lies before is taken on trust: it was received whole, over the same checks as
 * any download. `path` appears when everything is on the disk, in place of what had the name. One call at a time may
 * write to one path.
 *
 * @throws StrongroomError CONFLICT when there is a `path.part` that is none of ours; it is left alone
 */
export async function downloadResumably(
  client: { urql: Client; fetch: typeof fetch },
  id: string,
  path: string,
  options: Omit<DownloadOptions, 'range'>,
): Promise<Omit<Download, 'stream'>> {
  const { fs } = nodeModules();
  const file = await fileOf(client.urql, id, options.signal);
  if (!file) throw new StrongroomError('NOT_FOUND', 'There is no such file, or none that you may know of.');
  const part = `${path}.part`;
  const label = `${part}.json`;
  const known = await readLabel(label);
  const { O_CREAT, O_EXCL, O_RDWR } = fs.constants;
  if (!known) await fs.writeFile(label, JSON.stringify({ id, size: file.size }), { flag: 'wx' });
  const handle = await fs.open(part, known ? O_RDWR | O_CREAT : O_RDWR | O_CREAT | O_EXCL).catch(async (error) => {
    if (error.code !== 'EEXIST') throw error;
    await fs.rm(label);
    throw new StrongroomError('CONFLICT', `${part} is there already, and no half of this download.`);
  });
  let done: Omit<Download, 'stream'> | undefined;
  try {
    let have = (await handle.stat()).size;
    if (known && (known.id !== id || known.size !== file.size)) {
      await handle.truncate(0);
      await fs.writeFile(label, JSON.stringify({ id, size: file.size }));
      have = 0;
    }
    if (have > 0 && have <= file.size) done = await goOn(client, handle, have, id, file.size, options);
    if (!done) {
      await handle.truncate(0);
      const { stream, ...rest } = await download(client, id, options);
      await write(handle, 0, chunksOf(stream));
      done = rest;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  await fs.rename(part, path);
  await fs.rm(label, { force: true });
  return { ...done, size: file.size, range: undefined };
}

/** Fetches from 64 KiB before the end of what is there; undefined when that is not what the file holds. */
async function goOn(
  client: { urql: Client; fetch: typeof fetch },
  handle: FileHandle,
  have: number,
  id: string,
  size: number,
  { onProgress, ...options }: Omit<DownloadOptions, 'range'>,
): Promise<Omit<Download, 'stream'> | undefined> {
  const start = Math.max(0, have - COMPARED);
  const { stream, ...rest } = await download(client, id, {
    ...options,
    range: { start },
    onProgress: ({ received }) => onProgress?.({ received: Math.max(have, start + received), total: size }),
  });
  const ours = new Uint8Array(have - start);
  await handle.read(ours, 0, ours.byteLength, start);
  let compared = 0;
  let at = have;
  for await (const chunk of chunksOf(stream)) {
    const same = Math.min(chunk.byteLength, ours.byteLength - compared);
    for (let i = 0; i < same; i++) if (chunk[i] !== ours[compared + i]) return undefined;
    compared += same;
    at = await writeAll(handle, at, chunk.subarray(same));
  }
  return rest;
}

async function write(handle: FileHandle, start: number, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  let at = start;
  for await (const chunk of chunks) at = await writeAll(handle, at, chunk);
}

async function writeAll(handle: FileHandle, start: number, chunk: Uint8Array): Promise<number> {
  let done = 0;
  while (done < chunk.byteLength) {
    done += (await handle.write(chunk, done, chunk.byteLength - done, start + done)).bytesWritten;
  }
  return start + done;
}

async function readLabel(path: string): Promise<{ id: string; size: number } | undefined> {
  const text = await nodeModules()
    .fs.readFile(path, 'utf8')
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Broken off while it was written: then no byte of the file was, either.
    return { id: '', size: 0 };
  }
  if (typeof value !== 'object' || value === null || !('id' in value && 'size' in value)) return { id: '', size: 0 };
  return { id: String(value.id), size: Number(value.size) };
}

import type { Client } from '@urql/core';
import { type Download, type DownloadOptions, download } from './download.ts';
import { StrongroomError } from './errors.ts';
import { file as fileOf } from './files.ts';
import { HalfFile } from './half-file.ts';
import { chunksOf } from './streams.ts';

/**
 * Downloads a whole file to `path` by way of `path.part`, which stays behind on failure and is gone on with by the
 * next call (Node). `path.part.json` beside it tells whose half it is and what arrived.
 *
 * Gone on with is only what belongs to the same file (same id, under which contents never change, and same size) and
 * is as it arrived: all that is there is read and compared with digests made on arrival, and the download begins
 * again where the first damage is. `path` appears when everything is on the disk, in place of what had the name. One
 * call at a time may write to one path.
 *
 * @throws StrongroomError CONFLICT when there is a `path.part` that is none of ours; it is left alone
 */
export async function downloadResumably(
  client: { urql: Client; fetch: typeof fetch },
  id: string,
  path: string,
  { onProgress, ...options }: Omit<DownloadOptions, 'range'>,
): Promise<Omit<Download, 'stream'>> {
  const file = await fileOf(client.urql, id, options.signal);
  if (!file) throw new StrongroomError('NOT_FOUND', 'There is no such file, or none that you may know of.');
  const { size, name, contentType } = file;
  const half = await HalfFile.open(path, { id, size }, options.signal);
  try {
    const start = half.length;
    if (start === 0 || start < size) {
      const { stream } = await download(client, id, {
        ...options,
        range: start > 0 ? { start } : undefined,
        onProgress: ({ received }) => onProgress?.({ received: start + received, total: size }),
      });
      for await (const chunk of chunksOf(stream)) await half.append(chunk);
    }
    await half.finish();
  } finally {
    await half.close();
  }
  return { size, name, contentType, range: undefined, file };
}

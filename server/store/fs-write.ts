import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, link, open, unlink } from 'node:fs/promises';
import path from 'node:path';
import { errno, translated } from './fs-error.ts';
import type { Folders } from './fs-folders.ts';
import { untilAborted } from './until-aborted.ts';

/** Bytes that are on their way to the disk while more is written, so that the last sync has less to wait for. */
const FLUSH = 4 * 1024 * 1024;
/** Names of files that are being written; they never look like an object's. */
export const TEMPORARY = /^\.[0-9a-f]{16}\.tmp$/;

/**
 * Writes `source` under a temporary name beside `file`, makes it durable, and gives it its name with `link`, which
 * (unlike `rename`) never replaces another file. On any failure everything that it made is removed again.
 */
export async function writeWhole(
  folders: Folders,
  file: string,
  source: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  const folder = path.dirname(file);
  const { handle, temporary } = await translated(openTemporary(folders, folder));
  let linked = false;
  try {
    try {
      await writeThrough(handle, untilAborted(source, signal));
    } finally {
      await handle.close();
    }
    signal?.throwIfAborted();
    await translated(link(temporary, file));
    linked = true;
    await translated(unlink(temporary));
    await translated(folders.settle(folder));
  } catch (error) {
    await unlink(temporary).catch(() => {});
    if (linked) await unlink(file).catch(() => {});
    await folders.prune(folder).catch(() => {});
    throw error;
  }
}

async function openTemporary(folders: Folders, folder: string): Promise<{ handle: FileHandle; temporary: string }> {
  const temporary = path.join(folder, `.${randomBytes(8).toString('hex')}.tmp`);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  for (let attempt = 1; ; attempt++) {
    try {
      await folders.make(folder);
      return { handle: await open(temporary, flags, 0o600), temporary };
    } catch (error) {
      // Someone removed the last other object of this folder between the two calls, or another server did before.
      if (errno(error) !== 'ENOENT' || attempt === 10) throw error;
      folders.forget(folder);
    }
  }
}

/** Writes it all and makes it durable. A sync that failed is told once only, so each counts. */
async function writeThrough(handle: FileHandle, source: AsyncIterable<Uint8Array>): Promise<void> {
  let unflushed = 0;
  let flushing = false;
  let flushed: Promise<void> = Promise.resolve();
  const flush = () => {
    unflushed = 0;
    flushing = true;
    flushed = flushed
      .then(() => handle.datasync())
      .then(() => {
        flushing = false;
      });
    flushed.catch(() => {});
  };
  for await (const chunk of source) {
    if (unflushed >= FLUSH && !flushing) flush();
    await translated(writeAll(handle, chunk));
    unflushed += chunk.length;
  }
  await translated(flushed);
  await translated(handle.sync());
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.length; ) {
    written += (await handle.write(chunk, written, chunk.length - written)).bytesWritten;
  }
}

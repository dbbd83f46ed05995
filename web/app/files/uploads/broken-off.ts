import type { RememberedUpload } from '../../../client/resumable/store.ts';
import { discardUpload, type UploadMemory } from './resumable.ts';

/** Servers forget an upload seven days after its last byte; milliseconds from its beginning until it is not asked for. */
const WORTH_ASKING = 30 * 86_400_000;

/** An upload of an earlier visit that the server still holds a half of. */
export interface BrokenOff {
  /** What it is remembered by. */
  key: string;
  url: string;
  name: string;
  /** The folder that it goes into; null for the root. */
  folderId: string | null;
  /** Bytes of the whole file. */
  size: number;
  /** Bytes that are on the server. */
  arrived: number;
}

/**
 * Those of the remembered uploads that the server still knows as this person's and unfinished, and that no tab is at
 * work on. Names are asked of the server: the browser keeps none.
 */
export async function findBrokenOff({ store, holds }: UploadMemory, signal: AbortSignal): Promise<BrokenOff[]> {
  const found: BrokenOff[] = [];
  for (const [key, upload] of store.all()) {
    if (Date.now() - upload.begun > WORTH_ASKING) await store.delete(key);
    // To ask how far an upload is would stop the one who sends it.
    else if (!(await holds.held(key))) found.push(...(await half(key, upload, signal)));
  }
  return found;
}

/** Has server and browser forget an upload; false when another tab is at work on it, which goes on. */
export async function discardBrokenOff({ store, holds }: UploadMemory, { key, url }: BrokenOff): Promise<boolean> {
  if (await holds.held(key)) return false;
  discardUpload(url);
  await store.delete(key);
  return true;
}

async function half(key: string, { url, size }: RememberedUpload, signal: AbortSignal): Promise<BrokenOff[]> {
  if (new URL(url, location.origin).origin !== location.origin) return [];
  const headers = { 'tus-resumable': '1.0.0' };
  const response = await fetch(url, { method: 'HEAD', headers, signal }).catch(() => undefined);
  const { headers: said } = response ?? new Response();
  if (response?.ok !== true || said.get('upload-offset') === said.get('upload-length')) return [];
  const metadata = said.get('upload-metadata');
  const [name, folderId] = [valueIn(metadata, 'filename') ?? '', valueIn(metadata, 'folderId')];
  return [{ key, url, name, folderId, size, arrived: Number(said.get('upload-offset')) }];
}

/** A value of tus metadata, which is keys and values in base64, separated by commas; null where there is none. */
function valueIn(metadata: string | null, key: 'filename' | 'folderId'): string | null {
  const [, value] = new RegExp(`(?:^|,)\\s*${key} ([\\w+/=]+)`).exec(metadata ?? '') ?? [];
  if (value === undefined) return null;
  return new TextDecoder().decode(Uint8Array.from(atob(value), (character) => character.charCodeAt(0)));
}

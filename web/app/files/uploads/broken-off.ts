import { localResumeStore, type RememberedUpload } from '../../../client/resumable/store.ts';
import { discardUpload } from './resumable.ts';

/** Servers forget an upload seven days after its last byte; milliseconds from its beginning until it is not asked for. */
const WORTH_ASKING = 30 * 86_400_000;

/** An upload of an earlier visit that the server still holds a half of. */
export type BrokenOff = readonly [key: string, upload: RememberedUpload];

/** Those of the remembered uploads that the server still knows as this person's and unfinished. */
export async function findBrokenOff(signal: AbortSignal): Promise<BrokenOff[]> {
  const store = localResumeStore();
  const found: BrokenOff[] = [];
  for (const [key, upload] of store.all()) {
    if (Date.now() - upload.begun > WORTH_ASKING) await store.delete(key);
    else if (await isHalf(upload, signal)) found.push([key, upload]);
  }
  return found;
}

/** Has server and browser forget them. */
export async function discardBrokenOff(those: readonly BrokenOff[]): Promise<void> {
  const store = localResumeStore();
  for (const [key, { url }] of those) {
    discardUpload(url);
    await store.delete(key);
  }
}

async function isHalf({ url }: RememberedUpload, signal: AbortSignal): Promise<boolean> {
  if (new URL(url, location.origin).origin !== location.origin) return false;
  const headers = { 'tus-resumable': '1.0.0' };
  const response = await fetch(url, { method: 'HEAD', headers, signal }).catch(() => undefined);
  const { headers: said } = response ?? new Response();
  return response?.ok === true && said.get('upload-offset') !== said.get('upload-length');
}

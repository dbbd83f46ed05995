import { errorOfResponse } from '../../../client/errors.ts';

/** Bytes of a text that the page shows at most. */
export const TEXT_BOUND = 256 * 1024;

/**
 * The beginning of a text file: 256 KiB at most are asked for, and no more are read whatever comes. UTF-8, or
 * UTF-16 by its byte order mark; a character that the bound cuts is left out.
 * @throws StrongroomError when the server refuses; TypeError when it cannot be reached
 */
export async function readText(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { headers: { range: `bytes=0-${TEXT_BOUND - 1}` }, signal, cache: 'no-store' });
  if (!response.ok) throw await errorOfResponse(response);
  if (response.body === null) return '';
  const reader = response.body.getReader();
  let text = '';
  let left = TEXT_BOUND;
  let decoder: TextDecoder | undefined;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    decoder ??= new TextDecoder(encodingOf(value));
    text += decoder.decode(value.subarray(0, left), { stream: true });
    left -= value.byteLength;
    if (left <= 0) {
      await reader.cancel();
      break;
    }
  }
  return text;
}

function encodingOf(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

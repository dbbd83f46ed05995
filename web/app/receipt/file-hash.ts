import { sha256 } from '@noble/hashes/sha2.js';

/**
 * SHA-256 of a file in hex, read in pieces: WebCrypto would need all of it in memory, and exists by https only.
 * Nothing leaves this device.
 * @param onProgress gets the bytes that were read so far
 */
export async function hashOfFile(file: Blob, onProgress: (read: number) => void, signal: AbortSignal): Promise<string> {
  const hash = sha256.create();
  const reader = file.stream().getReader();
  let read = 0;
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) break;
      hash.update(value);
      read += value.length;
      onProgress(read);
    }
  } finally {
    reader.releaseLock();
  }
  return [...hash.digest()].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

import { randomUUID } from 'node:crypto';
import type { CiphertextStore } from '../../../server/store/store.ts';

/** A store of the kind under test, empty. */
export interface StoreUnderTest {
  store: CiphertextStore;
  /** Everything that the store holds, finished or not, by its own back end. */
  leftovers(): Promise<string[]>;
  close(): Promise<void>;
}

export function aKey(part = 0, fileId: string = randomUUID()): string {
  return `${fileId.slice(0, 2)}/${fileId}/${part}.enc`;
}

export async function* chunks(...all: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all;
}

export async function readAll(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const read: Buffer[] = [];
  for await (const chunk of source) read.push(Buffer.from(chunk));
  return Buffer.concat(read);
}

export async function keysOf(store: CiphertextStore, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(prefix)) keys.push(key);
  return keys.sort();
}

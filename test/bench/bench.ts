import { mkdir, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Options } from './options.ts';
import { type Server, startPlain, startStrongroom, startUnsealed } from './processes.ts';
import type { Row } from './table.ts';

/** What every group of rows gets. */
export interface Bench {
  options: Options;
  /** A folder of its own, which goes when the bench ends. */
  folder: string;
  print(row: Row): void;
}

/** The three programs that are compared. */
export interface Parties {
  sealed: Server;
  unsealed: Server;
  plain: Server;
}

/** Starts all three on new folders, and ends them behind `work`. */
export async function withParties(bench: Bench, name: string, work: (parties: Parties) => Promise<void>) {
  const folder = join(bench.folder, name);
  await mkdir(folder, { recursive: true });
  const sealed = await startStrongroom(join(folder, 'sealed'));
  const unsealed = await startUnsealed(join(folder, 'unsealed'));
  const plain = await startPlain(join(folder, 'plain'));
  try {
    await work({ sealed, unsealed, plain });
  } finally {
    await Promise.all([sealed.end(), unsealed.end(), plain.end()]);
  }
}

const BLOCK = Buffer.alloc(8 * 2 ** 20, 1);

/**
 * Writes and deletes a file of 2 GiB, so that the machine's memory is the kernel's before a timed upload: a first
 * write to pages that the host has to give first is up to three times slower.
 */
export async function warmPageCache(folder: string): Promise<void> {
  const file = join(folder, 'warm');
  const handle = await open(file, 'w');
  try {
    for (let written = 0; written < 2 ** 31; written += BLOCK.length) await handle.write(BLOCK);
  } finally {
    await handle.close();
    await unlink(file);
  }
}

/** Seconds that `work` takes. */
export async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; value: T }> {
  const began = performance.now();
  const value = await work();
  return { seconds: (performance.now() - began) / 1000, value };
}

/** Several samples under each name. */
export class Samples {
  readonly #values = new Map<string, number[]>();

  add(name: string, value: number): void {
    this.#values.set(name, [...this.of(name), value]);
  }

  of(name: string): number[] {
    return this.#values.get(name) ?? [];
  }
}

/** Runs `work` for 0 … count - 1, `atOnce` of them at a time; gives what each gave. */
export async function inTurns<T>(count: number, atOnce: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next++;
      results[index] = await work(index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

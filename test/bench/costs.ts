import { type Bench, type Samples, timed } from './bench.ts';
import type { Server } from './processes.ts';
import { valueRow } from './table.ts';

const GIB = 2 ** 30;
const MIB = 2 ** 20;

/** Runs something that moves `bytes`; keeps its seconds as `name`, its processor time and its peak beside that. */
export async function measured<T>(
  samples: Samples,
  name: string,
  server: Server,
  bytes: number,
  run: () => Promise<T>,
): Promise<T> {
  const [cpu, idle] = [await server.cpu(), await server.restartPeak()];
  const { seconds, value } = await timed(run);
  samples.add(name, seconds);
  samples.add(`${name} cpu`, ((await server.cpu()) - cpu) * (GIB / bytes));
  samples.add(`${name} peak`, ((await server.peak()) - idle) / MIB);
  return value;
}

/** A row for each of what was measured: processor time, and by how much its memory grew. */
export function printCosts(bench: Bench, samples: Samples, what: string, names: string[]): void {
  for (const name of names) {
    const peak = Math.max(...samples.of(`${name} peak`)).toFixed(0);
    const grew = `at most ${peak} MiB above what it held before`;
    bench.print(valueRow(`server's CPU, ${what}, ${name}`, grew, samples.of(`${name} cpu`), 's/GiB', null));
  }
}

/** In an order drawn by lot, so that none always follows the same: what one leaves behind, the next one pays for. */
export function drawn<T>(items: T[]): T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(Math.floor(Math.random() * left.length), 1));
}

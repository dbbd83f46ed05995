import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Bench, Samples, timed } from './bench.ts';
import { download } from './client.ts';
import { median, valueRow } from './table.ts';

const BYTES = 10_000;
const AT_ONCE = 8;
const DOWNLOADS = 400;
/** More than elsewhere: what is looked for is small. */
const ROUNDS = 25;

/** What the record costs downloads of small files, each of which is an event: the same with and without, by turns. */
export async function recordCost(bench: Bench): Promise<void> {
  const program = fileURLToPath(new URL('record-server.ts', import.meta.url));
  const server = fork(program, { execArgv: process.execArgv });
  const [urls] = (await once(server, 'message')) as [string[]];
  const samples = new Samples();
  await downloadAll(urls);
  for (let round = 0; round < ROUNDS; round += 1) {
    const states = round % 2 === 0 ? ['off', 'on'] : ['on', 'off'];
    for (const state of states) {
      server.send(state);
      await once(server, 'message');
      samples.add(state, (await timed(() => downloadAll(urls))).seconds);
    }
  }
  server.send('end');
  await once(server, 'exit');
  const [off, on] = [samples.of('off'), samples.of('on')];
  const rate = (seconds: number[]) => `${(DOWNLOADS / median(seconds)).toFixed(0)}/s`;
  const costs = on.map((seconds, i) => 100 * (1 - (off[i] ?? Number.NaN) / seconds));
  const measured = `${rate(on)} with it against ${rate(off)} without`;
  bench.print(valueRow('downloads of 10 kB, less by the record', measured, costs, '%', 5));
}

async function downloadAll(urls: string[]): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < DOWNLOADS) await download(urls[next++ % urls.length] ?? '', BYTES);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

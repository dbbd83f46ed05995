import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Bench, inTurns, Samples, timed } from './bench.ts';
import { download } from './client.ts';
import { median, valueRow } from './table.ts';

const AT_ONCE = 8;
/** Downloads of one round. */
const DOWNLOADS = 400;
/** More than elsewhere: what is looked for is small. */
const ROUNDS = 25;

/** What the record costs downloads, each of which is an event: the same with and without, by turns. */
export async function recordCost(bench: Bench): Promise<void> {
  await costOf(bench, 1_000_000, '1 MB', 5);
  await costOf(bench, 10_000, '10 kB', null);
}

async function costOf(bench: Bench, bytes: number, size: string, most: number | null): Promise<void> {
  const program = fileURLToPath(new URL('record-server.ts', import.meta.url));
  const server = fork(program, [String(bytes)], { execArgv: process.execArgv });
  const [urls] = (await once(server, 'message')) as [string[]];
  const samples = new Samples();
  const downloadAll = () => inTurns(DOWNLOADS, AT_ONCE, (i) => download(urls[i % urls.length] ?? '', bytes));
  await downloadAll();
  for (let round = 0; round < ROUNDS; round += 1) {
    const states = round % 2 === 0 ? ['off', 'on'] : ['on', 'off'];
    for (const state of states) {
      server.send(state);
      await once(server, 'message');
      samples.add(state, (await timed(downloadAll)).seconds);
    }
  }
  server.send('end');
  await once(server, 'exit');
  const [off, on] = [samples.of('off'), samples.of('on')];
  const rate = (seconds: number[]) => `${(DOWNLOADS / median(seconds)).toFixed(0)}/s`;
  const costs = on.map((seconds, i) => 100 * (1 - (off[i] ?? Number.NaN) / seconds));
  const measured = `${rate(on)} with it against ${rate(off)} without`;
  bench.print(valueRow(`downloads of ${size}, less by the record`, measured, costs, '%', most));
}

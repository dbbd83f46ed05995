import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Bench, Samples, timed, withParties } from './bench.ts';
import { addressOf, download, graphql, store, upload } from './client.ts';
import { drawn } from './costs.ts';
import { startStrongroom } from './processes.ts';
import { seed } from './seed.ts';
import { delayRow, percentile, valueRow } from './table.ts';

const KIB = 1024;
const GIB = 2 ** 30;
const REPEATS = 40;
const WARM_UPS = 5;
const HUGE = 10 * GIB;
const END = 64 * KIB;

/** The first byte of the end of a huge file: against that of a small one, and in each of the programs. */
export function rangeFirstByte(bench: Bench): Promise<void> {
  return withParties(bench, 'range', async (parties) => {
    const small = await addressOf(parties.sealed, await store(parties.sealed, END));
    const urls: [string, string][] = [['small', small]];
    for (const [name, server] of Object.entries(parties)) {
      urls.push([name, await addressOf(server, await store(server, HUGE))]);
    }
    const samples = new Samples();
    for (let i = 0; i < REPEATS + WARM_UPS; i += 1) {
      for (const [name, url] of drawn(urls)) {
        const first = await download(url, END, name === 'small' ? {} : { Range: `bytes=-${END}` });
        if (i >= WARM_UPS) samples.add(name, first);
      }
    }
    const [ends, end] = [samples.of('sealed'), 'first byte: last 64 KiB of 10 GiB'];
    bench.print(delayRow(`${end}, to a file of 64 KiB`, ends, samples.of('small'), 2));
    bench.print(delayRow(`${end}, to unsealed`, ends, samples.of('unsealed'), null));
    bench.print(delayRow(`${end}, to plain Node`, ends, samples.of('plain'), null));
  });
}

const PAGE = `{ files(first: 50) {
  nodes { id name size contentType createdAt cipher } pageInfo { hasNextPage endCursor }
} }`;

/** A page of a long listing, against one of a short listing. */
export async function listing(bench: Bench): Promise<void> {
  const [many, few] = [join(bench.folder, 'many'), join(bench.folder, 'few')];
  await seed(many, 100_000);
  await seed(few, 1_000);
  const servers = await Promise.all([startStrongroom(many), startStrongroom(few)]);
  try {
    const samples = new Samples();
    for (let i = 0; i < REPEATS + WARM_UPS; i += 1) {
      for (const [which, server] of servers.entries()) {
        const { seconds, value } = await timed(() => graphql(server, PAGE));
        if (value.files.nodes.length !== 50) throw new Error('the listing is not what was seeded');
        if (i >= WARM_UPS) samples.add(String(which), seconds * 1000);
      }
    }
    bench.print(delayRow('`files(first: 50)`, 100,000 files to 1,000', samples.of('0'), samples.of('1'), 1.5));
  } finally {
    await Promise.all(servers.map((server) => server.end()));
  }
}

/** Milliseconds between two looks. */
const PROBE_EVERY = 10;

/** How soon /healthz answers while one upload and one download run. */
export async function health(bench: Bench): Promise<void> {
  const { size, runs } = bench.options;
  const server = await startStrongroom(join(bench.folder, 'health'));
  try {
    const url = await addressOf(server, await upload(server, size));
    const p99s: number[] = [];
    for (let round = 0; round < runs; round += 1) {
      const stopProbe = probe(`${server.url}/healthz`);
      await Promise.all([upload(server, size), download(url, size)]);
      const times = await stopProbe();
      p99s.push(percentile(times, 99));
    }
    bench.print(valueRow('`/healthz` p99', 'while one upload and one download run', p99s, 'ms', 25));
  } finally {
    await server.end();
  }
}

/** Measures from now on; what it gives stops it and has the milliseconds of each answer. */
function probe(url: string): () => Promise<number[]> {
  const worker = new Worker(new URL('./probe.mjs', import.meta.url), { workerData: { url, every: PROBE_EVERY } });
  const answered = once(worker, 'message');
  return async () => {
    worker.postMessage('stop');
    const [times] = await answered;
    return times;
  };
}

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bench, inTurns, Samples, warmPageCache, withParties } from './bench.ts';
import { addressOf, download, remove, store } from './client.ts';
import { drawn, measured, printCosts } from './costs.ts';
import { type Server, startPlain, startStrongroom, startUnsealed } from './processes.ts';
import { speedRow, valueRow } from './table.ts';

const MIB = 2 ** 20;
const AT_ONCE = 32;
const LARGE = 256 * MIB;
/** Bytes that `upAndDown` moves. */
const BOTH = (2 * AT_ONCE + 1) * LARGE;
/** Fewer than elsewhere: each is of 8 or 16 GiB. */
const MANY_ROUNDS = 3;
const SMALL = 10 * 1024;
const SMALL_FILES = 2_000;
const SMALL_ROUNDS = 5;
/** As many as a browser has connections to one server. */
const SMALL_AT_ONCE = 6;

const PROGRAMS: [string, (folder: string) => Promise<Server>][] = [
  ['sealed', startStrongroom],
  ['unsealed', startUnsealed],
  ['plain', startPlain],
];

/** Many transfers at once: memory, speed and processor time, each time on a server that has just started. */
export async function manyAtOnce(bench: Bench): Promise<void> {
  const samples = new Samples();
  const rounds = Math.min(MANY_ROUNDS, bench.options.runs);
  for (let round = 0; round < rounds; round += 1) {
    await onFreshServer(bench, startStrongroom, (server) =>
      measured(samples, 'uploads', server, AT_ONCE * LARGE, () => inParallel(() => store(server, LARGE))),
    );
    for (const [name, start] of drawn(PROGRAMS)) {
      await onFreshServer(bench, start, (server) => measured(samples, name, server, BOTH, () => upAndDown(server)));
    }
  }
  const above = 'peak memory above idle';
  bench.print(valueRow(above, '32 uploads of 256 MiB at once', samples.of('uploads peak'), 'MiB', 150));
  bench.print(valueRow(above, '32 uploads and 32 downloads at once', samples.of('sealed peak'), 'MiB', 200));
  const [sealed, both] = [samples.of('sealed'), '32 uploads and 32 downloads at once'];
  bench.print(speedRow(`${both}, to unsealed`, sealed, samples.of('unsealed'), BOTH, null));
  bench.print(speedRow(`${both}, to plain Node`, sealed, samples.of('plain'), BOTH, null));
  printCosts(bench, samples, '32 of each at once', ['sealed', 'unsealed', 'plain']);
}

/** Stores the file that is then fetched by all while all store another. */
async function upAndDown(server: Server): Promise<void> {
  const url = await addressOf(server, await store(server, LARGE));
  await inParallel(() => Promise.all([store(server, LARGE), download(url, LARGE)]));
}

const inParallel = (work: () => Promise<unknown>) => Promise.all(Array.from({ length: AT_ONCE }, work));

async function onFreshServer(
  bench: Bench,
  start: (folder: string) => Promise<Server>,
  work: (server: Server) => Promise<unknown>,
): Promise<void> {
  await warmPageCache(bench.folder);
  const folder = join(bench.folder, 'fresh');
  const server = await start(folder);
  try {
    await work(server);
  } finally {
    await server.end();
    await rm(folder, { recursive: true });
  }
}

/** A folder of small files, a few at a time; removed between the rounds. */
export function smallFiles(bench: Bench): Promise<void> {
  return withParties(bench, 'small', async (parties) => {
    const samples = new Samples();
    const bytes = SMALL_FILES * SMALL;
    for (let round = 0; round < Math.min(SMALL_ROUNDS, bench.options.runs); round += 1) {
      for (const [name, server] of drawn(Object.entries(parties))) {
        if (round === 0) await warmPageCache(bench.folder);
        const ids = await measured(samples, name, server, bytes, () =>
          inTurns(SMALL_FILES, SMALL_AT_ONCE, () => store(server, SMALL)),
        );
        await inTurns(SMALL_FILES, SMALL_AT_ONCE, (i) => remove(server, ids[i] ?? ''));
      }
    }
    const work = '2,000 files of 10 KiB';
    bench.print(speedRow(`${work}, to unsealed`, samples.of('sealed'), samples.of('unsealed'), bytes, 0.7));
    bench.print(speedRow(`${work}, to plain Node`, samples.of('sealed'), samples.of('plain'), bytes, null));
    printCosts(bench, samples, work, Object.keys(parties));
  });
}

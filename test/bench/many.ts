import { join } from 'node:path';
import { type Bench, inTurns, Samples, timed, warmPageCache, withParties } from './bench.ts';
import { addressOf, download, remove, upload } from './client.ts';
import { type Server, startStrongroom } from './processes.ts';
import { speedRow, valueRow } from './table.ts';

const MIB = 2 ** 20;
const AT_ONCE = 32;
const LARGE = 256 * MIB;
const SMALL = 10 * 1024;
const SMALL_FILES = 2_000;
/** As many as a browser has connections to one server. */
const SMALL_AT_ONCE = 6;

/** Memory with many transfers at once, each on a server that has just started. */
export async function manyAtOnce(bench: Bench): Promise<void> {
  await withFreshServer(bench, 'uploads', async (server, peakAbove) => {
    await Promise.all(Array.from({ length: AT_ONCE }, () => upload(server, LARGE)));
    const peak = await peakAbove();
    bench.print(valueRow('peak memory above idle', '32 uploads of 256 MiB at once', [peak], 'MiB', 150));
  });
  await withFreshServer(bench, 'both', async (server, peakAbove) => {
    const url = await addressOf(server, await upload(server, LARGE));
    await Promise.all(
      Array.from({ length: AT_ONCE }, () => Promise.all([upload(server, LARGE), download(url, LARGE)])),
    );
    const peak = await peakAbove();
    bench.print(valueRow('peak memory above idle', '32 uploads and 32 downloads at once', [peak], 'MiB', 200));
  });
}

async function withFreshServer(
  bench: Bench,
  name: string,
  work: (server: Server, peakAbove: () => Promise<number>) => Promise<void>,
): Promise<void> {
  const server = await startStrongroom(join(bench.folder, name));
  try {
    const idle = await server.restartPeak();
    await work(server, async () => ((await server.peak()) - idle) / MIB);
  } finally {
    await server.end();
  }
}

/** A folder of small files, a few at a time; removed between the rounds. */
export function smallFiles(bench: Bench): Promise<void> {
  return withParties(bench, 'small', async ({ sealed, unsealed }) => {
    const samples = new Samples();
    for (let round = 0; round < bench.options.runs; round += 1) {
      const parties: [string, Server][] = [
        ['sealed', sealed],
        ['unsealed', unsealed],
      ];
      for (const [name, server] of round % 2 === 0 ? parties : parties.reverse()) {
        if (round === 0) await warmPageCache(bench.folder);
        const { seconds, value } = await timed(() => inTurns(SMALL_FILES, SMALL_AT_ONCE, () => upload(server, SMALL)));
        samples.add(name, seconds);
        await inTurns(SMALL_FILES, SMALL_AT_ONCE, (i) => remove(server, value[i] ?? ''));
      }
    }
    const bytes = SMALL_FILES * SMALL;
    bench.print(
      speedRow('2,000 files of 10 KiB, to unsealed', samples.of('sealed'), samples.of('unsealed'), bytes, 0.7),
    );
  });
}

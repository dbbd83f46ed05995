import { type Bench, type Parties, Samples, timed, warmPageCache, withParties } from './bench.ts';
import { addressOf, download, put, remove, send, upload, uploadByTus } from './client.ts';
import type { Server } from './processes.ts';
import { speedRow, valueRow } from './table.ts';

interface Way {
  name: string;
  server: Server;
  /** Gives the id of what was stored. */
  run(): Promise<string>;
}

const GIB = 2 ** 30;
const MIB = 2 ** 20;

/** One large file up, in every way, in turn. */
export function uploads(bench: Bench): Promise<void> {
  const { size, runs } = bench.options;
  return withParties(bench, 'upload', async (parties) => {
    const { sealed, unsealed, plain } = parties;
    const ways: Way[] = [
      { name: 'form', server: sealed, run: () => upload(sealed, size) },
      { name: 'form unsealed', server: unsealed, run: () => upload(unsealed, size) },
      { name: 'plain', server: plain, run: () => put(plain, 'bench', size) },
      { name: 'tus', server: sealed, run: () => uploadByTus(sealed, size) },
      { name: 'tus unsealed', server: unsealed, run: () => uploadByTus(unsealed, size) },
      { name: 'CBC', server: sealed, run: () => upload(sealed, size, 'AES_256_CBC_HMAC') },
    ];
    await rest(parties);
    const samples = new Samples();
    for (let round = 0; round < runs; round += 1) {
      for (const { name, server, run } of turned(ways, round)) {
        await warmPageCache(bench.folder);
        const id = await measured(samples, name, server, size, run);
        if (server === plain) await send(plain, 'DELETE', `/${id}`, {}, []);
        else await remove(server, id);
      }
    }
    const of = (name: string) => samples.of(name);
    bench.print(speedRow('upload, `uploadFile`, to unsealed', of('form'), of('form unsealed'), size, 0.65));
    bench.print(speedRow('upload, tus, to unsealed', of('tus'), of('tus unsealed'), size, 0.6));
    bench.print(speedRow('upload, `uploadFile`, to plain Node', of('form'), of('plain'), size, 1.1));
    bench.print(speedRow('upload, tus, to plain Node', of('tus'), of('plain'), size, 1.1));
    bench.print(speedRow('upload, CBC suite to GCM suite', of('CBC'), of('form'), size, 0.43));
    printCosts(bench, samples, 'upload', ways);
  });
}

/** One large file down, in every way, in turn. */
export function downloads(bench: Bench): Promise<void> {
  const { size, runs } = bench.options;
  return withParties(bench, 'download', async (parties) => {
    const { sealed, unsealed, plain } = parties;
    const gcm = await addressOf(sealed, await upload(sealed, size));
    const cbc = await addressOf(sealed, await upload(sealed, size, 'AES_256_CBC_HMAC'));
    const copied = await addressOf(unsealed, await upload(unsealed, size));
    const raw = `${plain.url}/${await put(plain, 'bench', size)}`;
    const way = (name: string, server: Server, url: string): Way => ({
      name,
      server,
      run: async () => String(await download(url, size)),
    });
    const ways = [
      way('GCM', sealed, gcm),
      way('unsealed', unsealed, copied),
      way('plain', plain, raw),
      way('CBC', sealed, cbc),
    ];
    for (const { run } of ways) await run();
    await rest(parties);
    const samples = new Samples();
    for (let round = 0; round < runs; round += 1) {
      for (const { name, server, run } of turned(ways, round)) await measured(samples, name, server, size, run);
    }
    const of = (name: string) => samples.of(name);
    bench.print(speedRow('download to unsealed', of('GCM'), of('unsealed'), size, 0.55));
    bench.print(speedRow('download to plain Node', of('GCM'), of('plain'), size, 0.58));
    bench.print(speedRow('download, CBC suite to GCM suite', of('CBC'), of('GCM'), size, 0.35));
    printCosts(bench, samples, 'download', ways);
  });
}

/** Each round begins with another way, so that none always follows the same one. */
const turned = <T>(items: T[], round: number): T[] => [
  ...items.slice(round % items.length),
  ...items.slice(0, round % items.length),
];

/** What starting up allocated is collected meanwhile. */
const rest = (_parties: Parties) => new Promise((resolve) => setTimeout(resolve, 1_000));

async function measured(samples: Samples, name: string, server: Server, size: number, run: () => Promise<string>) {
  const [cpu, idle] = [await server.cpu(), await server.restartPeak()];
  const { seconds, value } = await timed(run);
  samples.add(name, seconds);
  samples.add(`${name} cpu`, ((await server.cpu()) - cpu) * (GIB / size));
  samples.add(`${name} peak`, ((await server.peak()) - idle) / MIB);
  return value;
}

function printCosts(bench: Bench, samples: Samples, what: string, ways: Way[]): void {
  for (const { name } of ways) {
    const peak = Math.max(...samples.of(`${name} peak`)).toFixed(0);
    const measuredAs = `at most ${peak} MiB above what it held before`;
    bench.print(valueRow(`server's CPU, ${what}, ${name}`, measuredAs, samples.of(`${name} cpu`), 's/GiB', null));
  }
}

import { type Bench, type Parties, Samples, warmPageCache, withParties } from './bench.ts';
import { addressOf, download, remove, store, upload, uploadByTus } from './client.ts';
import { drawn, measured, printCosts } from './costs.ts';
import { NODE } from './machine.ts';
import type { Server } from './processes.ts';
import { speedRow } from './table.ts';

interface Way {
  name: string;
  server: Server;
  /** Gives the id of what was stored. */
  run(): Promise<string>;
}

/** One large file up, in every way, in turn. */
export function uploads(bench: Bench): Promise<void> {
  const { size, runs } = bench.options;
  return withParties(bench, 'upload', async (parties) => {
    const { sealed, unsealed, plain } = parties;
    const ways: Way[] = [
      { name: 'form', server: sealed, run: () => upload(sealed, size) },
      { name: 'form unsealed', server: unsealed, run: () => upload(unsealed, size) },
      { name: 'plain', server: plain, run: () => store(plain, size) },
      { name: 'tus', server: sealed, run: () => uploadByTus(sealed, size) },
      { name: 'tus unsealed', server: unsealed, run: () => uploadByTus(unsealed, size) },
      { name: 'CBC', server: sealed, run: () => upload(sealed, size, 'AES_256_CBC_HMAC') },
    ];
    for (const { server, run } of ways) await remove(server, await run());
    await rest(parties);
    const samples = new Samples();
    for (let round = 0; round < runs; round += 1) {
      for (const { name, server, run } of drawn(ways)) {
        await warmPageCache(bench.folder);
        const id = await measured(samples, name, server, size, run);
        await remove(server, id);
      }
    }
    const of = (name: string) => samples.of(name);
    bench.print(speedRow('upload, `uploadFile`, to unsealed', of('form'), of('form unsealed'), size, 0.65));
    bench.print(speedRow('upload, tus, to unsealed', of('tus'), of('tus unsealed'), size, 0.6));
    bench.print(speedRow('upload, `uploadFile`, to plain Node', of('form'), of('plain'), size, 1.1));
    bench.print(speedRow('upload, tus, to plain Node', of('tus'), of('plain'), size, 1.1));
    bench.print(speedRow('upload, CBC suite to GCM suite', of('CBC'), of('form'), size, 0.43));
    printCosts(bench, samples, 'upload', namesOf(ways));
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
    const raw = await addressOf(plain, await store(plain, size));
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
      for (const { name, server, run } of drawn(ways)) await measured(samples, name, server, size, run);
    }
    const of = (name: string) => samples.of(name);
    bench.print(speedRow('download to unsealed', of('GCM'), of('unsealed'), size, 0.55));
    bench.print(speedRow('download to plain Node', of('GCM'), of('plain'), size, NODE < 24 ? 0.58 : 0.8));
    bench.print(speedRow('download, CBC suite to GCM suite', of('CBC'), of('GCM'), size, 0.35));
    printCosts(bench, samples, 'download', namesOf(ways));
  });
}

const namesOf = (ways: Way[]) => ways.map(({ name }) => name);

/** What starting up allocated is collected meanwhile. */
const rest = (_parties: Parties) => new Promise((resolve) => setTimeout(resolve, 1_000));

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { RateLimiterRes } from 'rate-limiter-flexible';
import { startHouse } from '../support/house.ts';
import { bytesOf, downloadUrl, upload } from '../support/transfers.ts';

/*
 * What the record costs downloads of many small files: the same downloads with and without an event each, by turns.
 * `npx tsx test/bench/record.ts`
 */

const FILES = 64;
const BYTES = 10_000;
const AT_ONCE = 8;
const DOWNLOADS = 400;
const ROUNDS = 25;

/** The server, in a process of its own; while it is told `off`, events of downloads are dropped. */
async function serve(): Promise<void> {
  const house = await startHouse();
  const { rooms } = house;
  // So many requests in a minute are more than one person may send.
  rooms.attempts.limiters.userRequest.consume = async () => new RateLimiterRes();
  const soon = rooms.recorder.soon.bind(rooms.recorder);
  let used = process.cpuUsage();
  const urls: string[] = [];
  for (let i = 0; i < FILES; i += 1) urls.push(await downloadUrl(house, (await upload(house, bytesOf(BYTES, i))).id));
  process.on('message', async (wanted) => {
    if (wanted === 'end') {
      await house.remove();
      process.exit(0);
    }
    await rooms.recorder.flush();
    const { user, system } = process.cpuUsage(used);
    used = process.cpuUsage();
    rooms.recorder.soon = wanted === 'on' ? soon : () => {};
    process.send?.((user + system) / DOWNLOADS);
  });
  process.send?.(urls);
}

/** Downloads in a second. */
async function round(urls: string[]): Promise<number> {
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < DOWNLOADS) {
        const { byteLength } = await (await fetch(urls[next++ % FILES] ?? '')).arrayBuffer();
        if (byteLength !== BYTES) throw new Error('a download is not the file');
      }
    }),
  );
  return (DOWNLOADS * 1000) / (performance.now() - began);
}

async function measure(): Promise<void> {
  const server = fork(fileURLToPath(import.meta.url), ['serve'], { execArgv: process.execArgv });
  const [urls] = (await once(server, 'message')) as [string[]];
  const found: Record<'off' | 'on', number[]> = { off: [], on: [] };
  await round(urls);
  for (let i = 0; i < ROUNDS; i += 1) {
    for (const state of i % 2 === 0 ? (['off', 'on'] as const) : (['on', 'off'] as const)) {
      server.send(state);
      await once(server, 'message');
      found[state].push(await round(urls));
    }
  }
  server.send('end');
  await once(server, 'exit');
  const [off, on] = [median(found.off), median(found.on)];
  console.log(`${DOWNLOADS} downloads of ${BYTES} bytes, ${AT_ONCE} at once, the median of ${ROUNDS} rounds each:`);
  console.log(
    `without the record ${off.toFixed(0)}/s, with it ${on.toFixed(0)}/s: ${(100 * (1 - on / off)).toFixed(1)} % less`,
  );
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

await (process.argv[2] === 'serve' ? serve() : measure());

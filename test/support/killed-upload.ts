import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createStrongroomClient } from '../../web/client/index.ts';
import { launch, openPage, signIn } from './browser.ts';
import { eventually } from './eventually.ts';
import { ADMIN, startHouse } from './house.ts';
import { noteSalts, type SeenSalts } from './salts.ts';
import { startProcess } from './server-process.ts';
import { slowLine } from './slow-line.ts';
import { bytesOf } from './transfers.ts';

const MiB = 1024 * 1024;
const PART = 16 * MiB;

/** Places in bytes, as they pass the line, at which an upload is disturbed. */
export interface Disturbances {
  /** Where the server is killed (`kill -9`), and started again. */
  kills: number[];
  /** Where the connection breaks. */
  cuts?: number[];
  /** Where the page is reloaded. */
  reload: number;
}

/**
 * Uploads a file of `size` bytes by a real browser and disturbs it; then the stored file must be the one that was
 * chosen, not much of it was sent twice, and no salt was ever used for two sealings.
 * @param speed bytes per second of the line
 */
export async function uploadWithKills(
  size: number,
  speed: number,
  { kills, cuts = [], reload }: Disturbances,
): Promise<void> {
  const events = [
    ...kills.map((at) => ({ at, kind: 'kill' })),
    ...cuts.map((at) => ({ at, kind: 'cut' })),
    { at: reload, kind: 'reload' },
  ].sort((a, b) => a.at - b.at);
  const salts: SeenSalts = new Map();
  const folder = await mkdtemp(join(tmpdir(), 'strongroom-e2e-'));
  const data = join(folder, 'data');
  await mkdir(data);
  const house = await startHouse({ dataDir: data });
  const { token } = house;
  await house.stop();
  const start = (env: Record<string, string> = {}) => startProcess(data, join(folder, 'server.log'), env);
  let server = await start();
  const line = await slowLine(server.url, Number.POSITIVE_INFINITY);
  const browser = await launch();
  try {
    const file = join(folder, 'scan.bin');
    await writeLarge(file, size);
    const { page } = await openPage(browser, line.url);
    page.on('dialog', (dialog) => void dialog.accept());
    await signIn(page, line.url, ADMIN);
    const sent = (bytes: number) => eventually(`${bytes} bytes are sent`, () => line.up > bytes, 120_000);
    const choose = () => page.getByTestId('file-picker').setInputFiles(file);

    line.speed = speed;
    line.up = 0;
    await choose();
    const uploads = page.getByRole('region', { name: 'Uploads' });
    for (const { at, kind } of events) {
      // Behind the last one it must have got on, or this one would disturb nothing.
      await sent(Math.max(at, line.up + MiB));
      if (kind === 'reload') {
        await page.reload();
        await page.getByText('1 upload was broken off. Choose the same file to go on.').first().waitFor();
        await choose();
        continue;
      }
      if (kind === 'kill') await server.kill();
      else line.cut();
      await uploads.getByText(/Trying again in/).waitFor();
      if (kind === 'cut') continue;
      await noteSalts(join(data, 'objects'), salts);
      server = await start({ PORT: new URL(server.url).port });
    }
    line.speed = Number.POSITIVE_INFINITY;
    await page.getByRole('row').getByRole('link', { name: 'scan.bin', exact: true }).waitFor({ timeout: 120_000 });
    expect(line.up).toBeLessThan(size + 2 * PART * events.length);
    await noteSalts(join(data, 'objects'), salts);
    expect(salts.size).toBeGreaterThanOrEqual(size / PART);

    const client = createStrongroomClient({ url: server.url, token });
    const { files, totalCount } = await client.page();
    expect(totalCount).toBe(1);
    const { stream } = await client.download(files[0]?.id ?? '');
    expect(await hashOf(stream)).toBe(await hashOf(createReadStream(file)));
  } finally {
    await browser.close();
    await line.close();
    await server.kill();
    await rm(folder, { recursive: true });
  }
}

/** A file of which no two MiB are the same. */
async function writeLarge(path: string, size: number): Promise<void> {
  const handle = await open(path, 'w');
  const block = bytesOf(MiB);
  for (let at = 0; at < size; at += MiB) {
    block.writeUInt32BE(at / MiB);
    await handle.write(block, 0, Math.min(MiB, size - at));
  }
  await handle.close();
}

async function hashOf(stream: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of stream as AsyncIterable<Uint8Array>) hash.update(chunk);
  return hash.digest('hex');
}

import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { startHouse } from '../../support/house.ts';
import { smallDisk } from '../../support/small-disk.ts';
import { bytesOf } from '../../support/transfers.ts';
import { start, strongroom } from './strongroom.ts';

const MiB = 1024 * 1024;

test('an upload tells that the server is full, once, and ends well when it has room', async ({ skip }) => {
  const disk = await smallDisk(64);
  if (disk === null) return skip();
  const folder = await mkdtemp(join(tmpdir(), 'strongroom-cli-'));
  const house = await startHouse({ dataDir: disk.folder });
  try {
    await strongroom(['login', house.url, '--token-stdin'], { config: folder, input: `${house.token}\n` });
    await writeFile(join(folder, 'scan.bin'), bytesOf(48 * MiB));
    await disk.fill(24 * MiB);
    const child = start(['upload', join(folder, 'scan.bin')], { config: folder });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const closed = once(child, 'close');
    await eventually('it says that it waits', () => said.includes('waiting'));
    await disk.makeRoom();
    await closed;
    expect(child.exitCode).toBe(0);
    expect(said).toBe('scan.bin: the server has no room left; waiting until it has.\n');
  } finally {
    await house.stop();
    await disk.remove();
    await rm(folder, { recursive: true });
  }
});

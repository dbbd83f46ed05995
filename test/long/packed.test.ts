import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../support/house.ts';
import { installPacked } from '../support/packed.ts';
import { bytesOf, sha256 } from '../support/transfers.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let house: TestHouse;
let folder: string;
beforeAll(async () => {
  house = await startHouse();
  folder = await mkdtemp(join(tmpdir(), 'strongroom-clone-'));
});
afterAll(async () => {
  await house.remove();
  await rm(folder, { recursive: true });
});

test('npm pack in a clone that nobody has built packs a command that works', async () => {
  const clone = join(folder, 'clone');
  const { stdout } = await run('git', ['ls-files', '-z', '--', ':!test'], { cwd: ROOT });
  for (const name of stdout.split('\0').filter(Boolean)) await cp(join(ROOT, name), join(clone, name));
  await symlink(join(ROOT, 'node_modules'), join(clone, 'node_modules'));

  const command = await installPacked(clone, join(folder, 'project'), { scripts: true });
  const home = { PATH: process.env['PATH'], HOME: join(folder, 'home') };
  const strongroom = (args: string[], input = '') => {
    const running = run(command, args, { cwd: folder, env: home });
    running.child.stdin?.end(input);
    return running;
  };
  await strongroom(['login', house.url, '--token-stdin'], house.token);
  const bytes = bytesOf(100_000);
  await writeFile(join(folder, 'scan.bin'), bytes);
  const { uploaded } = JSON.parse((await strongroom(['upload', 'scan.bin', '--json'])).stdout);
  await strongroom(['download', uploaded[0].id, '-o', 'back.bin']);
  expect(sha256(await readFile(join(folder, 'back.bin')))).toBe(sha256(bytes));
});

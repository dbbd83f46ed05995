import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { installPacked } from '../../support/packed.ts';
import { bytesOf, sha256 } from '../../support/transfers.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

let house: TestHouse;
let folder: string;
let command: string;
beforeAll(async () => {
  house = await startHouse();
  folder = await mkdtemp(join(tmpdir(), 'strongroom-packed-'));
  command = await installPacked(ROOT, join(folder, 'project'), { scripts: false });
});
afterAll(async () => {
  await house.remove();
  await rm(folder, { recursive: true });
});

function strongroom(args: string[], input = '') {
  const env = { PATH: process.env['PATH'], HOME: join(folder, 'home') };
  const running = run(command, args, { cwd: folder, env });
  running.child.stdin?.end(input);
  return running;
}

test('what npm pack packs is the whole command line: it helps, uploads and downloads', async () => {
  expect((await strongroom(['--help'])).stdout).toContain('Usage: strongroom <command>');
  await strongroom(['login', house.url, '--token-stdin'], house.token);
  const bytes = bytesOf(20_000_000);
  await writeFile(join(folder, 'scan.bin'), bytes);
  const { uploaded } = JSON.parse((await strongroom(['upload', 'scan.bin', '--json'])).stdout);
  expect(uploaded).toMatchObject([{ name: 'scan.bin', size: bytes.length }]);
  await strongroom(['download', uploaded[0].id, '-o', 'back.bin']);
  expect(sha256(await readFile(join(folder, 'back.bin')))).toBe(sha256(bytes));
});

test('the package brings the typed client, which a program of another folder can import', async () => {
  const program = `
    import { createStrongroomClient } from 'strongroom/client';
    const client = createStrongroomClient({ url: process.argv[2], token: process.argv[3] });
    console.log((await client.upload(new Blob(['hello']), { name: 'hello.txt' })).size);
  `;
  const path = join(folder, 'project', 'program.mjs');
  await writeFile(path, program);
  const { stdout } = await run(process.execPath, [path, house.url, house.token]);
  expect(stdout.trim()).toBe('5');
});

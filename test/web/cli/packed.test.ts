import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf, sha256 } from '../../support/transfers.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

let house: TestHouse;
let folder: string;
beforeAll(async () => {
  house = await startHouse();
  folder = await mkdtemp(join(tmpdir(), 'strongroom-packed-'));
  await install();
});
afterAll(async () => {
  await house.remove();
  await rm(folder, { recursive: true });
});

/** What `npm install` of the tarball makes, without a registry: the package, its command, and what it depends on. */
async function install(): Promise<void> {
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: ROOT,
  });
  const [{ filename }] = JSON.parse(stdout);
  const modules = join(folder, 'node_modules');
  const target = join(modules, 'strongroom');
  await mkdir(target, { recursive: true });
  await run('tar', ['-xzf', join(folder, filename), '-C', target, '--strip-components=1']);
  const { bin, dependencies } = JSON.parse(await readFile(join(target, 'package.json'), 'utf8'));
  // No more than it names: what only the tests have here would be missing there.
  for (const name of Object.keys(dependencies)) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(ROOT, 'node_modules', name), join(modules, name));
  }
  await mkdir(join(modules, '.bin'));
  await chmod(join(target, bin.strongroom), 0o755);
  await symlink(join('..', 'strongroom', bin.strongroom), join(modules, '.bin', 'strongroom'));
}

function strongroom(args: string[], input = '') {
  const env = { PATH: process.env['PATH'], HOME: join(folder, 'home') };
  const running = run(join(folder, 'node_modules', '.bin', 'strongroom'), args, { cwd: folder, env });
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
  await writeFile(join(folder, 'program.mjs'), program);
  const { stdout } = await run(process.execPath, [join(folder, 'program.mjs'), house.url, house.token]);
  expect(stdout.trim()).toBe('5');
});

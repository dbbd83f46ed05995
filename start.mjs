// Installs and builds what is missing, then serves: `npm start` is all that a fresh clone needs.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const STAMP = join(root, 'dist', '.built');
const SOURCES = [
  'server',
  'web',
  'schema',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

/** The newest change under a path, milliseconds since 1970. */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

function isBuilt() {
  const sources = () => Math.max(...SOURCES.map((name) => newest(join(root, name))));
  // An installed package brings what was built, and no sources.
  if (!existsSync(join(root, 'tsconfig.build.json'))) return true;
  return existsSync(STAMP) && Number(readFileSync(STAMP, 'utf8')) >= sources();
}

function run(what, args) {
  process.stdout.write(`${what} …\n`);
  const { status } = spawnSync('npm', args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    process.stderr.write(`${what} failed; what stands above says why.\n`);
    process.exit(1);
  }
}

if (!isInstalled()) run('Installing (once, a few minutes)', ['ci', '--include=dev']);
if (!isBuilt()) {
  run('Building', ['run', 'build', '--silent']);
  writeFileSync(STAMP, String(Date.now()));
}
await import(new URL('./dist/server/main.js', import.meta.url));

// Builds into dist/ what is missing or older than its sources; `npm start` and the tests call it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const STAMP = join(root, 'dist', '.built');
const SOURCES = ['server', 'web', 'schema', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];

/** The newest change under a path, milliseconds since 1970. */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isBuilt() {
  // An installed package brings what was built, and no sources.
  if (!existsSync(join(root, 'tsconfig.build.json'))) return true;
  const sources = Math.max(...SOURCES.map((name) => newest(join(root, name))));
  return existsSync(STAMP) && Number(readFileSync(STAMP, 'utf8')) >= sources;
}

/** Runs an npm command in the project's folder; ends the program with its reason when it fails. */
export function npm(what, args) {
  process.stdout.write(`${what} …\n`);
  const { status } = spawnSync('npm', args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status === 0) return;
  process.stderr.write(`${what} failed; what stands above says why.\n`);
  process.exit(1);
}

/** Builds unless everything is built already. */
export function ensureBuilt() {
  if (isBuilt()) return;
  const began = Date.now();
  npm('Building', ['run', 'build', '--silent']);
  writeFileSync(STAMP, String(began));
}

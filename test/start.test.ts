import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SOURCES = ['server', 'web', 'schema'];
/** Notes what it is asked for, and leaves behind what npm would. */
const NPM = `#!/bin/sh
echo "$*" >> npm-calls
case "$1" in
  ci) mkdir -p node_modules && touch node_modules/.package-lock.json ;;
  run) mkdir -p dist/server && echo "console.log('served')" > dist/server/main.js ;;
esac
`;

let clone: string;
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'strongroom-clone-'));
  for (const name of ['start.mjs', 'build.mjs', 'package.json', 'package-lock.json', 'tsconfig.json'])
    cpSync(join(ROOT, name), join(clone, name));
  cpSync(join(ROOT, 'tsconfig.build.json'), join(clone, 'tsconfig.build.json'));
  for (const name of SOURCES) {
    mkdirSync(join(clone, name));
    writeFileSync(join(clone, name, 'source'), '');
  }
  mkdirSync(join(clone, 'bin'));
  writeFileSync(join(clone, 'bin', 'npm'), NPM);
  chmodSync(join(clone, 'bin', 'npm'), 0o755);
});
afterEach(() => rmSync(clone, { recursive: true }));

/** `npm start` in the clone: what it asked npm for, and what it said. */
function start(): { asked: string[]; said: string[] } {
  writeFileSync(join(clone, 'npm-calls'), '');
  const env = { PATH: [join(clone, 'bin'), process.env['PATH']].join(delimiter) };
  const said = execFileSync(process.execPath, ['start.mjs'], { cwd: clone, env, encoding: 'utf8' });
  const asked = readFileSync(join(clone, 'npm-calls'), 'utf8');
  return { asked: asked.split('\n').filter(Boolean), said: said.split('\n').filter(Boolean) };
}

const BUILD = 'run build --silent';

/** As if someone had written to it just now, whatever the clock’s grain. */
function touch(name: string): void {
  const soon = new Date(Date.now() + 2000);
  utimesSync(join(clone, name), soon, soon);
}

test('the first start installs, builds and serves; the second only serves', () => {
  expect(start()).toEqual({
    asked: ['ci --include=dev', BUILD],
    said: ['Installing (once, a few minutes) …', 'Building …', 'served'],
  });
  expect(start()).toEqual({ asked: [], said: ['served'] });
});

test.each(SOURCES)('what changed in %s is built anew, and nothing is installed', (name) => {
  start();
  touch(join(name, 'source'));
  expect(start().asked).toEqual([BUILD]);
});

test('other dependencies are installed', () => {
  start();
  touch('package-lock.json');
  expect(start().asked).toEqual(['ci --include=dev']);
});

test('what npm cannot do ends the start with 1', () => {
  writeFileSync(join(clone, 'bin', 'npm'), '#!/bin/sh\nexit 7\n');
  expect(() => start()).toThrow(expect.objectContaining({ status: 1, stderr: expect.stringContaining('Installing') }));
});

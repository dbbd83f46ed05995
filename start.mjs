// Installs and builds what is missing, then serves: `npm start` is all that a fresh clone needs.
import { existsSync, statSync } from 'node:fs';
import { ensureBuilt, npm } from './build.mjs';

const at = (name) => new URL(name, import.meta.url);

function isInstalled() {
  const lock = at('package-lock.json');
  const installed = at('node_modules/.package-lock.json');
  return !existsSync(lock) || (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs);
}

if (!isInstalled()) npm('Installing (once, a few minutes)', ['ci', '--include=dev']);
ensureBuilt();
await import(at('dist/server/main.js'));

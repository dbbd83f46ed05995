import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const ASSETS = fileURLToPath(new URL('../../../dist/app/assets/', import.meta.url));

test('the page is built with React as people get it, whatever NODE_ENV the build was started in', async () => {
  const scripts = (await readdir(ASSETS)).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(0);
  for (const name of scripts) {
    // Only in the build for developers.
    expect(await readFile(ASSETS + name, 'utf8')).not.toMatch(/react_stack_bottom_frame|jsxDEV\(/);
  }
});

test('beside each asset worth it lie its brotli and its gzip, and nothing else is compressed', async () => {
  const all = await readdir(ASSETS);
  const plain = all.filter((name) => !/\.(br|gz)$/.test(name));
  const expected: string[] = [];
  for (const name of plain) {
    const bytes = await readFile(ASSETS + name);
    if (!/\.(js|css)$/.test(name) || bytes.length < 1024) continue;
    expected.push(`${name}.br`, `${name}.gz`);
    expect(brotliDecompressSync(await readFile(`${ASSETS}${name}.br`)).equals(bytes)).toBe(true);
    expect(gunzipSync(await readFile(`${ASSETS}${name}.gz`)).equals(bytes)).toBe(true);
  }
  expect(expected.length).toBeGreaterThan(10);
  expect(all.filter((name) => !plain.includes(name)).sort()).toEqual(expected.sort());
  expect((await readdir(`${ASSETS}..`)).sort()).toEqual(['assets', 'favicon.svg', 'index.html']);
});

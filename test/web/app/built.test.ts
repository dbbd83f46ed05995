import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
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

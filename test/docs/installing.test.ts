import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (name: string) => readFileSync(`${ROOT}${name}`, 'utf8');
const { name, version, private: unpublished, scripts } = JSON.parse(read('package.json'));

/** A command that takes a package of our name from a registry; a path to a tarball is none. */
const FETCHED =
  /\b(?:npx|pnpx|bunx|(?:npm|pnpm|yarn|bun)\s+(?:i|install|add|exec|x|dlx|create|init))\s(?:[^\n`;&|]*\s)?strongroom(?![\w-])/;

test('the README says how to install what npm pack packs, of this version', () => {
  expect(read('README.md')).toContain('npm ci && npm pack\n');
  expect(read('README.md')).toContain(`./${name}-${version}.tgz`);
  expect(scripts.prepack).toContain('build');
});

test('no document says to fetch the package from a registry, which would not take it', () => {
  expect(unpublished).toBe(true);
  for (const bad of [
    'npm install strongroom',
    'npm i -g strongroom@latest',
    'npx strongroom ls',
    'yarn add strongroom',
  ]) {
    expect(bad).toMatch(FETCHED);
  }
  const documents = execFileSync('git', ['ls-files', '*.md', 'web/cli'], { cwd: ROOT, encoding: 'utf8' }).trim();
  expect(documents).toContain('README.md');
  for (const document of documents.split('\n')) expect(read(document), document).not.toMatch(FETCHED);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configurationTable, envExample, helpText } from '../../server/config/describe.ts';
import { KEYS } from '../../server/config/keys.ts';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

test('.env.example names every variable with its default', () => {
  expect(read('.env.example')).toBe(envExample());
});

test('the README’s table of variables is the program’s own', () => {
  expect(read('README.md')).toContain(configurationTable());
});

test('--help names every variable', () => {
  for (const name of Object.keys(KEYS)) expect(helpText()).toContain(name);
});

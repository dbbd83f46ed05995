import { readFileSync, writeFileSync } from 'node:fs';
import { configurationTable, envExample } from '../config/describe.ts';

/** Writes what is told of the configuration elsewhere: .env.example whole, and the table in the README. */
const at = (name: string) => new URL(`../../${name}`, import.meta.url);
const readme = readFileSync(at('README.md'), 'utf8');

writeFileSync(at('.env.example'), envExample());
writeFileSync(
  at('README.md'),
  readme.replace(
    /(<!-- configuration -->\n)[\s\S]*?(\n<!-- end -->)/,
    (_, begin, end) => begin + configurationTable() + end,
  ),
);

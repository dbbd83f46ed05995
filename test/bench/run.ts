import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureBuilt } from '../../build.mjs';
import type { Bench } from './bench.ts';
import { health, listing, rangeFirstByte } from './delays.ts';
import { NODE } from './machine.ts';
import { manyAtOnce, smallFiles } from './many.ts';
import { GROUPS, type Group, readOptions } from './options.ts';
import { endAll } from './processes.ts';
import { recordCost } from './record.ts';
import { reportOf } from './report.ts';
import { HEADING, line, type Row } from './table.ts';
import { downloads, uploads } from './throughput.ts';

const RUN: Record<Group, (bench: Bench) => Promise<void>> = {
  upload: uploads,
  download: downloads,
  health,
  small: smallFiles,
  range: rangeFirstByte,
  list: listing,
  many: manyAtOnce,
  record: recordCost,
};

/** The newer Node is faster: each major has its own figures. */
const RESULTS = NODE === 20 ? 'RESULTS.md' : `RESULTS-node${NODE}.md`;

const options = readOptions(process.argv.slice(2));
ensureBuilt();
mkdirSync(options.folder, { recursive: true });
const folder = mkdtempSync(resolve(options.folder, 'bench-'));
const clean = () => {
  endAll();
  // A server that was just killed may still finish a write.
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
};
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.on(signal, () => {
    clean();
    process.exit(code);
  });
}

const rows: Row[] = [];
const print = (row: Row) => {
  rows.push(row);
  process.stdout.write(`${line(row)}\n`);
};

try {
  process.stdout.write(`${HEADING}\n`);
  for (const group of GROUPS) {
    if (!options.only.has(group)) continue;
    const room = resolve(folder, group);
    mkdirSync(room);
    await RUN[group]({ options, folder: room, print });
    rmSync(room, { recursive: true });
  }
  if (options.results) {
    const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
    writeFileSync(new URL(RESULTS, import.meta.url), reportOf(rows, options, folder, commit));
  }
} finally {
  clean();
}
process.exit(0);

import { parseArgs } from 'node:util';

/** The groups of rows, in the order in which they run. */
export const GROUPS = ['upload', 'download', 'health', 'small', 'range', 'list', 'many', 'record'] as const;
export type Group = (typeof GROUPS)[number];

export interface Options {
  only: Set<Group>;
  runs: number;
  /** Bytes of the large file. */
  size: number;
  /** Where data folders are made: a real disk, not a tmpfs. */
  folder: string;
  /** Where the table is written; null for a partial or changed run, whose figures would replace the whole ones. */
  results: boolean;
}

const USAGE = `npm run bench -- [--only ${GROUPS.join(',')}] [--runs 9] [--size 1GiB] [--folder .tmp] [--write]

Measures the built server and prints a table as it goes. A run of all groups with the default runs and size, or any
with --write, is also written to test/bench/RESULTS.md, on Node 24 to RESULTS-node24.md.
`;

/** Reads the command line; a fault ends the program with the usage. */
export function readOptions(args: string[]): Options {
  try {
    const { values } = parseArgs({
      args,
      options: {
        only: { type: 'string' },
        runs: { type: 'string', default: '9' },
        size: { type: 'string', default: '1GiB' },
        folder: { type: 'string', default: '.tmp' },
        write: { type: 'boolean', default: false },
      },
    });
    const only = (values.only?.split(',') ?? [...GROUPS]).map(group);
    const whole = values.only === undefined && values.runs === '9' && values.size === '1GiB';
    return {
      only: new Set(only),
      runs: positive(Number(values.runs)),
      size: bytes(values.size),
      folder: values.folder,
      results: values.write || whole,
    };
  } catch (error) {
    process.stderr.write(`${String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
}

function group(name: string): Group {
  const found = GROUPS.find((known) => known === name);
  if (!found) throw new Error(`There is no group ${name}.`);
  return found;
}

function bytes(text: string): number {
  const [, digits, unit = 'B'] = /^(\d+)(KiB|MiB|GiB)?$/.exec(text) ?? [];
  return positive(Number(digits) * ({ B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 }[unit] ?? 0));
}

function positive(value: number): number {
  if (!Number.isSafeInteger(value) || value < 1) throw new Error('Numbers are whole and more than 0.');
  return value;
}

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { type ByteRange, type FileItem, type StrongroomClient, StrongroomError } from '../../client/index.ts';
import { storedClient } from '../account.ts';
import { Bars } from '../bars.ts';
import type { Command } from '../command.ts';
import { EXIT, UsageError } from '../failures.ts';
import { printable, printJson } from '../printing.ts';

export const download: Command = {
  name: 'download',
  summary: 'Fetch a file by its id or its exact name',
  help: `Usage: strongroom download <id|name> [-o <path>] [--range <a-b>] [--json]

Writes the file into this folder under its own name, unless something has that
name already. A file that breaks off on the way stays as <path>.part and never
gets its name; the same command checks all of that, and goes on with it.

  -o, --output <path>  write there, over whatever is there; a folder keeps the
                       file's own name; - is standard output
  --range <range>      a piece only: first-last byte, from 0; also 500- and -500
  --json               print what was written as JSON
`,
  async run({ args, signal }) {
    const { values, positionals } = parseArgs({
      // `--range -500` and `-o -` are values, not options, so they are joined before they are parsed.
      args: joinDashedValues(args),
      allowPositionals: true,
      options: {
        output: { type: 'string', short: 'o' },
        range: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const [which, ...more] = positionals;
    if (which === undefined || more.length > 0) throw new UsageError('download takes one id or name.');
    if (values.json && values.output === '-') throw new UsageError('--json and -o - both want standard output.');
    const piece = values.range === undefined ? undefined : parseRange(values.range);

    const client = await storedClient();
    const file = await find(client, which, signal);
    const range = piece && rangeIn(piece, file.size);
    const bars = new Bars(process.stderr);
    const move = bars.begin(file.name);
    const onProgress = ({ received, total }: { received: number; total: number }) => move({ done: received, total });
    try {
      if (values.output === '-') {
        const { stream } = await client.download(file.id, { range, signal, onProgress });
        await pipeline(stream, process.stdout, { signal, end: false });
        return EXIT.ok;
      }
      const path = await placeFor(file, values.output);
      const { size } = range
        ? await client.downloadTo(file.id, path, { range, signal, onProgress })
        : await client.download(file.id, { resumeTo: path, signal, onProgress });
      move();
      if (values.json) printJson({ path, size, file });
      else process.stdout.write(`${printable(path)}\n`);
      return EXIT.ok;
    } finally {
      move();
    }
  },
};

type Piece = ByteRange | { last: number };

function joinDashedValues(args: string[]): string[] {
  return args.flatMap((arg, i) => {
    const next = args[i + 1];
    if (arg === '--range' && next && /^-\d+$/.test(next)) return [`--range=${next}`];
    if ((arg === '-o' || arg === '--output') && next === '-') return ['--output=-'];
    const before = args[i - 1];
    if (before === '--range' && /^-\d+$/.test(arg)) return [];
    if ((before === '-o' || before === '--output') && arg === '-') return [];
    return [arg];
  });
}

function parseRange(word: string): Piece {
  const match = /^(\d*)-(\d*)$/.exec(word);
  const [, first = '', last = ''] = match ?? [];
  if (first !== '') return { start: Number(first), end: last === '' ? undefined : Number(last) };
  if (last === '') throw new UsageError('--range takes first-last, first- or -count.');
  return { last: Number(last) };
}

function rangeIn(piece: Piece, size: number): ByteRange {
  return 'last' in piece ? { start: piece.last === 0 ? size : Math.max(0, size - piece.last) } : piece;
}

async function find(client: StrongroomClient, which: string, signal: AbortSignal): Promise<FileItem> {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(which)) {
    const file = await client.file(which, { signal });
    if (file) return file;
  }
  const found: FileItem[] = [];
  for await (const file of client.list({ search: which, signal })) if (file.name === which) found.push(file);
  const [file, ...others] = found;
  if (!file) throw new StrongroomError('NOT_FOUND', 'There is no file by that id or name.');
  if (others.length > 0) {
    const ids = found.map(({ id, createdAt }) => `${id} of ${createdAt}`).join(', ');
    throw new Error(`Several files have that name; give an id: ${ids}`);
  }
  return file;
}

/** A name from the server is data: its path separators and what terminals and systems take as their own go. */
export function localName(name: string): string {
  const tame = printable(name).replace(/[/\\]/g, '_').replace(/^\.+$/, '_');
  return tame === '' ? '_' : tame;
}

async function placeFor(file: FileItem, output: string | undefined): Promise<string> {
  const name = localName(file.name);
  if (output !== undefined) return (await isFolder(output)) ? join(output, name) : output;
  const taken = await stat(name).then(
    () => true,
    () => false,
  );
  if (taken) throw new Error(`${name} is there already. Say where to write with -o.`);
  return name;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

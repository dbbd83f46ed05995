import { parseArgs } from 'node:util';
import type { FileItem } from '../../client/index.ts';
import { storedClient } from '../account.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../failures.ts';
import { printable, printJson, sizeText, table } from '../printing.ts';

export const ls: Command = {
  name: 'ls',
  summary: 'List your files, newest first',
  help: `Usage: strongroom ls [--search <text>] [--json]

Lists id, size, time (UTC) and name of your files.

  --search <text>   only files whose name holds this; case does not matter
  --json            print all that is known of each file, as a JSON array
`,
  async run({ args, signal }) {
    const { values } = parseArgs({ args, options: { search: { type: 'string' }, json: { type: 'boolean' } } });
    const client = await storedClient();
    const files: FileItem[] = [];
    for await (const file of client.list({ first: 200, search: values.search, signal })) files.push(file);
    if (values.json) printJson(files);
    else process.stdout.write(table(files.map(rowOf)));
    return EXIT.ok;
  },
};

function rowOf(file: FileItem): string[] {
  const time = file.createdAt.slice(0, 16).replace('T', ' ');
  return [file.id, sizeText(file.size).padStart(7), time, printable(file.name)];
}

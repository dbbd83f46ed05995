import { parseArgs } from 'node:util';
import type { FileItem, FolderItem } from '../../client/index.ts';
import { storedClient } from '../account.ts';
import type { Command } from '../command.ts';
import { EXIT, UsageError } from '../failures.ts';
import { folderOf } from '../folder.ts';
import { printable, printJson, sizeText, table } from '../printing.ts';

export const ls: Command = {
  name: 'ls',
  summary: 'List your files, newest first',
  help: `Usage: strongroom ls [--search <text> | --folder <folder>] [--json]

Lists id, size, time (UTC) and name of your files.

  --search <text>   only files whose name holds this; case does not matter
  --folder <folder> only what is in this folder, given by its id or its path
                    (/ for what is in none), the folders in it first
  --json            print all that is known of each file, as a JSON array;
                    with --folder, an object with \`folders\` and \`files\`
`,
  async run({ args, signal }) {
    const { values } = parseArgs({
      args,
      options: { search: { type: 'string' }, folder: { type: 'string' }, json: { type: 'boolean' } },
    });
    if (values.search !== undefined && values.folder !== undefined) {
      throw new UsageError('Give --search or --folder, not both.');
    }
    const client = await storedClient();
    const files: FileItem[] = [];
    const folders: FolderItem[] = [];
    const folderId = values.folder === undefined ? undefined : await folderOf(client, values.folder, signal);
    if (folderId !== undefined) {
      for await (const folder of client.folders(folderId, { signal })) folders.push(folder);
    }
    for await (const file of client.list({ first: 200, search: values.search, folderId, signal })) files.push(file);
    if (values.json) printJson(folderId === undefined ? files : { folders, files });
    else process.stdout.write(table([...folders.map(folderRow), ...files.map(rowOf)]));
    return EXIT.ok;
  },
};

function rowOf(file: FileItem): string[] {
  return [file.id, sizeText(file.size).padStart(7), timeText(file.createdAt), printable(file.name)];
}

function folderRow(folder: FolderItem): string[] {
  return [folder.id, ''.padStart(7), timeText(folder.createdAt), `${printable(folder.name)}/`];
}

const timeText = (time: string) => time.slice(0, 16).replace('T', ' ');

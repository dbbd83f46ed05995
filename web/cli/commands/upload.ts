import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Cipher, FileItem, StrongroomClient, UploadOptions, Wait } from '../../client/index.ts';
import { storedClient, uploadsFolder } from '../account.ts';
import { Bars } from '../bars.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../failures.ts';
import { folderOf } from '../folder.ts';
import { Outcomes } from '../outcomes.ts';
import { printable } from '../printing.ts';

const AT_ONCE = 3;
const CIPHERS: Record<string, Cipher> = { 'aes-256-gcm': 'AES_256_GCM', 'aes-256-cbc-hmac': 'AES_256_CBC_HMAC' };
const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

export const upload: Command = {
  name: 'upload',
  summary: 'Store files',
  help: `Usage: strongroom upload <path…> [options]

Stores each file and prints its id and name. \`-\` reads standard input.
A file of more than 16 MiB that breaks off goes on where it was when the same
command is run again within seven days, if the file has not changed.

  --name <name>      store it under this name (one path only; needed for -)
  --cipher <cipher>  aes-256-gcm or aes-256-cbc-hmac; the server's default if
                     left out
  --expires <when>   destroy it then: 30m, 12h, 7d, 2w, or a date such as
                     2031-01-31
  --folder <folder>  into this folder, given by its id or its path
  --json             print what was uploaded and what failed as JSON
`,
  async run({ args, signal }) {
    const { values, positionals: paths } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        cipher: { type: 'string' },
        expires: { type: 'string' },
        folder: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    if (paths.length === 0) throw new UsageError('upload takes one path or more.');
    if (values.name !== undefined && paths.length > 1) throw new UsageError('--name goes with one path only.');
    if (paths.includes('-') && values.name === undefined) throw new UsageError('Standard input needs --name.');
    const options = {
      name: values.name,
      cipher: values.cipher === undefined ? undefined : cipherOf(values.cipher),
      expiresAt: values.expires === undefined ? undefined : timeOf(values.expires, Date.now()),
      signal,
    };

    const client = await storedClient();
    const folderId = values.folder === undefined ? undefined : await folderOf(client, values.folder, signal);
    const bars = new Bars(process.stderr);
    const outcomes = new Outcomes<FileItem>();
    const waiting = [...paths];
    const work = async (): Promise<void> => {
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        const next = path;
        signal.throwIfAborted();
        await outcomes.note(next, () => send(client, next, { ...options, folderId }, bars));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    signal.throwIfAborted();
    return outcomes.print(values.json ? 'uploaded' : null, (file) => `${file.id}  ${printable(file.name)}`);
  },
};

async function send(client: StrongroomClient, path: string, options: UploadOptions, bars: Bars): Promise<FileItem> {
  const label = options.name ?? basename(path);
  const move = bars.begin(label);
  let told = false;
  const onWait = ({ error }: Wait): void => {
    if (error.code !== 'STORAGE_FULL' || told) return;
    told = true;
    bars.say(`${printable(label)}: the server has no room left; waiting until it has.`);
  };
  try {
    const how = {
      ...options,
      onWait,
      onProgress: ({ sent, total }: { sent: number; total: number | undefined }) => move({ done: sent, total }),
    };
    if (path !== '-') return await client.upload(path, { ...how, resume: uploadsFolder() });
    return await client.upload(process.stdin, { ...how, name: options.name ?? path });
  } finally {
    move();
  }
}

function cipherOf(word: string): Cipher {
  const cipher = Object.hasOwn(CIPHERS, word) ? CIPHERS[word] : undefined;
  if (!cipher) throw new UsageError(`--cipher takes ${Object.keys(CIPHERS).join(' or ')}.`);
  return cipher;
}

/** A span from `now` (milliseconds) on, or a date in UTC. */
export function timeOf(word: string, now: number): Date {
  const span = /^(\d+)([mhdw])$/.exec(word);
  const time = span ? now + Number(span[1]) * (UNITS[span[2] ?? ''] ?? Number.NaN) : Date.parse(word);
  const date = new Date(time);
  if (Number.isNaN(date.getTime()))
    throw new UsageError('--expires takes a span such as 7d or a date such as 2031-01-31.');
  if (time <= now) throw new UsageError('--expires must lie in the future.');
  return date;
}

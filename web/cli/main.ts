#!/usr/bin/env node
import type { Command } from './command.ts';
import { download } from './commands/download.ts';
import { login } from './commands/login.ts';
import { logout } from './commands/logout.ts';
import { ls } from './commands/ls.ts';
import { rm } from './commands/rm.ts';
import { upload } from './commands/upload.ts';
import { described, EXIT, exitOf, UsageError } from './failures.ts';
import { printable } from './printing.ts';

const COMMANDS: Command[] = [login, upload, ls, download, rm, logout];

const HELP = `Usage: strongroom <command> [options]

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}\n`).join('')}
\`strongroom <command> --help\` tells more. Exit status: ${EXIT.ok} done, ${EXIT.failure} failed, ${EXIT.usage} wrong usage,
${EXIT.auth} not signed in or not allowed, ${EXIT.notFound} no such file, ${EXIT.locked} the vault is locked, ${EXIT.unreachable} no connection.
`;

async function main(words: string[], signal: AbortSignal): Promise<number> {
  const [name, ...args] = words;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process[name === undefined ? 'stderr' : 'stdout'].write(HELP);
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  const command = COMMANDS.find((each) => each.name === name);
  if (!command) throw new UsageError(`There is no command ${name}. See \`strongroom --help\`.`);
  const end = args.indexOf('--');
  const options = end === -1 ? args : args.slice(0, end);
  if (options.includes('--help') || options.includes('-h')) {
    process.stdout.write(command.help);
    return EXIT.ok;
  }
  return command.run({ args, signal });
}

/** What parseArgs throws for words that it does not know. */
function isParseError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

const control = new AbortController();
process.once('SIGINT', () => control.abort(new Error('Interrupted.')));
process.once('SIGTERM', () => control.abort(new Error('Interrupted.')));
// A reader that has seen enough (`strongroom ls | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.failure),
);

const words = process.argv.slice(2);
try {
  process.exitCode = await main(words, control.signal);
} catch (thrown) {
  const error = isParseError(thrown) ? new UsageError(thrown.message) : thrown;
  const failure = described(error);
  const text = words.includes('--json')
    ? JSON.stringify({ error: failure })
    : `strongroom: ${printable(failure.message)}`;
  process.stderr.write(`${text}\n`);
  process.exitCode = control.signal.aborted ? EXIT.interrupted : exitOf(error);
}
// A pipe that was not read to its end would keep the process waiting.
process.stdin.destroy();

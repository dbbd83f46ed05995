import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ConfigError } from '../config/config.ts';
import { Problem } from '../domain/problem.ts';
import { listAccounts, type Out, resetPassword } from './accounts.ts';
import { NoCatalog } from './catalog.ts';

const HELP = `Helps on the host itself. The server may run or not, and its vault may be sealed.

Usage: npm run admin -- <command>

  reset-password <email> [--second-factor]
      Prints a link by which the account's owner sets a new password, once, within seven days.
      Until then the old password works. With --second-factor the second factor is removed now.
  list-users
      Prints all accounts: e-mail address, role, whether disabled, second factor, name.
  --help
      Prints this.

It reads the same environment variables as the server: STRONGROOM_DATA_DIR, STRONGROOM_PUBLIC_URL, …
Exit codes: 0 done, 1 could not be done, 2 wrong usage.
`;

class UsageError extends Error {}

/** Runs one command; gives the exit code. Writes results by `out.say`, failures by `out.complain`. */
export async function admin(args: string[], env: Record<string, string | undefined>, out: Out): Promise<0 | 1 | 2> {
  try {
    return await run(args, env, out);
  } catch (error) {
    if (error instanceof UsageError || isUsage(error)) {
      out.complain(`${error.message}\nTry: npm run admin -- --help`);
      return 2;
    }
    if (error instanceof Problem || error instanceof ConfigError || error instanceof NoCatalog) {
      out.complain(error.message);
      return 1;
    }
    throw error;
  }
}

async function run(args: string[], env: Record<string, string | undefined>, out: Out): Promise<0> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' }, 'second-factor': { type: 'boolean' } },
  });
  const [command, ...rest] = positionals;
  const secondFactor = values['second-factor'] === true;
  if (values.help) {
    out.say(HELP.trimEnd());
  } else if (command === 'reset-password' && rest.length === 1 && rest[0] !== undefined) {
    await resetPassword(env, out, rest[0], secondFactor);
  } else if (command === 'list-users' && rest.length === 0 && !secondFactor) {
    await listAccounts(env, out);
  } else if (command === 'reset-password') {
    throw new UsageError('reset-password needs one e-mail address.');
  } else {
    throw new UsageError(command === undefined ? 'Which command?' : `There is no command of this form: ${command}`);
  }
  return 0;
}

function isUsage(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

const started = process.argv[1];
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)) {
  process.exitCode = await admin(process.argv.slice(2), process.env, {
    say: (text) => console.log(text),
    complain: (text) => console.error(text),
  });
}

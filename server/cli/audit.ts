import { createReadStream, createWriteStream, existsSync, readFileSync, realpathSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../config/config.ts';
import { publicKey } from '../domain/audit-chain.ts';
import { exportRecord } from '../domain/audit-export.ts';
import { RecordBroken, verifyCatalog, verifyExport } from '../domain/audit-verify.ts';
import type { Rooms } from '../domain/rooms.ts';
import { openVault } from '../domain/vault-access.ts';
import { VaultError } from '../vault/errors.ts';
import { Vault } from '../vault/vault.ts';
import type { Out } from './accounts.ts';
import { NoCatalog, withCatalog } from './catalog.ts';

const HELP = `Exports and proves the record of who did what.

Usage: npm run audit -- <command>

  verify <file> --key <key> [--key <key>]
      Proves an export with nothing but the public key: base64 text as Vault.auditPublicKeys and \`keys\` give it, or
      a file that holds it. Names the first event that was altered, removed, inserted or moved.
  export <file>
      Writes the whole record to a new file, ending in a signed trailer. Needs the passphrase.
  verify-catalog
      Proves the rows of the catalog itself, with the sealed names. Needs the passphrase.
  keys
      Prints the public keys, one a line. Needs the passphrase.
  --help
      Prints this.

The passphrase is read from STRONGROOM_PASSPHRASE or STRONGROOM_PASSPHRASE_FILE; the server may run or not. Where the
record came from, keep its public keys elsewhere: whoever could exchange both could exchange the proof.
Exit codes: 0 proved or done, 1 broken or could not be done, 2 wrong usage.
`;

type Env = Record<string, string | undefined>;

class UsageError extends Error {}

/** A file or key that the command names and that is not there, or is none. */
class BadArgument extends Error {}

/** Runs one command; gives the exit code. Writes results by `out.say`, failures by `out.complain`. */
export async function audit(args: string[], env: Env, out: Out): Promise<0 | 1 | 2> {
  try {
    await run(args, env, out);
    return 0;
  } catch (error) {
    if (error instanceof UsageError || isUsage(error)) {
      out.complain(`${error.message}\nTry: npm run audit -- --help`);
      return 2;
    }
    if (error instanceof VaultError) {
      out.complain(error.code === 'WRONG_PASSPHRASE' ? 'This passphrase does not open the vault.' : error.message);
      return 1;
    }
    const known = [RecordBroken, ConfigError, NoCatalog, BadArgument].some((kind) => error instanceof kind);
    if (!known || !(error instanceof Error)) throw error;
    out.complain(error.message);
    return 1;
  }
}

async function run(args: string[], env: Env, out: Out): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' }, key: { type: 'string', multiple: true } },
  });
  const [command, file, ...rest] = positionals;
  if (values.help) out.say(HELP.trimEnd());
  else if (rest.length > 0) throw new UsageError('Too many arguments.');
  else if (command === 'verify' && file !== undefined) await verify(file, values.key ?? [], out);
  else if (command === 'export' && file !== undefined) await exportTo(file, env, out);
  else if (command === 'verify-catalog' && file === undefined) await proveCatalog(env, out);
  else if (command === 'keys' && file === undefined) await printKeys(env, out);
  else throw new UsageError(command === undefined ? 'Which command?' : `There is no command of this form: ${command}`);
}

async function verify(file: string, given: string[], out: Out): Promise<void> {
  if (given.length === 0) throw new UsageError('Give the public key by --key.');
  if (!existsSync(file)) throw new BadArgument(`There is no file ${file}.`);
  const keys = given.flatMap(readKeys).map(publicKey);
  const { last, at, key } = await verifyExport(createReadStream(file), keys);
  out.say(
    `Proved: ${last} events, exported ${new Date(at).toISOString()}, all signed; the trailer by ${key.toString('base64')}.`,
  );
}

/** The keys in the text, or in the file of that name. */
function readKeys(given: string): Buffer[] {
  const text = existsSync(given) ? readFileSync(given, 'utf8') : given;
  return text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const raw = Buffer.from(word, 'base64');
      if (raw.length !== 32 || raw.toString('base64') !== word) {
        throw new BadArgument(`This is neither a file nor a public key (base64 of 32 bytes): ${given}`);
      }
      return raw;
    });
}

async function exportTo(file: string, env: Env, out: Out): Promise<void> {
  if (existsSync(file)) throw new BadArgument(`${file} is there already. Name a new file.`);
  await withOpenVault(env, async (rooms) => {
    await pipeline(Readable.from(exportRecord(rooms)), createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    out.say(`Exported to ${file}.`);
  });
}

async function proveCatalog(env: Env, out: Out): Promise<void> {
  await withOpenVault(env, async ({ catalog, vault }) => {
    const { events, unsigned } = await verifyCatalog(catalog, vault.keyring);
    out.say(`Proved: ${events} events${unsigned > 0 ? `, of which ${unsigned} wait for their signature` : ''}.`);
  });
}

async function printKeys(env: Env, out: Out): Promise<void> {
  await withOpenVault(env, async ({ vault }) => {
    for (const key of vault.keyring.publicKeys('audit-signing')) out.say(key.toString('base64'));
  });
}

async function withOpenVault(
  env: Env,
  work: (rooms: Pick<Rooms, 'catalog' | 'vault' | 'clock'>) => Promise<void>,
): Promise<void> {
  const config = readConfig(env);
  const { passphrase } = config;
  if (passphrase === null) {
    throw new BadArgument('Give the passphrase by STRONGROOM_PASSPHRASE_FILE or STRONGROOM_PASSPHRASE.');
  }
  await withCatalog(config, async (catalog) => {
    const vault = new Vault();
    vault.install(await openVault(catalog, passphrase));
    try {
      await work({ catalog, vault, clock: Date.now });
    } finally {
      vault.seal();
    }
  });
}

function isUsage(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

const started = process.argv[1];
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)) {
  process.exitCode = await audit(process.argv.slice(2), process.env, {
    say: (text) => console.log(text),
    complain: (text) => console.error(text),
  });
}

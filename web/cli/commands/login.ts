import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { createStrongroomClient } from '../../client/index.ts';
import { accountFile, storeAccount } from '../account.ts';
import type { Command } from '../command.ts';
import { EXIT, SignedOutError, UsageError } from '../failures.ts';
import { printable, printJson } from '../printing.ts';

export const login: Command = {
  name: 'login',
  summary: 'Keep a server and a token for the other commands',
  help: `Usage: strongroom login <url> [--token-stdin] [--json]

Asks for an API token (make one on the server's account page), checks it and
keeps both in the config folder, readable by you only.

  --token-stdin   read the token from standard input instead of asking
  --json          print the result as JSON
`,
  async run({ args, signal }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'token-stdin': { type: 'boolean' }, json: { type: 'boolean' } },
    });
    const [address, ...more] = positionals;
    if (address === undefined || more.length > 0)
      throw new UsageError('login takes one address, such as https://files.example.org');
    const url = originOf(address);
    if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
      process.stderr.write(
        'Warning: this connection is not encrypted; the token and the files can be read on the way.\n',
      );
    }
    const token = (values['token-stdin'] ? await text(process.stdin) : await askToken(signal)).trim();
    if (token === '') throw new UsageError('No token was given.');

    const account = { url: url.origin, token };
    const viewer = await createStrongroomClient(account).viewer({ signal });
    if (!viewer) throw new SignedOutError('The server does not know this token, or it has ended.');
    await storeAccount(account);
    if (values.json) printJson({ url: account.url, user: viewer.name, config: accountFile() });
    else process.stdout.write(`Signed in to ${account.url} as ${printable(viewer.name)}.\n`);
    return EXIT.ok;
  },
};

function originOf(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new UsageError(`${printable(address)} is no address. Give one such as https://files.example.org`);
  }
  return url;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}

/** Reads one line from the terminal without showing it. */
async function askToken(signal: AbortSignal): Promise<string> {
  if (!process.stdin.isTTY) throw new UsageError('There is no terminal to ask on. Use --token-stdin.');
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  // Not before: until readline has the terminal, it shows what is typed.
  process.stderr.write('Token: ');
  try {
    return await new Promise((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
      lines.once('close', () => resolve(''));
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}

import { parseArgs } from 'node:util';
import { forgetAccount } from '../account.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../failures.ts';
import { printJson } from '../printing.ts';

export const logout: Command = {
  name: 'logout',
  summary: 'Forget the server and the token',
  help: `Usage: strongroom logout [--json]

Removes what login kept. The token itself lives on: revoke it on the server's
account page if others may have it.

  --json   print the result as JSON
`,
  async run({ args }) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } });
    const wasSignedIn = await forgetAccount();
    if (values.json) printJson({ wasSignedIn });
    else process.stdout.write(wasSignedIn ? 'Signed out.\n' : 'You were not signed in.\n');
    return EXIT.ok;
  },
};

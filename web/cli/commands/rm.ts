import { parseArgs } from 'node:util';
import { storedClient } from '../account.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../failures.ts';
import { Outcomes } from '../outcomes.ts';

export const rm: Command = {
  name: 'rm',
  summary: 'Destroy files by their ids',
  help: `Usage: strongroom rm <id…> [--json]

Destroys each file's key, then its bytes. It asks nothing, and nobody can bring
a file back. Takes ids only, since names can be ambiguous.

  --json   print what was removed and what failed as JSON
`,
  async run({ args, signal }) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } });
    if (positionals.length === 0) throw new UsageError('rm takes one id or more.');
    const client = await storedClient();
    const outcomes = new Outcomes<string>();
    for (const id of positionals) {
      signal.throwIfAborted();
      await outcomes.note(id, () => client.remove(id).then(() => id));
    }
    signal.throwIfAborted();
    return outcomes.print(values.json ? 'removed' : null, (id) => id);
  },
};

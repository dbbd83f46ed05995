import { expect, test } from 'vitest';
import { download } from '../../../web/cli/commands/download.ts';
import { login } from '../../../web/cli/commands/login.ts';
import { rm } from '../../../web/cli/commands/rm.ts';
import { upload } from '../../../web/cli/commands/upload.ts';
import { UsageError } from '../../../web/cli/failures.ts';

test.each([
  [upload, []],
  [upload, ['-']],
  [upload, ['a', 'b', '--name', 'c']],
  [upload, ['a', '--expires', 'soon']],
  [upload, ['a', '--cipher', 'rot13']],
  [upload, ['a', '--cipher', 'toString']],
  [download, []],
  [download, ['a', 'b']],
  [download, ['a', '--range', '-']],
  [download, ['a', '--range', 'x']],
  [download, ['a', '--json', '-o', '-']],
  [rm, []],
  [login, []],
  [login, ['nowhere']],
  [login, ['file:///etc']],
])('wrong usage is refused before anything is asked of a server: %o %j', async (command, args) => {
  await expect(command.run({ args, signal: new AbortController().signal })).rejects.toThrow(UsageError);
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../dist/web/cli/main.js', import.meta.url));

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
  bytes: Buffer;
}

/** Starts the real command line, as it is installed, in a process of its own. */
export function start(args: string[], { config, cwd }: { config: string; cwd?: string }): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: config, XDG_CONFIG_HOME: config, XDG_STATE_HOME: join(config, 'state') },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs the real command line to its end; `input` is its standard input. */
export async function strongroom(
  args: string[],
  { input, ...where }: { config: string; cwd?: string; input?: string | Uint8Array },
): Promise<Ran> {
  const child = start(args, where);
  child.stdin?.on('error', () => {});
  child.stdin?.end(input ?? '');
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('no pipes');
  const [out, err] = await Promise.all([buffer(stdout), buffer(stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout: out.toString(), stderr: err.toString(), bytes: out };
}

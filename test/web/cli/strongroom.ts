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

interface Place {
  /** The folder that stands for the user's home. */
  config: string;
  cwd?: string;
}

/** Starts the real command line, as it is installed, in a process of its own. */
export function start(args: string[], place: Place): ChildProcess {
  return startProgram(process.execPath, [MAIN, ...args], place);
}

/**
 * Starts the real command line on a terminal of its own, `columns` wide: its input is what is typed there, its output
 * what the terminal shows, and its exit status the command's. Standard output goes to the file `out` where one is given.
 */
export function startOnTerminal(args: string[], columns: number, place: Place, out?: string): ChildProcess {
  const quoted = [process.execPath, MAIN, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const line = `stty cols ${columns} && exec ${quoted}${out === undefined ? '' : ` > '${out}'`}`;
  return startProgram('script', ['--quiet', '--return', '--flush', '--command', line, '/dev/null'], place);
}

function startProgram(program: string, args: string[], { config, cwd }: Place): ChildProcess {
  return spawn(program, args, {
    cwd,
    env: { PATH: process.env['PATH'], HOME: config, XDG_CONFIG_HOME: config, XDG_STATE_HOME: join(config, 'state') },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs the real command line to its end; `input` is its standard input. */
export async function strongroom(
  args: string[],
  { input, ...where }: Place & { input?: string | Uint8Array },
): Promise<Ran> {
  const child = start(args, where);
  child.stdin?.on('error', () => {});
  child.stdin?.end(input ?? '');
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('no pipes');
  const [out, err] = await Promise.all([buffer(stdout), buffer(stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout: out.toString(), stderr: err.toString(), bytes: out };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PASSPHRASE } from './house.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The real program in a process of its own, which can be killed. */
export interface ServerProcess {
  url: string;
  pid: number;
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  end(): Promise<number | null>;
  /** Resident memory in bytes. */
  memory(): Promise<number>;
}

/** Starts the built server on a folder whose vault opens by the test passphrase; all it prints goes to `logFile`. */
export async function startProcess(
  dataDir: string,
  logFile: string,
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      STRONGROOM_DATA_DIR: dataDir,
      STRONGROOM_PASSPHRASE: PASSPHRASE,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(logFile, { flags: 'a' });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => log.write(chunk));
  const gone = once(child, 'exit').then(([code]) => code as number | null);
  const url = await address(child, gone, logFile);
  const pid = child.pid ?? 0;
  return {
    url,
    pid,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    end() {
      child.kill('SIGTERM');
      return gone;
    },
    async memory() {
      const status = await readFile(`/proc/${pid}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) * 1024;
    },
  };
}

function address(child: ChildProcess, gone: Promise<unknown>, logFile: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const [, url] = /serves (http:\/\/\S+)/.exec(printed) ?? [];
      if (url) resolve(url);
    });
    void gone.then(() => reject(new Error(`the server ended before it served; see ${logFile}`)));
  });
}

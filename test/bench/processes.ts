import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ADMIN, PASSPHRASE } from '../support/house.ts';
import { newToken } from './client.ts';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const MAIN = here('../../dist/server/main.js');
/** Clock ticks in a second, as /proc counts them on every Linux that Node runs on. */
const TICKS = 100;

/** A server in a process of its own. */
export interface Server {
  url: string;
  /** An API token; empty for the plain server. */
  token: string;
  /** Seconds of processor time until now. */
  cpu(): Promise<number>;
  /** Forgets the peak so far; gives resident bytes. */
  restartPeak(): Promise<number>;
  /** Highest resident bytes since then. */
  peak(): Promise<number>;
  end(): Promise<void>;
}

const running = new Set<ChildProcess>();

/** Ends what is still running, for an interrupted bench. */
export function endAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Strongroom as it was built, on `dataDir`, with `extra` arguments for Node; a new folder gets its vault first. */
export async function startStrongroom(dataDir: string, extra: string[] = []): Promise<Server> {
  const server = await start([...extra, MAIN], dataDir, {
    PORT: '0',
    STRONGROOM_DATA_DIR: dataDir,
    STRONGROOM_PASSPHRASE: PASSPHRASE,
    STRONGROOM_ADMIN_EMAIL: ADMIN.email,
    STRONGROOM_ADMIN_PASSWORD: ADMIN.password,
  });
  return { ...server, token: await newToken(server.url, ADMIN) };
}

/** The same with suite 1 replaced by one that copies. */
export const startUnsealed = (dataDir: string) => startStrongroom(dataDir, ['--import', here('./unsealed-hook.mjs')]);

export async function startPlain(folder: string): Promise<Server> {
  await mkdir(folder, { recursive: true });
  return { ...(await start([here('./plain-server.mjs'), folder], folder, {})), token: '' };
}

async function start(args: string[], folder: string, env: Record<string, string>): Promise<Server> {
  await mkdir(folder, { recursive: true });
  const child = spawn(process.execPath, args, { env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const log = createWriteStream(join(folder, 'server.log'));
  child.stderr.pipe(log, { end: false });
  const gone = once(child, 'exit').then(() => void running.delete(child));
  const url = await address(child, gone, folder);
  const proc = `/proc/${child.pid}`;
  return {
    url,
    token: '',
    async cpu() {
      const fields = (await readFile(`${proc}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) / TICKS;
    },
    async restartPeak() {
      await writeFile(`${proc}/clear_refs`, '5');
      return memory(proc, 'VmRSS');
    },
    peak: () => memory(proc, 'VmHWM'),
    async end() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await gone;
      clearTimeout(late);
    },
  };
}

async function memory(proc: string, field: string): Promise<number> {
  const status = await readFile(`${proc}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1]) * 1024;
}

function address(child: ChildProcess, gone: Promise<unknown>, folder: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const [, url] = /serves (http:\/\/\S+)/.exec(printed) ?? [];
      if (url) resolve(url);
    });
    void gone.then(() => reject(new Error(`a server ended before it served; see ${folder}/server.log`)));
  });
}

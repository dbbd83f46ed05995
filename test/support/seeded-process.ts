import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHouse } from './house.ts';
import { type ServerProcess, startProcess } from './server-process.ts';

/** The real program on a folder with a vault, and a token of its administrator. */
export interface SeededProcess {
  server: ServerProcess;
  token: string;
  /** A temporary folder with room for the test's own files; the server's data and log are in it too. */
  folder: string;
  /** Ends the program and removes the folder. */
  remove(): Promise<void>;
}

/** Makes a vault in a new temporary folder and starts the program on it. */
export async function startSeeded(name: string): Promise<SeededProcess> {
  const folder = await mkdtemp(join(tmpdir(), `strongroom-${name}-`));
  const dataDir = join(folder, 'data');
  await mkdir(dataDir);
  const house = await startHouse({ dataDir });
  await house.stop();
  const server = await startProcess(dataDir, join(folder, 'server.log'));
  return {
    server,
    token: house.token,
    folder,
    async remove() {
      await server.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

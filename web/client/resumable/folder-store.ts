import { nodeModules } from '../disk.ts';
import { parseRemembered, type ResumeStore } from './store.ts';

/** Servers forget an upload seven days after its last byte; one that takes longer than this as a whole is rare. */
const KEPT = 30 * 86_400_000;

/**
 * Remembers uploads in a folder (Node): a file with mode 600 for each, in a folder that is made with mode 700.
 * What was written there more than 30 days ago is removed.
 */
export function folderResumeStore(folder: string): ResumeStore {
  const { fs, path: paths } = nodeModules();
  const fileOf = (key: string): string => paths.join(folder, `${key}.json`);
  const sweep = async (): Promise<void> => {
    for (const name of await fs.readdir(folder)) {
      if (!/^[0-9a-f]{64}\.json(\.[0-9a-f-]+)?$/.test(name)) continue;
      const file = paths.join(folder, name);
      const stat = await fs.stat(file).catch(() => undefined);
      if (stat && Date.now() - stat.mtimeMs > KEPT) await fs.rm(file, { force: true });
    }
  };
  return {
    async get(key) {
      const text = await fs.readFile(fileOf(key), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      return parseRemembered(text);
    },
    async set(key, upload) {
      await fs.mkdir(folder, { recursive: true, mode: 0o700 });
      await sweep();
      const part = `${fileOf(key)}.${crypto.randomUUID()}`;
      await fs.writeFile(part, JSON.stringify(upload), { mode: 0o600, flag: 'wx' });
      await fs.rename(part, fileOf(key));
    },
    delete: (key) => fs.rm(fileOf(key), { force: true }),
  };
}

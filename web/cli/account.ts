import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { createStrongroomClient, type StrongroomClient } from '../client/index.ts';
import { SignedOutError } from './failures.ts';

/** What `login` stores. */
export interface Account {
  url: string;
  token: string;
}

/** `$XDG_CONFIG_HOME/strongroom/config.json`, or below `~/.config`. */
export function accountFile(): string {
  return join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'strongroom', 'config.json');
}

/** Where unfinished uploads are remembered: `$XDG_STATE_HOME/strongroom/uploads`, or below `~/.local/state`. */
export function uploadsFolder(): string {
  return join(process.env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'), 'strongroom', 'uploads');
}

/** Stores the account for this user's eyes only: the folder with mode 700, the file with mode 600. */
export async function storeAccount(account: Account): Promise<void> {
  const file = accountFile();
  const folder = dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const part = `${file}.${process.pid}.part`;
  try {
    await writeFile(part, `${JSON.stringify(account, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Forgets the account; false when there was none. */
export async function forgetAccount(): Promise<boolean> {
  return rm(accountFile()).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

/**
 * A client for the stored account.
 * @throws SignedOutError when there is none
 */
export async function storedClient(): Promise<StrongroomClient> {
  const signedOut = (cause: unknown) => new SignedOutError('Not signed in. Run `strongroom login <url>`.', { cause });
  const text = await readFile(accountFile(), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? signedOut(error) : error;
  });
  let account: unknown;
  try {
    account = JSON.parse(text);
  } catch (error) {
    throw signedOut(error);
  }
  if (!isAccount(account)) throw signedOut(undefined);
  return createStrongroomClient(account);
}

function isAccount(value: unknown): value is Account {
  if (typeof value !== 'object' || value === null) return false;
  return 'url' in value && typeof value.url === 'string' && 'token' in value && typeof value.token === 'string';
}

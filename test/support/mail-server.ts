import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.ts';

const python = ['/usr/bin/python3', 'python3'].find((name) => {
  try {
    execFileSync(name, ['-c', 'import aiosmtpd'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

/** Why mails cannot be tried here, or null. */
export const NO_MAIL_SERVER = python
  ? null
  : 'There is no aiosmtpd. Install it (Debian: apt-get install python3-aiosmtpd).';

if (NO_MAIL_SERVER) console.warn(`The tests of mails are skipped. ${NO_MAIL_SERVER}`);

/** A mail as the server got it. */
export interface ReceivedMail {
  /** By lower-case name; unfolded, encoded words decoded. */
  headers: Record<string, string>;
  /** Of each header, how often it is there. */
  counts: Record<string, number>;
  text: string;
}

/** A real SMTP server in a process of its own. */
export interface MailServer {
  port: number;
  /** Waits until at least so many mails have come; gives all, oldest first. */
  mails(count: number): Promise<ReceivedMail[]>;
  /** As they are at this moment. */
  now(): Promise<ReceivedMail[]>;
  end(): Promise<void>;
}

/** Starts aiosmtpd with a Maildir; `tls` gives the arguments by which it speaks TLS. */
export async function startMailServer({ tls = [], port }: { tls?: string[]; port?: number } = {}): Promise<MailServer> {
  const folder = await mkdtemp(join(tmpdir(), 'strongroom-mail-'));
  const chosen = port ?? (await freePort());
  const at = ['-n', '-l', `127.0.0.1:${chosen}`, '-c', 'aiosmtpd.handlers.Mailbox', ...tls, join(folder, 'box')];
  const child = spawn(python ?? '', ['-m', 'aiosmtpd', ...at], { stdio: ['ignore', 'ignore', 'inherit'] });
  await eventually('the mail server answers', () => answers(chosen));
  const box = join(folder, 'box', 'new');
  const now = () => readBox(box);
  return {
    port: chosen,
    now,
    async mails(count) {
      await eventually(`${count} mails have come`, async () => (await namesIn(box)).length >= count);
      return now();
    },
    async end() {
      await stop(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** In the order in which they came, which Maildir names by a counter (their time is not padded). */
async function namesIn(folder: string): Promise<string[]> {
  const counter = (name: string) => Number(/Q(\d+)\./.exec(name)?.[1]);
  return (await readdir(folder).catch(() => [])).sort((a, b) => counter(a) - counter(b));
}

/** Python's own parser reads them, which is none of ours. */
const READER = `
import sys, json, email, email.policy
def read(path):
  m = email.message_from_bytes(open(path, 'rb').read(), policy=email.policy.default)
  counts = {}
  for k in m.keys(): counts[k.lower()] = counts.get(k.lower(), 0) + 1
  return {'headers': {k.lower(): str(v) for k, v in m.items()}, 'counts': counts, 'text': m.get_content()}
print(json.dumps([read(p) for p in sys.argv[1:]]))`;

async function readBox(folder: string): Promise<ReceivedMail[]> {
  const paths = (await namesIn(folder)).map((name) => join(folder, name));
  if (paths.length === 0) return [];
  return JSON.parse(execFileSync(python ?? '', ['-c', READER, ...paths], { encoding: 'utf8' })) as ReceivedMail[];
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unseal } from '../../server/domain/vault-access.ts';
import { eventually } from '../support/eventually.ts';
import { ADMIN, PASSPHRASE, startHouse } from '../support/house.ts';
import { openUpload } from '../support/open-upload.ts';
import { startSeeded } from '../support/seeded-process.ts';
import { startProcess } from '../support/server-process.ts';
import { bytesOf, download, downloadUrl, sha256, upload } from '../support/transfers.ts';
import { Browser } from './auth/browser.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strongroom-start-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The built program with that environment, ended by SIGTERM as soon as it serves. */
async function run(env: Record<string, string>) {
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], PORT: '0', STRONGROOM_DATA_DIR: join(folder, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk: Buffer) => {
    if (chunk.includes('Strongroom serves')) child.kill('SIGTERM');
  });
  const ended = once(child, 'exit');
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: (await ended)[0] as number, said, complained };
}

test('a configuration of garbage is one message with every fault, exit 1, and nothing is touched', async () => {
  const { code, said, complained } = await run({
    PORT: 'many',
    STRONGROOM_CIPHER: 'rot13',
    STRONGROOM_MAX_FILE_SIZE: 'large',
    STRONGROOM_TLS_CERT: '/nowhere.pem',
    STRONGROOM_PASSFRASE: 'a secret that was mistyped',
  });
  expect([code, said]).toEqual([1, '']);
  for (const name of ['PORT', '_CIPHER', '_MAX_FILE_SIZE', '_TLS_KEY', '_PASSFRASE'])
    expect(complained).toContain(name);
  expect(complained).not.toMatch(/a secret that was mistyped|\n\s+at /);
  expect(await readdir(folder)).toEqual([]);
});

test('a passphrase for an empty folder without a first account is refused', async () => {
  const { code, complained } = await run({ STRONGROOM_PASSPHRASE: PASSPHRASE });
  expect(code).toBe(1);
  expect(complained).toContain('STRONGROOM_ADMIN_EMAIL');
  expect(complained).not.toContain(PASSPHRASE);
  expect(await readdir(folder)).toEqual([]);
});

test('… also for a folder whose vault was never made', async () => {
  await run({});
  const { code, said, complained } = await run({ STRONGROOM_PASSPHRASE: PASSPHRASE });
  expect([code, said]).toEqual([1, '']);
  expect(complained).toContain('STRONGROOM_ADMIN_EMAIL');
});

test('a first run without a person makes the vault and the first account from the environment', async () => {
  const account = { STRONGROOM_ADMIN_EMAIL: ADMIN.email, STRONGROOM_ADMIN_PASSWORD: ADMIN.password };
  const first = await run({ STRONGROOM_PASSPHRASE: PASSPHRASE, ...account });
  expect(first).toMatchObject({ code: 0, said: expect.stringMatching(/— The vault is unlocked\.$/m) });
  expect(first.said + first.complained).not.toMatch(new RegExp(`/setup#|${PASSPHRASE}|${ADMIN.password}`));

  const house = await startHouse({ dataDir: join(folder, 'data'), state: 'SEALED' });
  const users = await house.rooms.catalog.selectFrom('users').select(['email', 'role']).execute();
  expect(users).toEqual([{ email: ADMIN.email, role: 'ADMIN' }]);
  await unseal(house.rooms, PASSPHRASE);
  expect((await new Browser(house.url, '127.0.0.1').signIn(ADMIN.email, ADMIN.password)).status).toBe(200);
  await house.stop();
  expect((await run({ STRONGROOM_PASSPHRASE: PASSPHRASE, ...account })).code).toBe(0);
});

test('an administrator’s seal holds until a restart, whatever passphrase the environment has', async () => {
  const seeded = await startSeeded('start');
  const { server, token } = seeded;
  const state = async (query: string) => {
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    });
    return Object.values(((await answer.json()) as { data: Record<string, { state: string }> }).data)[0]?.state;
  };
  expect(await state('{ vault { state } }')).toBe('UNSEALED');
  expect(await state('mutation { sealVault { state } }')).toBe('SEALED');
  for (const path of ['/readyz', '/auth/get-session', '/']) await (await fetch(server.url + path)).text();
  expect(await state('{ vault { state } }')).toBe('SEALED');
  await seeded.remove();
});

test('a folder of a newer program is refused by one message, and not changed', async () => {
  const dataDir = join(folder, 'data');
  await mkdir(dataDir);
  await (await startHouse({ dataDir })).stop();
  const catalog = new Sqlite(join(dataDir, 'catalog.sqlite'));
  catalog.prepare('insert into kysely_migration (name, timestamp) values (?, ?)').run('9999-later', '2040-01-01');
  catalog.close();
  const before = await readFile(join(dataDir, 'catalog.sqlite'));
  const { code, said, complained } = await run({ STRONGROOM_PASSPHRASE: PASSPHRASE });
  expect([code, said]).toEqual([1, '']);
  expect(complained).toMatch(/^The catalog was written by a newer version of this program.*9999-later.*\n$/);
  expect((await readFile(join(dataDir, 'catalog.sqlite'))).equals(before)).toBe(true);
});

test('a first start says in one line where it serves, with the one-time setup link, and ends well', async () => {
  const { code, said } = await run({});
  expect(code).toBe(0);
  const lines = said.split('\n').filter((line) => line.includes('http://127.0.0.1:'));
  expect(lines.filter((line) => !line.startsWith('{'))).toEqual([
    expect.stringMatching(/^Strongroom serves (http:\/\/127\.0\.0\.1:\d+) — .*one-time link: \1\/setup#\S{16,}$/),
  ]);
});

test('later starts say whether the vault is locked; a wrong passphrase ends with 1', async () => {
  const dataDir = join(folder, 'data');
  await mkdir(dataDir);
  await (await startHouse({ dataDir })).stop();

  const locked = await run({});
  expect(locked.said).toMatch(/^Strongroom serves http:\/\/\S+ — The vault is locked/m);
  expect(locked.said).not.toContain('/setup#');
  expect((await run({ STRONGROOM_PASSPHRASE: PASSPHRASE })).said).toMatch(/— The vault is unlocked\.$/m);

  const wrong = await run({ STRONGROOM_PASSPHRASE: 'not the passphrase at all' });
  expect(wrong.code).toBe(1);
  expect(wrong.complained).toMatch(/passphrase/i);
  expect(wrong.complained).not.toMatch(/not the passphrase at all|\n\s+at /);
});

test('SIGTERM lets a slow download and an upload come to their ends, takes nothing new, and exits with 0', async () => {
  const dataDir = join(folder, 'data');
  await mkdir(dataDir);
  const house = await startHouse({ dataDir });
  // More than the sockets on its way hold.
  const bytes = bytesOf(24_000_000);
  const { id } = await upload(house, bytes);
  const { pathname, search } = new URL(await downloadUrl(house, id));
  await house.stop();
  const server = await startProcess(dataDir, join(folder, 'server.log'));
  const asked = get(server.url + pathname + search, { agent: false });
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const sending = openUpload({ url: server.url, token: house.token });
  await sending.write(bytes.subarray(0, 500_000));
  await eventually('its first part is being written', async () =>
    (await readdir(join(dataDir, 'objects'), { recursive: true })).some((name) => name.endsWith('.tmp')),
  );

  const ended = server.end();
  const isClosed = () =>
    fetch(`${server.url}/healthz`).then(
      () => false,
      () => true,
    );
  await eventually('nothing new is taken', isClosed);
  await sending.write(bytes.subarray(500_000, 1_000_000));
  sending.finish();
  const stored = (await sending.answer)?.data?.uploadFile;
  expect(stored?.size).toBe(1_000_000);
  expect(sha256(await buffer(answer))).toBe(sha256(bytes));
  expect(await ended).toBe(0);

  const again = await startHouse({ dataDir });
  const { bytes: kept } = await download(again, stored?.id ?? '');
  await again.stop();
  expect(sha256(kept)).toBe(sha256(bytes.subarray(0, 1_000_000)));
});

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createStrongroomClient, type StrongroomClient } from '../../../web/client/index.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf, sha256 } from '../../support/transfers.ts';
import { start, strongroom } from './strongroom.ts';

// Every test starts several processes; a busy machine takes seconds for each.
vi.setConfig({ testTimeout: 90_000 });

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

let house: TestHouse;
let client: StrongroomClient;
let config: string;
let cwd: string;

beforeAll(async () => {
  house = await startHouse();
  client = createStrongroomClient({ url: house.url, token: house.token });
  config = await mkdtemp(join(tmpdir(), 'strongroom-cli-config-'));
  cwd = await mkdtemp(join(tmpdir(), 'strongroom-cli-'));
  const login = await strongroom(['login', house.url, '--token-stdin'], { config, input: `${house.token}\n` });
  expect(login).toMatchObject({ code: 0, stderr: '', stdout: `Signed in to ${house.url} as Ada Admin.\n` });
});
afterAll(async () => {
  await house.remove();
  await rm(config, { recursive: true });
  await rm(cwd, { recursive: true });
});

const run = (...args: string[]) => strongroom(args, { config, cwd });

describe('login', () => {
  test('keeps the account where only this user can read it', async () => {
    const file = join(config, 'strongroom', 'config.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ url: house.url, token: house.token });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(config, 'strongroom'))).mode & 0o777).toBe(0o700);
  });

  test('keeps nothing of a token that the server does not know, and never shows it; logout forgets', async () => {
    const other = await mkdtemp(join(tmpdir(), 'strongroom-cli-config-'));
    const refused = await strongroom(['login', house.url, '--token-stdin'], { config: other, input: 'sr_wrong' });
    expect(refused.code).toBe(3);
    expect(refused.stdout + refused.stderr).not.toContain('sr_wrong');
    expect(await readdir(other)).toEqual([]);

    const login = ['login', house.url, '--token-stdin', '--json'];
    const known = await strongroom(login, { config: other, input: house.token });
    const file = join(other, 'strongroom', 'config.json');
    expect(JSON.parse(known.stdout)).toEqual({ url: house.url, user: 'Ada Admin', config: file });
    expect((await strongroom(['logout', '--json'], { config: other })).stdout).toContain('"wasSignedIn": true');
    expect(await readdir(join(other, 'strongroom'))).toEqual([]);
    const signedOut = await strongroom(['ls'], { config: other });
    expect(signedOut).toMatchObject({ code: 3, stdout: '' });
    expect(signedOut.stderr).toContain('strongroom login');
    await rm(other, { recursive: true });
  });
});

describe('upload and download', () => {
  test('bring several files there and back, byte for byte', async () => {
    const contents = new Map([1, 2, 3, 4, 5].map((n) => [`report ${n} ö.bin`, bytesOf(200_000 + n, n)]));
    for (const [name, bytes] of contents) await writeFile(join(cwd, name), bytes);
    const up = await run('upload', ...contents.keys());
    expect(up).toMatchObject({ code: 0, stderr: '' });
    const rows = up.stdout.trim().split('\n');
    expect(rows.map((row) => row.slice(38))).toEqual([...contents.keys()]);

    for (const name of contents.keys()) await rm(join(cwd, name));
    const byId = await run('download', rows[0]?.slice(0, 36) ?? '');
    const byName = await run('download', 'report 2 ö.bin', '-o', 'second');
    expect([byId.stdout, byName.stdout]).toEqual(['report 1 ö.bin\n', 'second\n']);
    expect(sha256(await readFile(join(cwd, 'report 1 ö.bin')))).toBe(
      sha256(contents.get('report 1 ö.bin') ?? Buffer.of()),
    );
    expect(sha256(await readFile(join(cwd, 'second')))).toBe(sha256(contents.get('report 2 ö.bin') ?? Buffer.of()));
  });

  test('go through pipes, with the options, in JSON', async () => {
    const bytes = bytesOf(1_000_000);
    const options = ['--name', 'piped.txt', '--cipher', 'aes-256-cbc-hmac', '--expires', '7d', '--json'];
    const up = await strongroom(['upload', '-', ...options], { config, input: bytes });
    const [file] = JSON.parse(up.stdout).uploaded;
    expect(file).toMatchObject({ name: 'piped.txt', size: 1_000_000, cipher: 'AES_256_CBC_HMAC' });
    expect(Math.abs(Date.parse(file.expiresAt) - Date.now() - 7 * 86_400_000)).toBeLessThan(120_000);
    expect(sha256((await run('download', file.id, '-o', '-')).bytes)).toBe(sha256(bytes));
    expect((await run('download', 'piped.txt', '--range', '10-19', '-o', '-')).bytes).toEqual(bytes.subarray(10, 20));
    expect((await run('download', 'piped.txt', '-o', '-', '--range', '-7')).bytes).toEqual(bytes.subarray(-7));
  });

  test('never write over a file unasked, nor outside of the folder', async () => {
    await writeFile(join(cwd, 'mine.txt'), 'mine');
    const file = await client.upload(new Blob(['theirs']), { name: 'mine.txt' });
    const refused = await run('download', 'mine.txt');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('-o');
    expect(await readFile(join(cwd, 'mine.txt'), 'utf8')).toBe('mine');
    const over = await run('download', 'mine.txt', '-o', 'mine.txt', '--json');
    expect(over.code).toBe(0);
    expect(JSON.parse(over.stdout)).toEqual({ path: 'mine.txt', size: 6, file });
    expect(await readFile(join(cwd, 'mine.txt'), 'utf8')).toBe('theirs');
  });

  test('tell of each failure and do the rest', async () => {
    await writeFile(join(cwd, 'there'), 'x');
    const up = await run('upload', 'missing', 'there', '--json');
    expect(up.code).toBe(1);
    const { uploaded, failed } = JSON.parse(up.stdout);
    expect(uploaded).toHaveLength(1);
    expect(failed).toEqual([{ what: 'missing', code: 'ENOENT', message: expect.stringContaining('missing') }]);

    await client.upload(new Blob(['x']), { name: 'there' });
    const ambiguous = await run('download', 'there', '-o', '-');
    expect(ambiguous).toMatchObject({ code: 1, stdout: '' });
    expect(ambiguous.stderr).toContain(uploaded[0].id);
  });

  test('interrupted half-way leave nothing behind', async () => {
    const child = start(['upload', '-', '--name', 'interrupted'], { config });
    child.stdin?.write(Buffer.alloc(100_000));
    await expect
      .poll(() => house.rooms.catalog.selectFrom('files').where('state', '=', 'receiving').selectAll().execute(), {
        timeout: 15_000,
      })
      .toHaveLength(1);
    child.kill('SIGINT');
    await once(child, 'close');
    expect(child.exitCode).toBe(130);
    expect((await client.page({ search: 'interrupted' })).totalCount).toBe(0);
  });
});

describe('ls and rm', () => {
  test('list what matches, destroy what is named, and tell what was not there', async () => {
    const one = await client.upload(new Blob(['12345']), { name: 'Listed \u202egnp.exe' });
    const two = await client.upload(new Blob(['12345']), { name: 'listed two' });
    const listed = await run('ls', '--search', 'LISTED');
    const time = two.createdAt.slice(0, 16).replace('T', ' ');
    expect(listed.stdout.split('\n')[0]).toBe(`${two.id}      5 B  ${time}  listed two`);
    expect(listed.stdout).toContain('Listed \\u202egnp.exe');
    expect(JSON.parse((await run('ls', '--search', 'listed', '--json')).stdout)).toEqual([two, one]);

    const missing = '00000000-0000-4000-8000-000000000000';
    const removed = await run('rm', one.id, missing, two.id, '--json');
    expect(removed.code).toBe(4);
    expect(JSON.parse(removed.stdout)).toEqual({
      removed: [one.id, two.id],
      failed: [{ what: missing, code: 'NOT_FOUND', message: expect.any(String) }],
    });
    expect((await client.page({ search: 'listed' })).totalCount).toBe(0);
  });
});

describe('the shell is told', () => {
  test('2 and what is wrong, for words that make no sense', async () => {
    for (const words of [[], ['dance'], ['ls', '--serach', 'x']]) {
      const ran = await run(...words);
      expect(ran).toMatchObject({ code: 2, stdout: '' });
      expect(ran.stderr).not.toBe('');
      expect(ran.stderr).not.toContain('    at ');
    }
  });

  test('5 when the vault is locked and 6 when nobody answers, with a code for programs', async () => {
    const sealed = await startHouse();
    const other = await mkdtemp(join(tmpdir(), 'strongroom-cli-config-'));
    await strongroom(['login', sealed.url, '--token-stdin'], { config: other, input: sealed.token });
    await sealed.graphql('mutation { sealVault { state } }');
    const locked = await strongroom(['ls', '--json'], { config: other });
    expect(locked.code).toBe(5);
    expect(JSON.parse(locked.stderr)).toEqual({ error: { code: 'VAULT_SEALED', message: expect.any(String) } });
    await sealed.remove();
    expect((await strongroom(['ls'], { config: other })).code).toBe(6);
    await rm(other, { recursive: true });
  });

  const COMMANDS = ['login', 'upload', 'ls', 'download', 'rm', 'logout'];

  test.each(COMMANDS)('how %s is used, before anything is done', async (name) => {
    const help = await run(name, 'a', '--help');
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toMatch(new RegExp(`^Usage: strongroom ${name}\\b`));
    expect(help.stdout).toContain('--json');
    for (const row of help.stdout.split('\n')) expect(row.length).toBeLessThanOrEqual(80);
  });

  test('which commands there are, also by npm run in the clone', async () => {
    const help = await run('--help');
    const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'strongroom', '--', '--help'], {
      cwd: ROOT,
    });
    expect(stdout).toBe(help.stdout);
    for (const name of COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  });
});

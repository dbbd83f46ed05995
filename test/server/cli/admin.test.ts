import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { admin } from '../../../server/cli/admin.ts';
import { setPassword } from '../../../server/domain/password-links.ts';
import { unseal } from '../../../server/domain/vault-access.ts';
import { ADMIN, openSite, PASSPHRASE, PASSWORD, type Site } from '../auth/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function run(args: string[], env: Record<string, string> = {}) {
  const lines = { said: [] as string[], complained: [] as string[] };
  const out = { say: (text: string) => lines.said.push(text), complain: (text: string) => lines.complained.push(text) };
  const code = await admin(args, { STRONGROOM_DATA_DIR: site.folder, ...env }, out);
  return { code, said: lines.said.join('\n'), complained: lines.complained.join('\n') };
}

describe('npm run admin', () => {
  test('prints a link that sets a password, while the server runs and its vault is sealed', async () => {
    site.rooms.vault.seal();
    const { code, said } = await run(['reset-password', ADMIN], { STRONGROOM_PUBLIC_URL: 'https://files.example.org' });
    expect(code).toBe(0);
    expect(said).toMatch(/^https:\/\/files\.example\.org\/set-password#[\w-]{43}$/);
    await unseal(site.rooms, PASSPHRASE);
    expect((await site.visit().signIn(ADMIN, PASSWORD)).status).toBe(200);
    await setPassword(site.rooms, '10.3.0.1', said.replace(/^.*#/, ''), 'the password by the link');
    expect((await site.visit().signIn(ADMIN, 'the password by the link')).status).toBe(200);
  });

  test('removes a second factor when asked to', async () => {
    const id = await site.account('lost@example.org');
    await site.rooms.catalog
      .insertInto('two_factors')
      .values({ id, user_id: id, secret: 'x', backup_codes: 'x', verified: 1, failed_verification_count: 0 })
      .execute();
    await site.rooms.catalog.updateTable('users').set({ two_factor_enabled: 1 }).where('id', '=', id).execute();
    const secondFactors = () => site.rooms.catalog.selectFrom('two_factors').selectAll().execute();
    await run(['reset-password', 'lost@example.org']);
    expect(await secondFactors()).toHaveLength(1);
    expect((await run(['reset-password', 'LOST@example.org', '--second-factor'])).code).toBe(0);
    expect(await secondFactors()).toHaveLength(0);
    expect((await run(['list-users'])).said).toContain('lost@example.org\tMEMBER\tactive\t-\t');
  });

  test('says what is wrong, by its exit code too', async () => {
    expect(await run(['reset-password', 'nobody@example.org'])).toMatchObject({ code: 1, said: '' });
    expect(await run(['reset-password', 'no address'])).toMatchObject({ code: 1 });
    for (const wrong of [[], ['reset-password'], ['fly'], ['list-users', 'x'], ['list-users', '--loud']]) {
      const { code, said, complained } = await run(wrong);
      expect([wrong, code, said]).toEqual([wrong, 2, '']);
      expect(complained).toContain('--help');
    }
    expect(await run(['list-users'], { PORT: 'x' })).toMatchObject({ code: 1 });
    const empty = await mkdtemp(path.join(os.tmpdir(), 'strongroom-empty-'));
    const { code, complained } = await run(['list-users'], { STRONGROOM_DATA_DIR: empty });
    expect([code, complained]).toEqual([1, expect.stringContaining('There is no catalog')]);
    await rm(empty, { recursive: true });
  });

  test('runs as a program', async () => {
    const { stdout } = await promisify(execFile)('npx', ['tsx', 'server/cli/admin.ts', '--help']);
    expect(stdout).toContain('reset-password <email>');
  });
});

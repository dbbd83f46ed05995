import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { admin } from '../../../server/cli/admin.ts';
import { audit } from '../../../server/cli/audit.ts';
import { ADMIN, PASSPHRASE, startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf, upload } from '../../support/transfers.ts';

let house: TestHouse;
let folder: string;
let key: string;
beforeAll(async () => {
  house = await startHouse();
  folder = await mkdtemp(join(tmpdir(), 'strongroom-audit-'));
  key = (await house.graphql('{ vault { auditPublicKeys } }')).data.vault.auditPublicKeys[0];
  await upload(house, bytesOf(100), { input: { name: 'a name.txt' } });
});
afterAll(async () => {
  await house.remove();
  await rm(folder, { recursive: true });
});

async function run(command: typeof audit, args: string[], env: Record<string, string> = {}) {
  const lines = { said: [] as string[], complained: [] as string[] };
  const out = { say: (text: string) => lines.said.push(text), complain: (text: string) => lines.complained.push(text) };
  const code = await command(args, { STRONGROOM_DATA_DIR: house.dataDir, ...env }, out);
  return { code, said: lines.said.join('\n'), complained: lines.complained.join('\n') };
}

const OPEN = { STRONGROOM_PASSPHRASE: PASSPHRASE };
/** Nothing of the server is within reach. */
const ALONE = { STRONGROOM_DATA_DIR: '/nowhere' };

describe('npm run audit', () => {
  test('exports while the server runs and its vault is sealed, and proves the export with the key alone', async () => {
    const file = join(folder, 'export.ndjson');
    house.rooms.vault.seal();
    const exported = await run(audit, ['export', file], OPEN);
    expect(exported).toMatchObject({ code: 0 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).not.toContain('a name');
    expect(await run(audit, ['verify', file, '--key', key], ALONE)).toMatchObject({ code: 0, complained: '' });
    await writeFile(join(folder, 'key.txt'), `${key}\n`);
    const byFile = await run(audit, ['verify', file, '--key', join(folder, 'key.txt')], ALONE);
    expect(byFile.said).toMatch(/^Proved: \d+ events, exported .*, all signed/);
    expect((await run(audit, ['export', file], OPEN)).code).toBe(1);
  });

  test('names the first event that is not as it was, and fails', async () => {
    const file = join(folder, 'export.ndjson');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('"action":"vault.initialized"', '"action":"vault.initialiced"'));
    const { code, complained } = await run(audit, ['verify', file, '--key', key], ALONE);
    expect([code, complained]).toEqual([1, 'Event 2 was altered.']);
    const lines = text.split('\n');
    await writeFile(file, lines.toSpliced(2, 1).join('\n'));
    expect((await run(audit, ['verify', file, '--key', key], ALONE)).complained).toBe('Event 3 was removed.');
    await writeFile(
      file,
      lines
        .slice(0, -2)
        .map((line) => `${line}\n`)
        .join(''),
    );
    expect((await run(audit, ['verify', file, '--key', key], ALONE)).complained).toContain('The trailer is missing');
  });

  test('proves the rows of the catalog with the passphrase, names too', async () => {
    expect((await run(audit, ['verify-catalog'], OPEN)).said).toMatch(/^Proved: \d+ events/);
    expect(await run(audit, ['keys'], OPEN)).toMatchObject({ code: 0, said: key });
    const { catalog } = house.rooms;
    const row = await catalog
      .selectFrom('audit_events')
      .select(['seq', 'sealed_names'])
      .where('sealed_names', 'is not', null)
      .executeTakeFirstOrThrow();
    const changed = Buffer.from(row.sealed_names ?? '');
    changed[50] = (changed[50] ?? 0) ^ 1;
    await catalog.updateTable('audit_events').set({ sealed_names: changed }).where('seq', '=', row.seq).execute();
    const { code, complained } = await run(audit, ['verify-catalog'], OPEN);
    expect([code, complained.startsWith(`The names of event ${row.seq} were altered`)]).toEqual([1, true]);
  });

  test('says what is missing or wrong', async () => {
    expect((await run(audit, [])).code).toBe(2);
    expect((await run(audit, ['verify', 'x'])).code).toBe(2);
    expect((await run(audit, ['verify', join(folder, 'none'), '--key', key])).code).toBe(1);
    expect((await run(audit, ['verify', join(folder, 'export.ndjson'), '--key', 'AAAA'])).code).toBe(1);
    expect((await run(audit, ['verify-catalog'])).complained).toContain('STRONGROOM_PASSPHRASE_FILE');
    expect((await run(audit, ['keys'], { STRONGROOM_PASSPHRASE: 'not the passphrase' })).code).toBe(1);
    expect((await run(audit, ['keys'], { ...OPEN, ...ALONE })).code).toBe(1);
    expect((await run(audit, ['--help'])).said).toContain('verify-catalog');
  });

  test('what is done on the host is in the record too', async () => {
    await run(admin, ['reset-password', ADMIN.email, '--second-factor']);
    const rows = await house.rooms.catalog
      .selectFrom('audit_events')
      .select(['action', 'actor_kind', 'user_id'])
      .orderBy('seq', 'desc')
      .limit(2)
      .execute();
    expect(rows).toEqual([
      { action: 'user.reset', actor_kind: 'system', user_id: house.admin?.userId },
      { action: 'user.second-factor-set', actor_kind: 'system', user_id: house.admin?.userId },
    ]);
  });
});

import { findUserByEmail, listUsers, removeSecondFactor, type UserPosition } from '../catalog/users.ts';
import { readConfig } from '../config/config.ts';
import { checkEmail } from '../domain/accounts.ts';
import { makePasswordLink } from '../domain/password-links.ts';
import { Problem } from '../domain/problem.ts';
import { recordApart } from '../domain/record.ts';
import { withCatalog } from './catalog.ts';

type Env = Record<string, string | undefined>;

/** Where a command writes, line by line. */
export interface Out {
  say(text: string): void;
  complain(text: string): void;
}

/**
 * Prints a one-time link that sets the account's password; on request removes its second factor first.
 * @throws Problem NOT_FOUND, BAD_INPUT; ConfigError; NoCatalog
 */
export async function resetPassword(env: Env, out: Out, email: string, secondFactor: boolean): Promise<void> {
  const config = readConfig(env);
  await withCatalog(config, async (catalog) => {
    const user = await findUserByEmail(catalog, checkEmail(email));
    if (!user) throw new Problem('NOT_FOUND', 'There is no account with this e-mail address. Try list-users.');
    if (secondFactor) {
      await removeSecondFactor(catalog, user.id, Date.now());
      await recordApart(catalog, { ...about(user.id), action: 'user.second-factor-set' });
      out.complain('The second factor is removed.');
    }
    if (user.disabledAt !== null) out.complain('Note: this account is disabled; an administrator must enable it.');
    const scheme = config.tls ? 'https' : 'http';
    const publicUrl = config.publicUrl ?? `${scheme}://127.0.0.1:${config.port}`;
    const url = await makePasswordLink({ catalog, clock: Date.now, settings: { publicUrl } }, user.id);
    await recordApart(catalog, { ...about(user.id), action: 'user.reset' });
    out.complain('Works once, for seven days:');
    out.say(url);
  });
}

const about = (userId: string) => ({ actor: { kind: 'system' }, ownerId: null, userId }) as const;

/** Prints one line for each account, by name; columns are separated by tabs. */
export async function listAccounts(env: Env, out: Out): Promise<void> {
  await withCatalog(readConfig(env), async (catalog) => {
    let after: UserPosition | null = null;
    for (;;) {
      const page: Awaited<ReturnType<typeof listUsers>> = await listUsers(catalog, { first: 200, after });
      for (const { email, role, disabledAt, twoFactorEnabled, name } of page.rows) {
        const state = disabledAt === null ? 'active' : 'disabled';
        out.say([email, role, state, twoFactorEnabled ? 'second factor' : '-', name].join('\t'));
      }
      after = page.rows.at(-1)?.position ?? null;
      if (!page.hasNext) return;
    }
  });
}

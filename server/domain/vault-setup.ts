import { randomUUID } from 'node:crypto';
import { insertAccount } from '../catalog/users.ts';
import { insertFirstSeal, insertKek, insertSecret, readSeals } from '../catalog/vault-rows.ts';
import { VaultError } from '../vault/errors.ts';
import { createKeyring } from '../vault/keyring.ts';
import { checkAccountName, checkEmail } from './accounts.ts';
import { forgiveAttempts, takeAttempt } from './attempts.ts';
import { checkRecord } from './audit-signing.ts';
import { hashPassword } from './passwords.ts';
import { Problem } from './problem.ts';
import { record } from './record.ts';
import type { Rooms } from './rooms.ts';
import { ensureMark } from './vault-binding.ts';

export interface VaultSetup {
  passphrase: string;
  adminName: string;
  adminEmail: string;
  adminPassword: string;
}

const PASSPHRASE_MIN = 12;

/**
 * Makes the vault by the one-time setup link, for someone at `address`.
 * @throws Problem FORBIDDEN for a wrong code, RATE_LIMITED, and as `createVault`
 */
export async function initializeVault(
  rooms: Rooms,
  setup: VaultSetup & { setupCode: string },
  address: string,
): Promise<void> {
  await takeAttempt(rooms, 'setupCode', address);
  if (!rooms.setupCode.matches(setup.setupCode)) {
    throw new Problem('FORBIDDEN', 'This is not the setup link of this server. Its terminal shows the right one.');
  }
  await createVault({ ...rooms, address }, setup);
  await forgiveAttempts(rooms, 'setupCode', address);
}

/**
 * Writes seal, keys, secrets, the first user and account in one transaction, then unseals. Of two at once one
 * wins. The passphrase is not kept. On failure nothing is written, but where the store is what fails: then the
 * vault is there, and sealed.
 * @throws Problem CONFLICT when there is a vault already or one is being made, BAD_INPUT
 */
export async function createVault(rooms: Rooms, setup: VaultSetup): Promise<void> {
  if ((await readSeals(rooms.catalog)).length > 0) throw exists();
  if ([...setup.passphrase].length < PASSPHRASE_MIN) {
    throw new Problem(
      'BAD_INPUT',
      `The passphrase is too short: ${PASSPHRASE_MIN} characters at least, six words are better.`,
    );
  }
  const name = checkAccountName(setup.adminName);
  const email = checkEmail(setup.adminEmail);
  const passwordHash = await hashPassword(setup.adminPassword);
  const now = rooms.clock();
  const { keyring, seal, kek, secrets } = await createKeyring(setup.passphrase, now).catch((error: unknown) => {
    // Before there is a vault, the one derivation that can be under way is another making of it.
    throw error instanceof VaultError && error.code === 'BUSY' ? exists() : error;
  });
  try {
    await rooms.catalog.transaction().execute(async (trx) => {
      if (!(await insertFirstSeal(trx, seal))) throw exists();
      await insertKek(trx, kek);
      for (const secret of secrets) await insertSecret(trx, secret);
      const userId = randomUUID();
      await insertAccount(trx, { id: userId, name, email, role: 'ADMIN', passwordHash, now });
      const actor = { kind: rooms.address === undefined ? 'system' : 'anonymous' } as const;
      await record(rooms, trx, { action: 'vault.initialized', actor, ownerId: null, userId });
    });
    rooms.vault.markInitialized();
    await ensureMark(rooms.store, keyring.mkId);
    rooms.vault.install(keyring);
  } catch (error) {
    keyring.destroy();
    throw error;
  }
  rooms.log.info({}, 'the vault was made');
  await checkRecord(rooms);
}

const exists = () => new Problem('CONFLICT', 'This server has its vault already. Open the page to sign in.');

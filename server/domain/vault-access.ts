import { changeKekState, countFilesByKek, insertKek, readKeks, readSeals, readSecrets } from '../catalog/vault-rows.ts';
import { VaultError } from '../vault/errors.ts';
import { type Keyring, openKeyring } from '../vault/keyring.ts';
import { forgiveAttempts, takeAttempt } from './attempts.ts';
import { checkRecord } from './audit-signing.ts';
import { type Principal, requireAdmin } from './principal.ts';
import { Problem } from './problem.ts';
import { actorOf, record, recordAnyway } from './record.ts';
import type { Rooms } from './rooms.ts';
import { ensureMark } from './vault-binding.ts';

export type { VaultState } from '../vault/vault.ts';

export interface KeyVersion {
  /** 1, 2, … */
  id: number;
  state: 'active' | 'decrypt_only' | 'destroyed';
  /** Milliseconds since 1970. */
  createdAt: number;
  /** How many files' keys it wraps. */
  files: number;
}

/**
 * Unlocks the vault for someone at `address`; without effect where it is open already.
 * @throws Problem WRONG_PASSPHRASE, the same whatever was wrong; RATE_LIMITED; VAULT_UNINITIALIZED
 */
export async function unsealVault(rooms: Rooms, passphrase: string, address: string): Promise<void> {
  if (rooms.vault.state === 'UNINITIALIZED') throw new VaultError('UNINITIALIZED');
  await takeAttempt(rooms, 'unseal', address);
  const caller = { ...rooms, address };
  try {
    await unseal(caller, passphrase);
  } catch (error) {
    if (error instanceof VaultError && error.code === 'BUSY') await forgiveAttempts(rooms, 'unseal', address);
    if (error instanceof VaultError && error.code === 'WRONG_PASSPHRASE') {
      await recordAnyway(caller, { action: 'vault.refused', actor: { kind: 'anonymous' }, ownerId: null });
    }
    throw error;
  }
  await forgiveAttempts(rooms, 'unseal', address);
}

/**
 * As `unsealVault`, uncounted: for the passphrase that the operator's configuration gives.
 * @throws VaultError WRONG_PASSPHRASE, BUSY, CORRUPT
 */
export async function unseal(rooms: Rooms, passphrase: string): Promise<void> {
  const keyring = await openVault(rooms.catalog, passphrase);
  await ensureMark(rooms.store, keyring.mkId);
  const opened = rooms.vault.state !== 'UNSEALED';
  rooms.vault.install(keyring);
  rooms.log.info({}, 'the vault was unsealed');
  if (!opened) return;
  const actor = { kind: rooms.address === undefined ? 'system' : 'anonymous' } as const;
  await recordAnyway(rooms, { action: 'vault.unsealed', actor, ownerId: null });
  await checkRecord(rooms);
}

/**
 * The keys of the vault in the catalog, which whoever asks destroys.
 * @throws VaultError UNINITIALIZED, WRONG_PASSPHRASE, BUSY, CORRUPT
 */
export async function openVault(catalog: Rooms['catalog'], passphrase: string): Promise<Keyring> {
  const [seal] = await readSeals(catalog);
  if (!seal) throw new VaultError('UNINITIALIZED');
  const [keks, secrets] = [await readKeks(catalog), await readSecrets(catalog)];
  return openKeyring({ seal, keks, secrets }, passphrase);
}

/**
 * Forgets all keys and breaks running transfers; what the record has not written yet is written first.
 * @throws Problem FORBIDDEN for all but administrators
 */
export async function sealVault(rooms: Rooms, principal: Principal | null): Promise<void> {
  const admin = requireAdmin(principal);
  await rooms.recorder.flush();
  await recordAnyway(rooms, { action: 'vault.sealed', actor: actorOf(admin), ownerId: null });
  rooms.vault.seal();
  rooms.log.info({}, 'the vault was sealed');
}

/**
 * Makes a new KEK the active one. Wraps under older ones move over in the background (`rewrapKeys`).
 * @throws Problem FORBIDDEN; CONFLICT when another rotation was first
 */
export async function rotateKek(rooms: Rooms, principal: Principal | null): Promise<void> {
  const admin = requireAdmin(principal);
  const { keyring } = rooms.vault;
  const before = keyring.activeKekId;
  const kek = keyring.newKek();
  await rooms.catalog.transaction().execute(async (trx) => {
    if (!(await changeKekState(trx, before, 'active', 'decrypt_only'))) {
      throw new Problem('CONFLICT', 'The key was rotated at the same time. Look again before you repeat.');
    }
    await insertKek(trx, { ...kek, state: 'active', createdAt: rooms.clock() });
    await record(rooms, trx, { action: 'vault.kek-rotated', actor: actorOf(admin), ownerId: null });
  });
  keyring.adopt(kek);
  rooms.log.info({ kekId: kek.id }, 'a new key version is active');
}

/** All key versions, newest first, for administrators of an unsealed vault; null for everyone else. */
export async function keyVersions(rooms: Rooms, principal: Principal | null): Promise<KeyVersion[] | null> {
  if (
    rooms.vault.state !== 'UNSEALED' ||
    principal?.role !== 'ADMIN' ||
    principal.kind === 'request' ||
    !principal.scopes.has('ADMIN')
  )
    return null;
  const files = await countFilesByKek(rooms.catalog);
  const keks = await readKeks(rooms.catalog);
  return keks.reverse().map(({ id, state, createdAt }) => ({ id, state, createdAt, files: files.get(id) ?? 0 }));
}

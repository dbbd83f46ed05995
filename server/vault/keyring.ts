import { randomBytes, randomUUID } from 'node:crypto';
import { sealMkContext } from '../crypto/contexts.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { createSealParams, deriveUnsealKey, KdfBusy, parseSealParams } from '../crypto/passphrase.ts';
import { unwrap, wrap } from '../crypto/wrap.ts';
import { VaultError } from './errors.ts';
import { Keyring, unwrapKek } from './keys.ts';
import type { KekRow, SealRow, SecretRow, VaultRows } from './rows.ts';
import { createSecret, type OpenSecret, openSecret, SECRET_USES } from './secrets.ts';

export { Keyring } from './keys.ts';
export type { SecretUse } from './secrets.ts';

/**
 * A new vault: its keys, and the rows to be written in one transaction. The passphrase is not kept.
 * @param now milliseconds since 1970, for the rows
 * @throws VaultError BUSY while another derivation runs in this process
 */
export async function createKeyring(
  passphrase: string,
  now = Date.now(),
): Promise<{ keyring: Keyring; seal: SealRow; kek: KekRow; secrets: SecretRow[] }> {
  const mkId = randomUUID();
  const params = createSealParams();
  const unsealKey = await derive(passphrase, params);
  const mk = randomBytes(32);
  const wrappedMk = wrap(unsealKey, sealMkContext(mkId, params), mk);
  unsealKey.fill(0);
  const secrets = SECRET_USES.map((use) => createSecret(use, mk, mkId, now));
  const keyring = new Keyring({
    mkId,
    mk,
    keks: new Map(),
    activeKekId: 0,
    lastKekId: 0,
    secrets: secrets.map(([, open]) => open),
  });
  const kek = keyring.newKek();
  keyring.adopt(kek);
  return {
    keyring,
    seal: { id: randomUUID(), mkId, kind: 'passphrase', params, wrappedMk, createdAt: now },
    kek: { ...kek, state: 'active', createdAt: now },
    secrets: secrets.map(([row]) => row),
  };
}

/**
 * Opens a vault from its rows. The passphrase is not kept. On failure no key stays in memory.
 * @throws VaultError WRONG_PASSPHRASE; CORRUPT when rows are missing, edited or of another vault; BUSY while
 * another derivation runs in this process
 */
export async function openKeyring(rows: VaultRows, passphrase: string): Promise<Keyring> {
  const unsealKey = await derive(passphrase, rows.seal.params);
  try {
    return openRows(rows, unsealKey);
  } finally {
    unsealKey.fill(0);
  }
}

/**
 * Opens a vault whose unseal key is at hand. On failure no key stays in memory but that one.
 * @throws VaultError WRONG_PASSPHRASE when it is another one, CORRUPT
 */
export function openRows({ seal, keks, secrets }: VaultRows, unsealKey: Buffer): Keyring {
  const opened: Buffer[] = [];
  try {
    const mk = openMk(seal, unsealKey);
    opened.push(mk);
    const openKeks = new Map<number, Buffer>();
    for (const row of keks) {
      if (row.state === 'destroyed') continue;
      const kek = unwrapKek(mk, seal.mkId, row);
      opened.push(kek);
      openKeks.set(row.id, kek);
    }
    const openSecrets: OpenSecret[] = [];
    for (const row of secrets) {
      const secret = openSecret(row, mk);
      if (secret === null) continue;
      opened.push(secret.secret);
      openSecrets.push(secret);
    }
    const lastKekId = Math.max(...keks.map(({ id }) => id));
    return new Keyring({
      mkId: seal.mkId,
      mk,
      keks: openKeks,
      activeKekId: activeOf(keks),
      lastKekId,
      secrets: openSecrets,
    });
  } catch (error) {
    for (const key of opened) key.fill(0);
    throw error instanceof IntegrityError ? new VaultError('CORRUPT', { cause: error }) : error;
  }
}

/** A wrong passphrase shows as a wrong commitment; anything else is damage. */
function openMk(seal: SealRow, unsealKey: Buffer): Buffer {
  try {
    const mk = unwrap(unsealKey, sealMkContext(seal.mkId, seal.params), seal.wrappedMk);
    if (mk.length !== 32) throw new IntegrityError('key');
    return mk;
  } catch (error) {
    if (error instanceof IntegrityError && error.reason === 'commitment') throw new VaultError('WRONG_PASSPHRASE');
    throw error;
  }
}

function activeOf(keks: readonly KekRow[]): number {
  const active = keks.filter(({ state }) => state === 'active');
  if (active.length !== 1 || active[0] === undefined) throw new VaultError('CORRUPT');
  return active[0].id;
}

async function derive(passphrase: string, params: string): Promise<Buffer> {
  try {
    return await deriveUnsealKey(passphrase, parseSealParams(params));
  } catch (error) {
    if (error instanceof KdfBusy) throw new VaultError('BUSY');
    if (error instanceof IntegrityError) throw new VaultError('CORRUPT', { cause: error });
    throw error;
  }
}

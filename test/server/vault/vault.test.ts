import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deriveUnsealKey, parseSealParams } from '../../../server/crypto/passphrase.ts';
import { createKeyring, type Keyring, openRows } from '../../../server/vault/keyring.ts';
import type { VaultRows } from '../../../server/vault/rows.ts';
import { Vault } from '../../../server/vault/vault.ts';

let rows: VaultRows;
let unsealKey: Buffer;
let keyring: Keyring;
let vault: Vault;

beforeAll(async () => {
  const { seal, kek, secrets } = await createKeyring('a passphrase');
  rows = { seal, keks: [kek], secrets };
  unsealKey = await deriveUnsealKey('a passphrase', parseSealParams(seal.params));
});

beforeEach(() => {
  keyring = openRows(rows, unsealKey);
  vault = new Vault();
});

describe('the vault', () => {
  test('goes from uninitialized to sealed to unsealed and back', () => {
    expect(vault.state).toBe('UNINITIALIZED');
    expect(() => vault.keyring).toThrow(expect.objectContaining({ code: 'UNINITIALIZED' }));
    expect(() => vault.sealing).toThrow(expect.objectContaining({ code: 'UNINITIALIZED' }));
    vault.markInitialized();
    expect(vault.state).toBe('SEALED');
    expect(() => vault.keyring).toThrow(expect.objectContaining({ code: 'SEALED' }));
    vault.install(keyring);
    expect(vault.state).toBe('UNSEALED');
    expect(vault.keyring).toBe(keyring);
    vault.markInitialized();
    expect(vault.state).toBe('UNSEALED');
    vault.seal();
    expect(vault.state).toBe('SEALED');
    expect(() => vault.keyring).toThrow(expect.objectContaining({ code: 'SEALED' }));
  });

  test('forgets the keys, breaks transfers and drops caches when it is sealed', () => {
    vault.install(keyring);
    const secret = keyring.secret('session-signing');
    const heard: string[] = [];
    vault.onSeal(() => heard.push(`cache ${vault.state}`));
    vault.onSeal(() => heard.push('second cache'));
    const { sealing } = vault;
    sealing.addEventListener('abort', () => heard.push('transfer'));
    expect(sealing.aborted).toBe(false);
    vault.seal();
    vault.seal();
    expect(heard).toEqual(['transfer', 'cache SEALED', 'second cache']);
    expect(sealing.reason).toMatchObject({ code: 'SEALED' });
    expect(secret.equals(Buffer.alloc(32))).toBe(true);
  });

  test('begins a new period with every unsealing', () => {
    vault.install(keyring);
    const first = vault.sealing;
    vault.seal();
    vault.install(openRows(rows, unsealKey));
    expect(vault.sealing).not.toBe(first);
    expect(vault.sealing.aborted).toBe(false);
    expect(vault.keyring.activeKekId).toBe(1);
  });

  test('keeps the keyring at work when a second one is installed, and destroys that', () => {
    vault.install(keyring);
    const second = openRows(rows, unsealKey);
    vault.install(second);
    vault.install(keyring);
    expect(vault.keyring).toBe(keyring);
    expect(keyring.activeKekId).toBe(1);
    expect(() => second.activeKekId).toThrow(expect.objectContaining({ code: 'SEALED' }));
  });

  test('lets many transfers listen without a warning', async () => {
    vault.install(keyring);
    const warnings: Error[] = [];
    const hear = (warning: Error) => warnings.push(warning);
    process.on('warning', hear);
    for (let i = 0; i < 50; i += 1) vault.sealing.addEventListener('abort', () => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', hear);
    expect(warnings).toEqual([]);
  });
});

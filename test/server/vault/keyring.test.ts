import { randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { publicKeyOf } from '../../../server/crypto/ed25519.ts';
import { IntegrityError } from '../../../server/crypto/integrity.ts';
import { deriveUnsealKey, parseSealParams } from '../../../server/crypto/passphrase.ts';
import { VaultError } from '../../../server/vault/errors.ts';
import { createKeyring, type Keyring, openKeyring, openRows, type SecretUse } from '../../../server/vault/keyring.ts';
import type { KekRow, VaultRows } from '../../../server/vault/rows.ts';

const PASSPHRASE = 'six words that nobody would guess';
const USES: SecretUse[] = ['session-signing', 'link-signing', 'audit-signing', 'receipt-signing'];
const FILE = randomUUID();

let rows: VaultRows;
let created: Keyring;
/** What the passphrase gives; most tests open with it, since each derivation takes a third of a second. */
let unsealKey: Buffer;
let keyring: Keyring;

beforeAll(async () => {
  const made = await createKeyring(PASSPHRASE, 1000);
  created = made.keyring;
  rows = { seal: made.seal, keks: [made.kek], secrets: made.secrets };
  unsealKey = await deriveUnsealKey(PASSPHRASE, parseSealParams(rows.seal.params));
});

describe('a vault', () => {
  test('opens from its rows to the same keys', async () => {
    const opened = await openKeyring(rows, PASSPHRASE);
    expect(opened.mkId).toBe(created.mkId);
    expect(opened.activeKekId).toBe(1);
    for (const use of USES) expect(opened.secret(use).equals(created.secret(use))).toBe(true);
    const { dek, kekId, wrapped } = created.newDek(FILE);
    expect(opened.openDek(FILE, kekId, wrapped).equals(dek)).toBe(true);
  });

  test('has one row a secret, and public keys for those that sign', () => {
    expect(rows.secrets.map(({ use }) => use).sort()).toEqual([...USES].sort());
    for (const use of ['audit-signing', 'receipt-signing'] as const) {
      const row = rows.secrets.find((secret) => secret.use === use);
      expect(row?.publicKey).toEqual(publicKeyOf(created.secret(use)));
      expect(created.publicKeys(use)).toEqual([row?.publicKey]);
    }
    expect(created.publicKeys('session-signing')).toEqual([]);
    expect(rows.seal.createdAt).toBe(1000);
  });

  test('holds no key in the clear in its rows', () => {
    const stored = JSON.stringify(rows, (_, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('hex') : value,
    );
    for (const use of USES) expect(stored).not.toContain(created.secret(use).toString('hex'));
    expect(stored).not.toContain(PASSPHRASE);
  });

  test('refuses a wrong passphrase, without repeating it', async () => {
    const error = await openKeyring(rows, 'a wrong passphrase').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(VaultError);
    expect(error).toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect(`${(error as Error).stack}${JSON.stringify(error)}`).not.toContain('a wrong passphrase');
  });

  test('takes parameters edited within the bounds for a wrong passphrase', async () => {
    const params = rows.seal.params.replace('"N":131072', '"N":32768');
    const edited = { ...rows, seal: { ...rows.seal, params } };
    await expect(openKeyring(edited, PASSPHRASE)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
  });

  // A running derivation would turn any other into BUSY: CORRUPT shows that none was begun.
  test('refuses parameters out of bounds before any derivation, and a second derivation at once', async () => {
    const params = rows.seal.params.replace('"N":131072', '"N":1073741824');
    const running = openKeyring(rows, PASSPHRASE);
    await expect(openKeyring({ ...rows, seal: { ...rows.seal, params } }, PASSPHRASE)).rejects.toMatchObject({
      code: 'CORRUPT',
    });
    await expect(openKeyring(rows, PASSPHRASE)).rejects.toMatchObject({ code: 'BUSY' });
    expect((await running).mkId).toBe(created.mkId);
  });
});

describe('edited rows', () => {
  const edits: [string, (rows: VaultRows) => VaultRows][] = [
    ['a turned bit in the wrapped MK', (r) => ({ ...r, seal: { ...r.seal, wrappedMk: turned(r.seal.wrappedMk) } })],
    ['a turned bit in a KEK', (r) => ({ ...r, keks: r.keks.map((k) => ({ ...k, wrapped: turned(k.wrapped) })) })],
    ['a renumbered KEK', (r) => ({ ...r, keks: r.keks.map((kek) => ({ ...kek, id: 2 })) })],
    ['a KEK of another vault', (r) => ({ ...r, keks: r.keks.map((kek) => ({ ...kek, mkId: randomUUID() })) })],
    ['no KEK', (r) => ({ ...r, keks: [] })],
    ['no active KEK', (r) => ({ ...r, keks: r.keks.map((kek) => ({ ...kek, state: 'decrypt_only' as const })) })],
    ['a secret under another use', (r) => ({ ...r, secrets: r.secrets.map((s) => ({ ...s, use: 'link-signing' })) })],
    [
      'an exchanged public key',
      (r) => ({
        ...r,
        secrets: r.secrets.map((s) => ({ ...s, publicKey: s.publicKey && randomBytes(32) })),
      }),
    ],
  ];

  test.each(edits)('%s is CORRUPT', (_, edit) => {
    expect(() => openRows(edit(rows), unsealKey)).toThrow(
      expect.objectContaining({ name: 'VaultError', code: 'CORRUPT' }),
    );
  });

  test('a secret of a use that this version does not know is passed over', () => {
    const [first] = rows.secrets;
    const later = first === undefined ? [] : [{ ...first, use: 'of-a-later-version' }];
    const opened = openRows({ ...rows, secrets: later }, unsealKey);
    expect(() => opened.secret('session-signing')).toThrow(VaultError);
  });

  function turned(bytes: Buffer): Buffer {
    const copy = Buffer.from(bytes);
    copy.writeUInt8(copy.readUInt8(70) ^ 1, 70);
    return copy;
  }
});

describe('data keys and records', () => {
  test('a data key opens for its own file and KEK alone', () => {
    const { kekId, wrapped } = created.newDek(FILE);
    expect(() => created.openDek(randomUUID(), kekId, wrapped)).toThrow(IntegrityError);
    expect(() => created.openDek(FILE, kekId + 1, wrapped)).toThrow(IntegrityError);
    expect(() => created.openDek(FILE, kekId, created.newDek(randomUUID()).wrapped)).toThrow(IntegrityError);
  });

  test('every file has a key of its own', () => {
    expect(created.newDek(FILE).dek).not.toEqual(created.newDek(FILE).dek);
  });

  test('a record opens for its own kind, row and revision alone', () => {
    const id = randomUUID();
    const { kekId, sealed } = created.sealRecord('token', id, 1, 'Büro 🗝');
    expect(created.openRecord('token', id, kekId, 1, sealed)).toBe('Büro 🗝');
    expect(() => created.openRecord('folder', id, kekId, 1, sealed)).toThrow(IntegrityError);
    expect(() => created.openRecord('token', randomUUID(), kekId, 1, sealed)).toThrow(IntegrityError);
    expect(() => created.openRecord('token', id, kekId, 2, sealed)).toThrow(IntegrityError);
    expect(() => created.openRecord('token', id, kekId + 1, 1, sealed)).toThrow(IntegrityError);
  });
});

describe('rotation', () => {
  beforeEach(() => {
    keyring = openRows(rows, unsealKey);
  });

  test('a new KEK is idle until it is adopted; then it wraps, and the old one still opens', () => {
    const old = keyring.newDek(FILE);
    const record = keyring.sealRecord('token', FILE, 1, 'text');
    const kek = keyring.newKek();
    expect(kek).toMatchObject({ id: 2, mkId: keyring.mkId });
    expect(keyring.newDek(FILE).kekId).toBe(1);

    keyring.adopt(kek);
    expect(keyring.activeKekId).toBe(2);
    expect(keyring.newDek(FILE).kekId).toBe(2);
    expect(keyring.openDek(FILE, old.kekId, old.wrapped)).toEqual(old.dek);
    expect(keyring.openRecord('token', FILE, record.kekId, 1, record.sealed)).toBe('text');

    const moved = keyring.rewrapDek(FILE, old.kekId, old.wrapped);
    expect(moved.kekId).toBe(2);
    expect(keyring.openDek(FILE, moved.kekId, moved.wrapped)).toEqual(old.dek);
    expect(() => keyring.openDek(FILE, 1, moved.wrapped)).toThrow(IntegrityError);

    const keks: KekRow[] = [
      ...rows.keks.map((row) => ({ ...row, state: 'decrypt_only' as const })),
      { ...kek, state: 'active', createdAt: 2000 },
    ];
    const reopened = openRows({ ...rows, keks }, unsealKey);
    expect(reopened.activeKekId).toBe(2);
    expect(reopened.openDek(FILE, 1, old.wrapped)).toEqual(old.dek);
    expect(reopened.openDek(FILE, 2, moved.wrapped)).toEqual(old.dek);
  });

  test('the number of a destroyed KEK is not given again', () => {
    const kek = keyring.newKek();
    const destroyed: KekRow = { ...kek, wrapped: Buffer.alloc(0), state: 'destroyed', createdAt: 2000 };
    const reopened = openRows({ ...rows, keks: [...rows.keks, destroyed] }, unsealKey);
    expect(reopened.newKek().id).toBe(3);
  });

  test('a KEK that is not of this vault is not adopted', () => {
    const kek = keyring.newKek();
    expect(() => keyring.adopt({ ...kek, id: 5 })).toThrow(IntegrityError);
    expect(() => keyring.adopt({ ...kek, mkId: randomUUID() })).toThrow(IntegrityError);
    expect(keyring.activeKekId).toBe(1);
  });
});

test('destroying a keyring overwrites its keys and ends its use', () => {
  const doomed = openRows(rows, unsealKey);
  const { kekId, wrapped } = doomed.newDek(FILE);
  const held = USES.map((use) => doomed.secret(use));
  expect(held.some((secret) => secret.some((byte) => byte !== 0))).toBe(true);
  doomed.destroy();
  doomed.destroy();
  for (const secret of held) expect(secret.equals(Buffer.alloc(32))).toBe(true);
  for (const use of [
    () => doomed.newDek(FILE),
    () => doomed.openDek(FILE, kekId, wrapped),
    () => doomed.rewrapDek(FILE, kekId, wrapped),
    () => doomed.sealRecord('token', FILE, 1, ''),
    () => doomed.secret('link-signing'),
    () => doomed.newKek(),
    () => doomed.activeKekId,
  ]) {
    expect(use).toThrow(expect.objectContaining({ code: 'SEALED' }));
  }
});

test('keys lie in memory of their own, so that zero-filling them touches nothing else', () => {
  for (const key of [created.newDek(FILE).dek, ...USES.map((use) => created.secret(use))]) {
    expect(key.buffer.byteLength).toBe(32);
  }
});

import { randomBytes } from 'node:crypto';
import { recordContext, wrapDekContext, wrapKekContext } from '../crypto/contexts.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { unwrap, wrap } from '../crypto/wrap.ts';
import { VaultError } from './errors.ts';
import type { NewKek } from './rows.ts';
import type { OpenSecret, SecretUse } from './secrets.ts';

/** The keys in the clear; the keyring that gets them owns them. Buffers with memory of their own, 32 bytes each. */
export interface KeyMaterial {
  mkId: string;
  mk: Buffer;
  keks: Map<number, Buffer>;
  activeKekId: number;
  /** The highest KEK number ever given, destroyed ones included. */
  lastKekId: number;
  secrets: OpenSecret[];
}

/**
 * All keys of an unsealed vault, in memory only (FORMAT.md section 3). After `destroy` every method throws
 * VaultError SEALED.
 */
export class Keyring {
  readonly mkId: string;
  #keys: KeyMaterial | null;

  constructor(keys: KeyMaterial) {
    this.mkId = keys.mkId;
    this.#keys = keys;
  }

  /** The KEK that new wraps are made under. */
  get activeKekId(): number {
    return this.#open.activeKekId;
  }

  /** A fresh data key for a file, and its wrap under the active KEK. Zero-fill `dek` when done. */
  newDek(fileId: string): { dek: Buffer; kekId: number; wrapped: Buffer } {
    const dek = randomBytes(32);
    return { dek, ...this.#wrapDek(fileId, dek) };
  }

  /**
   * The data key of a file. Zero-fill it when done.
   * @throws IntegrityError when this is not its wrap under that KEK
   */
  openDek(fileId: string, kekId: number, wrapped: Buffer): Buffer {
    return unwrapKey(this.#kek(kekId), wrapDekContext(fileId, kekId), wrapped);
  }

  /**
   * The same data key wrapped under the active KEK.
   * @throws IntegrityError when this is not the file's wrap under `kekId`
   */
  rewrapDek(fileId: string, kekId: number, wrapped: Buffer): { kekId: number; wrapped: Buffer } {
    const dek = this.openDek(fileId, kekId, wrapped);
    try {
      return this.#wrapDek(fileId, dek);
    } finally {
      dek.fill(0);
    }
  }

  /** Seals a text for one row; `rev` rises with every change of it. Store `kekId` and `rev` beside it. */
  sealRecord(kind: string, rowId: string, rev: number, text: string): { kekId: number; sealed: Buffer } {
    const kekId = this.activeKekId;
    return { kekId, sealed: wrap(this.#kek(kekId), recordContext(kind, rowId, kekId, rev), Buffer.from(text, 'utf8')) };
  }

  /** @throws IntegrityError when it is not what was sealed for this row and revision */
  openRecord(kind: string, rowId: string, kekId: number, rev: number, sealed: Buffer): string {
    return unwrap(this.#kek(kekId), recordContext(kind, rowId, kekId, rev), sealed).toString('utf8');
  }

  /**
   * The newest secret of a use, 32 bytes; of a signing use, the Ed25519 seed (`crypto/ed25519.ts`). It is the
   * keyring's own memory and is zero-filled at `destroy`: read it, keep no copy beyond the unsealed period.
   * @throws VaultError CORRUPT when the catalog holds none
   */
  secret(use: SecretUse): Buffer {
    const newest = this.#secretsOf(use)[0];
    if (newest === undefined) throw new VaultError('CORRUPT');
    return newest.secret;
  }

  /** Raw Ed25519 public keys of a signing use, newest first; none for any other use. */
  publicKeys(use: SecretUse): Buffer[] {
    return this.#secretsOf(use).flatMap(({ publicKey }) => publicKey ?? []);
  }

  /** A fresh KEK under the next number. Nothing uses it until it is stored and adopted. */
  newKek(): NewKek {
    const { mk, lastKekId } = this.#open;
    const id = lastKekId + 1;
    const kek = randomBytes(32);
    const wrapped = wrap(mk, wrapKekContext(id, this.mkId), kek);
    kek.fill(0);
    return { id, mkId: this.mkId, wrapped };
  }

  /**
   * Makes a KEK the active one; the others decrypt only from now on.
   * @throws IntegrityError when it is not wrapped under this vault's MK; the active one then stays
   */
  adopt(kek: NewKek): void {
    const keys = this.#open;
    if (!keys.keks.has(kek.id)) keys.keks.set(kek.id, unwrapKek(keys.mk, this.mkId, kek));
    keys.activeKekId = kek.id;
    keys.lastKekId = Math.max(keys.lastKekId, kek.id);
  }

  /** Overwrites every key with zeros. */
  destroy(): void {
    if (this.#keys === null) return;
    const { mk, keks, secrets } = this.#keys;
    this.#keys = null;
    for (const key of [mk, ...keks.values(), ...secrets.map(({ secret }) => secret)]) key.fill(0);
  }

  get #open(): KeyMaterial {
    if (this.#keys === null) throw new VaultError('SEALED');
    return this.#keys;
  }

  #kek(id: number): Buffer {
    const kek = this.#open.keks.get(id);
    if (kek === undefined) throw new IntegrityError('key');
    return kek;
  }

  #wrapDek(fileId: string, dek: Buffer): { kekId: number; wrapped: Buffer } {
    const kekId = this.activeKekId;
    return { kekId, wrapped: wrap(this.#kek(kekId), wrapDekContext(fileId, kekId), dek) };
  }

  #secretsOf(use: SecretUse): OpenSecret[] {
    return this.#open.secrets.filter((secret) => secret.use === use).sort((a, b) => b.createdAt - a.createdAt);
  }
}

/** @throws IntegrityError when `kek` is not wrapped under this MK */
export function unwrapKek(mk: Buffer, mkId: string, kek: NewKek): Buffer {
  if (kek.mkId !== mkId) throw new IntegrityError('key');
  return unwrapKey(mk, wrapKekContext(kek.id, mkId), kek.wrapped);
}

function unwrapKey(key: Buffer, context: Buffer, wrapped: Buffer): Buffer {
  const secret = unwrap(key, context, wrapped);
  if (secret.length !== 32) throw new IntegrityError('key');
  return secret;
}

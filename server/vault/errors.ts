export type VaultErrorCode = 'SEALED' | 'UNINITIALIZED' | 'WRONG_PASSPHRASE' | 'BUSY' | 'CORRUPT';

/**
 * SEALED, UNINITIALIZED: no keys are at hand. WRONG_PASSPHRASE: also what edited seal parameters look like.
 * BUSY: another derivation runs. CORRUPT: rows are not what was sealed. Never holds a passphrase or a key.
 */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly code: VaultErrorCode;

  constructor(code: VaultErrorCode, options?: ErrorOptions) {
    super(`vault: ${code}`, options);
    this.code = code;
  }
}

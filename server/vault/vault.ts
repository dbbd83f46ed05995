import { setMaxListeners } from 'node:events';
import { VaultError } from './errors.ts';
import type { Keyring } from './keyring.ts';

export type VaultState = 'UNINITIALIZED' | 'SEALED' | 'UNSEALED';

/** Whether the keys are at hand. One per process; starts UNINITIALIZED. */
export class Vault {
  #initialized = false;
  #unsealed: { keyring: Keyring; ending: AbortController } | null = null;
  readonly #listeners: (() => void)[] = [];

  get state(): VaultState {
    if (this.#unsealed !== null) return 'UNSEALED';
    return this.#initialized ? 'SEALED' : 'UNINITIALIZED';
  }

  /** @throws VaultError SEALED or UNINITIALIZED when there are no keys */
  get keyring(): Keyring {
    return this.#period.keyring;
  }

  /**
   * Aborts, with a VaultError SEALED as its reason, when this unsealed period ends; running transfers listen to it.
   * @throws VaultError SEALED or UNINITIALIZED when there is none
   */
  get sealing(): AbortSignal {
    return this.#period.ending.signal;
  }

  /** The catalog holds a seal: UNINITIALIZED becomes SEALED. */
  markInitialized(): void {
    this.#initialized = true;
  }

  /** Unseals. Where a keyring is at work already it stays, and the new one is destroyed. */
  install(keyring: Keyring): void {
    if (this.#unsealed !== null) {
      if (this.#unsealed.keyring !== keyring) keyring.destroy();
      return;
    }
    const ending = new AbortController();
    setMaxListeners(0, ending.signal);
    this.#initialized = true;
    this.#unsealed = { keyring, ending };
  }

  /** Forgets all keys, breaks what listens to `sealing` and drops the caches. Without effect unless UNSEALED. */
  seal(): void {
    if (this.#unsealed === null) return;
    const { keyring, ending } = this.#unsealed;
    this.#unsealed = null;
    keyring.destroy();
    ending.abort(new VaultError('SEALED'));
    for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` at every seal, after the keys are gone. */
  onSeal(listener: () => void): void {
    this.#listeners.push(listener);
  }

  get #period(): { keyring: Keyring; ending: AbortController } {
    if (this.#unsealed === null) throw new VaultError(this.#initialized ? 'SEALED' : 'UNINITIALIZED');
    return this.#unsealed;
  }
}

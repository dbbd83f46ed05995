import type { Vault } from '../vault/vault.ts';

/**
 * A signal of one transfer that aborts when the vault is sealed; `release` it when the transfer is over. (What
 * `AbortSignal.any` makes of the vault's own signal is remembered by it as long as the vault is open: Node 20.)
 * @throws VaultError when it is sealed already
 */
export function listenToSealing(vault: Vault): { signal: AbortSignal; release(): void } {
  const { sealing } = vault;
  const transfer = new AbortController();
  const sealed = () => transfer.abort(sealing.reason);
  sealing.addEventListener('abort', sealed);
  return { signal: transfer.signal, release: () => sealing.removeEventListener('abort', sealed) };
}

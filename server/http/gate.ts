import type { RequestHandler } from 'express';
import { Problem } from '../domain/problem.ts';
import type { Rooms } from '../domain/rooms.ts';

type VaultState = Rooms['vault']['state'];

/** @throws Problem VAULT_SEALED or VAULT_UNINITIALIZED unless the keys are at hand */
export function requireUnsealed(state: VaultState): void {
  if (state === 'UNSEALED') return;
  if (state === 'SEALED') throw new Problem('VAULT_SEALED', 'The vault is sealed. Unseal it with its passphrase.');
  throw new Problem('VAULT_UNINITIALIZED', 'The vault is not set up yet. Open the setup link that the server printed.');
}

/** Lets nothing through while the vault is not unsealed. The page, health and GraphQL, which refuses for itself, go without. */
export function sealedGate(vault: { readonly state: VaultState }): RequestHandler {
  return (_req, _res, next) => {
    requireUnsealed(vault.state);
    next();
  };
}

import { CatalogTooNew } from './catalog/migrate.ts';
import { ConfigError } from './config/config.ts';
import { toProblem } from './domain/translation.ts';
import { Mismatch } from './domain/vault-binding.ts';
import { VaultError } from './vault/errors.ts';

/** Why the program did not start, in words for the operator. Holds no secret. */
export function explainStart(error: unknown): string {
  if (error instanceof ConfigError || error instanceof CatalogTooNew || error instanceof Mismatch) return error.message;
  if (error instanceof VaultError && error.code === 'WRONG_PASSPHRASE') {
    return 'The passphrase in the configuration does not open the vault. Nothing was changed.';
  }
  const problem = toProblem(error);
  if (problem) return problem.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return 'The port is taken by another program. Choose another one by PORT.';
  if (code === 'EACCES') return 'Access was denied: to the port, to the data folder, or to a certificate file.';
  return `Strongroom could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

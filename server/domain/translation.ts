import { CatalogError } from '../catalog/catalog-error.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { StoreError } from '../store/store.ts';
import { VaultError } from '../vault/errors.ts';
import { Problem } from './problem.ts';

/**
 * The one table from what the rooms throw to what callers are told; null for a fault of ours. Used once at
 * each edge. The messages are fixed: nothing of the cause is in them.
 */
export function toProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof IntegrityError) {
    return new Problem(
      'INTEGRITY',
      'What is stored is damaged or was altered. Ask the operator to restore it from a backup.',
      {
        cause: error,
      },
    );
  }
  if (error instanceof VaultError) return fromVault(error);
  if (error instanceof StoreError) return fromStore(error);
  if (error instanceof CatalogError) return fromCatalog(error);
  return null;
}

function fromVault(error: VaultError): Problem | null {
  switch (error.code) {
    case 'SEALED':
      return new Problem('VAULT_SEALED', 'The vault is locked. An administrator must enter the passphrase.', {
        cause: error,
      });
    case 'UNINITIALIZED':
      return new Problem(
        'VAULT_UNINITIALIZED',
        'This server has no vault yet. Open the setup link that its terminal shows.',
        {
          cause: error,
        },
      );
    case 'WRONG_PASSPHRASE':
      return new Problem('WRONG_PASSPHRASE', 'This passphrase does not open the vault.', { cause: error });
    case 'BUSY':
      return new Problem('RATE_LIMITED', 'Another attempt is under way. Try again in a few seconds.', {
        cause: error,
        retryAfter: 2,
      });
    case 'CORRUPT':
      return new Problem('INTEGRITY', 'The vault’s own records are damaged. Restore the catalog from a backup.', {
        cause: error,
      });
  }
}

function fromStore(error: StoreError): Problem | null {
  switch (error.code) {
    case 'FULL':
      return full(error);
    case 'MISSING':
    case 'SHORT':
      return new Problem('INTEGRITY', 'A part of the file is missing. Ask the operator to restore it from a backup.', {
        cause: error,
      });
    case 'UNAVAILABLE':
      return new Problem('UNAVAILABLE', 'The store cannot be reached. Try again later.', {
        cause: error,
        retryAfter: 10,
      });
    case 'EXISTS':
      return null;
  }
}

function fromCatalog(error: CatalogError): Problem | null {
  switch (error.code) {
    case 'FULL':
      return full(error);
    case 'OVER_USER_QUOTA':
      return new Problem('QUOTA_EXCEEDED', 'Your files would take more room than you have. Delete some first.', {
        cause: error,
      });
    case 'OVER_TOTAL_QUOTA':
      return new Problem('QUOTA_EXCEEDED', 'The server has given out all of its room. Ask its operator for more.', {
        cause: error,
      });
    case 'BUSY':
    case 'UNAVAILABLE':
      return new Problem('UNAVAILABLE', 'The catalog cannot be reached. Try again later.', {
        cause: error,
        retryAfter: 5,
      });
    case 'DUPLICATE':
      return null;
  }
}

const full = (cause: Error) =>
  new Problem('STORAGE_FULL', 'The server’s disk is full. What was stored is safe; ask the operator for room.', {
    cause,
  });

import { StoreError } from './store.ts';

/** The StoreError for a failure of the file system. */
export function fromErrno(error: unknown): StoreError {
  switch (errno(error)) {
    case 'ENOENT':
      return new StoreError('MISSING', { cause: error });
    case 'EEXIST':
      return new StoreError('EXISTS', { cause: error });
    case 'ENOSPC':
    case 'EDQUOT':
      return new StoreError('FULL', { cause: error });
    default:
      return error instanceof StoreError ? error : new StoreError('UNAVAILABLE', { cause: error });
  }
}

/** `work`, with its failures as StoreErrors. */
export async function translated<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw fromErrno(error);
  }
}

export function errno(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Resolves also when `work` failed with one of `codes`; says whether it succeeded. */
export async function unless(codes: string[], work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (codes.includes(errno(error) ?? '')) return false;
    throw error;
  }
}

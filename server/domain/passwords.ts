import { hash, verify } from '@node-rs/argon2';
import { Problem } from './problem.ts';

/** Characters. */
export const PASSWORD_LENGTH = { min: 12, max: 256 };

/** Argon2id with 19 MiB and two passes, a setting that OWASP recommends (Password Storage Cheat Sheet). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** @throws Problem BAD_INPUT unless it has 12 to 256 characters */
export function checkPassword(password: string): void {
  const { min, max } = PASSWORD_LENGTH;
  if (password.length < min) throw new Problem('BAD_INPUT', `A password needs ${min} characters or more.`);
  if (password.length > max) throw new Problem('BAD_INPUT', `A password can have ${max} characters at most.`);
}

/**
 * An Argon2id hash in PHC form, of the NFKC form of the password: keyboards differ in how they compose a letter.
 * @throws Problem BAD_INPUT unless it has 12 to 256 characters
 */
export async function hashPassword(password: string): Promise<string> {
  checkPassword(password);
  return hashUnchecked(password);
}

/**
 * As `hashPassword`, for what guards a link or a request: people say it on the telephone.
 * @throws Problem BAD_INPUT unless it has 8 to 256 characters
 */
export async function hashGuardPassword(password: string): Promise<string> {
  if (password.length < 8 || password.length > PASSWORD_LENGTH.max) {
    throw new Problem('BAD_INPUT', `A password needs 8 to ${PASSWORD_LENGTH.max} characters.`);
  }
  return hashUnchecked(password);
}

/** As `hashPassword` for a password of any length: takes as long as `verifyPassword`, for accounts that do not exist. */
export function hashUnchecked(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

/** Whether this is the password of the hash. Takes as long for a wrong one as for the right one. */
export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password.normalize('NFKC'));
}

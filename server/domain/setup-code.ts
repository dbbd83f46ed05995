import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * The code in the one-time setup link, so that whoever reaches the port first does not own the server. It is
 * in memory and on the operator's terminal only, and made anew at each start until there is a vault.
 */
export class SetupCode {
  readonly code = randomBytes(16).toString('base64url');

  /** Compares in constant time. */
  matches(given: string): boolean {
    const digest = (text: string) => createHash('sha256').update(text).digest();
    return timingSafeEqual(digest(given), digest(this.code));
  }
}

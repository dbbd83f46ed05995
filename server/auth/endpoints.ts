/** What may be called under /auth, and the fields of its body that are passed on. */
export interface Endpoint {
  method: 'GET' | 'POST';
  fields: readonly string[];
  /** Refused without a session. */
  signedIn: boolean;
  /** What guessing at it counts against. */
  guessing: 'password' | 'repeatedPassword' | 'secondFactor' | null;
}

const open = { signedIn: false, guessing: null } as const;
const signedIn = { signedIn: true, guessing: null } as const;
const password = { signedIn: true, guessing: 'repeatedPassword' } as const;
const secondFactor = { signedIn: false, guessing: 'secondFactor' } as const;

/**
 * All of better-auth that exists for callers; the rest of it (sign-up, change of e-mail, deletion, reset by mail,
 * linked accounts, trusted devices, pages) answers NOT_FOUND. Paths are relative to /auth.
 */
export const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  '/sign-in/email': {
    method: 'POST',
    fields: ['email', 'password', 'rememberMe'],
    signedIn: false,
    guessing: 'password',
  },
  '/sign-out': { method: 'POST', fields: [], ...open },
  '/get-session': { method: 'GET', fields: [], ...open },
  '/list-sessions': { method: 'GET', fields: [], ...signedIn },
  '/revoke-session': { method: 'POST', fields: ['token'], ...signedIn },
  '/revoke-sessions': { method: 'POST', fields: [], ...signedIn },
  '/revoke-other-sessions': { method: 'POST', fields: [], ...signedIn },
  '/change-password': {
    method: 'POST',
    fields: ['currentPassword', 'newPassword', 'revokeOtherSessions'],
    ...password,
  },
  '/two-factor/enable': { method: 'POST', fields: ['password'], ...password },
  '/two-factor/disable': { method: 'POST', fields: ['password'], ...password },
  '/two-factor/generate-backup-codes': { method: 'POST', fields: ['password'], ...password },
  '/two-factor/verify-totp': { method: 'POST', fields: ['code'], ...secondFactor },
  '/two-factor/verify-backup-code': { method: 'POST', fields: ['code'], ...secondFactor },
};

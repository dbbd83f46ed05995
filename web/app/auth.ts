import { twoFactorClient } from 'better-auth/client/plugins';
import { createAuthClient } from 'better-auth/react';

/** Signing in and out, sessions, password and second factor: better-auth's own endpoints under /auth. */
export const auth = createAuthClient({
  baseURL: window.location.origin,
  basePath: '/auth',
  plugins: [twoFactorClient()],
  sessionOptions: { refetchOnWindowFocus: false },
});

import { randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { hashUnchecked, PASSWORD_LENGTH, verifyPassword } from '../domain/passwords.ts';
import type { Rooms } from '../domain/rooms.ts';
import { SCHEMA, TWO_FACTOR_SCHEMA } from './schema.ts';

/** What of better-auth the rest of this room uses. */
export interface Engine {
  /** Answers a request under /auth, whatever its endpoint. */
  handle(request: Request): Promise<Response>;
  /** The id of the session that a Cookie header holds, or null. Changes nothing. */
  sessionIdOf(cookie: string): Promise<string | null>;
  /** Every endpoint that better-auth itself would serve. */
  readonly endpoints: Readonly<Record<string, unknown>>;
}

export interface EngineOptions {
  /** What sessions and second factors are signed and encrypted by. */
  secret: string;
  /** Base origin. */
  origin: string;
  /** Origins that may call; asked for every request. */
  trustedOrigins(request: Request): string[];
  secureCookies: boolean;
}

/** Seconds: a session ends a week after it was last refreshed (`/auth/get-session`). */
const SESSION_LIFETIME = 7 * 86_400;

export const COOKIE_PREFIX = 'strongroom';

/** The request header by which the caller's address reaches the session's row. */
export const ADDRESS_HEADER = 'x-strongroom-address';

/**
 * better-auth on the catalog. Whatever it would otherwise take from the environment is given here, so that no
 * BETTER_AUTH_* variable and no NODE_ENV changes what it does.
 */
export function buildEngine(rooms: Pick<Rooms, 'catalog' | 'log'>, options: EngineOptions): Engine {
  const { secret } = options;
  const auth = betterAuth({
    appName: 'Strongroom',
    baseURL: options.origin,
    basePath: '/auth',
    secrets: [{ version: 1, value: secret }],
    // Otherwise a secret of the environment would open what lacks a version.
    secret,
    database: { db: rooms.catalog, type: 'sqlite', transaction: true },
    trustedOrigins: (request) => (request ? options.trustedOrigins(request) : []),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      password: { hash: hashUnchecked, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    ...SCHEMA,
    session: { ...SCHEMA.session, expiresIn: SESSION_LIFETIME, freshAge: 0, cookieCache: { enabled: false } },
    plugins: [
      twoFactor({
        issuer: 'Strongroom',
        backupCodeOptions: { storeBackupCodes: 'encrypted' },
        schema: TWO_FACTOR_SCHEMA,
        accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 },
      }),
    ],
    databaseHooks: {
      session: {
        create: {
          // Through better-auth's own adapter: within its transaction another connection would wait for ever.
          before: async (session, ctx) => {
            const user = await ctx?.context.internalAdapter.findUserById(session.userId);
            return user && (user as { disabledAt?: number | null }).disabledAt == null ? undefined : false;
          },
        },
      },
    },
    // Attempts are counted by ours.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: options.secureCookies,
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => randomUUID() },
    },
    logger: {
      // No `level`: with one, better-auth prints refusals to the console besides. The arguments may hold rows, the
      // message does not.
      log(level, message) {
        if (level === 'error') rooms.log.error({ room: 'auth' }, message);
      },
    },
  });
  return {
    handle: (request) => auth.handler(request),
    async sessionIdOf(cookie) {
      const found = await auth.api.getSession({
        headers: new Headers({ cookie }),
        query: { disableRefresh: true },
      });
      return found?.session.id ?? null;
    },
    endpoints: auth.api,
  };
}

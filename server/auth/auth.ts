import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { TOKEN_PREFIX } from '../domain/api-tokens.ts';
import { TooManyAttempts } from '../domain/attempts.ts';
import { bearerPrincipal, livePrincipal } from '../domain/live-principal.ts';
import { UPLOAD_TOKEN_PREFIX } from '../domain/live-sender.ts';
import type { Principal } from '../domain/principal.ts';
import { Problem } from '../domain/problem.ts';
import type { Rooms } from '../domain/rooms.ts';
import { toProblem } from '../domain/translation.ts';
import { internal, relay, sendProblem } from './answers.ts';
import { ENDPOINTS, type Endpoint } from './endpoints.ts';
import { buildEngine, COOKIE_PREFIX, type Engine } from './engine.ts';
import { countedGuess } from './guesses.ts';
import { recordedAnswer, recordLockOut, recordRefusal } from './recording.ts';
import { pathOf, readFields, toRequest, waitingIn, withoutCookie } from './requests.ts';

export interface AuthOptions {
  /** Origin that people type; null: a loopback name at any port. */
  publicUrl: string | null;
  /** Whether people come by https. */
  secureCookies: boolean;
}

/** Who a request is from, and the endpoints by which people sign in. */
export interface Auth {
  /**
   * Answers a request under /auth, whose body nobody has read. Failures are JSON `{ code, message }`; it does not
   * throw. `address` is the caller's, for counting attempts and for the list of sessions.
   */
  handler(req: IncomingMessage, res: ServerResponse, address: string): Promise<void>;
  /**
   * Who the session cookie or the `Authorization: Bearer sr_…` (or `sq_…`, of a file
   * request) stands for at this moment; null for nobody, and while
   * the vault is not unsealed. With an Authorization header the cookie is not looked at.
   */
  principalOf(headers: IncomingHttpHeaders): Promise<Principal | null>;
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;
const BEARER = new RegExp(`^Bearer +((?:${TOKEN_PREFIX}|${UPLOAD_TOKEN_PREFIX})[A-Za-z0-9_-]{43})$`, 'i');

/** The signing secret comes out of the vault at the first request after an unseal, and goes at its seal. */
export function createAuth(rooms: Rooms, options: AuthOptions): Auth {
  const scheme = options.secureCookies ? 'https' : 'http';
  const origin = options.publicUrl ?? `${scheme}://localhost`;
  const cookies = `${options.secureCookies ? '__Secure-' : ''}${COOKIE_PREFIX}`;
  const sessionCookie = `${cookies}.session_token`;
  const waitingCookie = `${cookies}.two_factor`;
  let engine: Engine | null = null;
  rooms.vault.onSeal(() => {
    engine = null;
  });

  const trusted = (host: string | null | undefined): string[] => {
    if (options.publicUrl !== null) return [options.publicUrl];
    return host && LOOPBACK.test(host) ? [`${scheme}://${host.toLowerCase()}`] : [];
  };

  function running(): Engine {
    engine ??= buildEngine(rooms, {
      secret: rooms.vault.keyring.secret('session-signing').toString('base64url'),
      origin,
      trustedOrigins: (request) => trusted(request.headers.get('host')),
      secureCookies: options.secureCookies,
    });
    return engine;
  }

  async function sessionPrincipal(cookie: string): Promise<Principal | null> {
    if (!cookie.includes(`${sessionCookie}=`)) return null;
    const id = await running().sessionIdOf(cookie);
    return id === null ? null : livePrincipal(rooms, { kind: 'session', id });
  }

  async function answer(req: IncomingMessage, res: ServerResponse, address: string): Promise<void> {
    if (rooms.vault.state !== 'UNSEALED') throw new Problem(`VAULT_${rooms.vault.state}`, 'The vault is not open.');
    const path = pathOf(req);
    const endpoint = endpointAt(path, req.method);
    if (req.headers.origin !== undefined && !trusted(req.headers.host).includes(req.headers.origin)) {
      throw new Problem('FORBIDDEN', 'Requests from other sites are refused.');
    }
    const cookie = req.headers.cookie ?? '';
    const principal = await sessionPrincipal(cookie);
    if (endpoint.signedIn && !principal) throw new Problem('UNAUTHENTICATED', 'Sign in.');
    const fields = endpoint.method === 'POST' ? await readFields(req, endpoint) : {};
    const request = toRequest(req, {
      url: origin + path,
      method: endpoint.method,
      cookie: principal ? cookie : withoutCookie(cookie, sessionCookie),
      address,
      fields,
    });
    const guess = {
      endpoint,
      address,
      email: fields['email'],
      userId: principal?.userId,
      waiting: principal ? undefined : waitingIn(cookie, waitingCookie),
      code: fields['code'],
    };
    const ours = { ...rooms, address };
    const trial = { path: path.slice('/auth'.length), principal, email: fields['email'], waiting: guess.waiting };
    try {
      await countedGuess(rooms, guess, async () => {
        const told = await recordedAnswer(ours, trial, () => running().handle(request));
        return relay(told, res, rooms.log);
      });
    } catch (error) {
      // A code of the second factor that was used before never comes to be looked at.
      if (error instanceof Problem && error.code === 'WRONG_PASSPHRASE') await recordRefusal(ours, trial);
      // Once for all that are refused unseen, so that nobody can fill the record.
      if (error instanceof TooManyAttempts && error.first) await recordLockOut(ours, trial);
      throw error;
    }
  }

  return {
    async handler(req, res, address) {
      try {
        await answer(req, res, address);
      } catch (error) {
        if (res.headersSent) res.destroy();
        else sendProblem(res, toProblem(error) ?? internal(rooms.log, { err: error }));
      }
    },
    async principalOf(headers) {
      if (rooms.vault.state !== 'UNSEALED') return null;
      if (headers.authorization !== undefined) {
        const token = BEARER.exec(headers.authorization)?.[1];
        return token === undefined ? null : bearerPrincipal(rooms, token);
      }
      return sessionPrincipal(headers.cookie ?? '');
    },
  };
}

function endpointAt(path: string, method: string | undefined): Endpoint {
  const name = path.startsWith('/auth/') ? path.slice('/auth'.length) : '';
  const endpoint = Object.hasOwn(ENDPOINTS, name) ? ENDPOINTS[name] : undefined;
  if (!endpoint || endpoint.method !== method) throw new Problem('NOT_FOUND', 'There is nothing at this address.');
  return endpoint;
}

import { createHash } from 'node:crypto';
import { chmodSync, closeSync, openSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import Sqlite from 'better-sqlite3';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes, RateLimiterSQLite } from 'rate-limiter-flexible';
import { Problem } from './problem.ts';

interface Limit {
  /** How many are let through … */
  points: number;
  /** … in so many seconds. */
  seconds: number;
  /** Seconds for which the one after the last locks the key. */
  lock?: number;
  /** Whose: addresses of one IPv6 network of 64 bits count as one. */
  per: 'address' | 'account';
  /** Whether the count outlives a restart: where secrets could be guessed. */
  kept: boolean;
  /** What a success does: gives its own attempt back, or clears the count. */
  success: 'refund' | 'clear';
}

/**
 * Everything that is counted. An address gets only its own attempt back for a success, or whoever has one
 * account could try on others without end by signing in to it in between.
 */
const LIMITS = {
  unseal: { points: 10, seconds: 600, per: 'address', kept: true, success: 'refund' },
  setupCode: { points: 10, seconds: 600, per: 'address', kept: true, success: 'refund' },
  /** Passwords and second factors. */
  signIn: { points: 30, seconds: 600, per: 'address', kept: true, success: 'refund' },
  /** The e-mail address that someone tries to sign in by, whether there is such an account or not. */
  signInAccount: { points: 10, seconds: 900, lock: 900, per: 'account', kept: true, success: 'clear' },
  /** The password that a signed-in person must repeat, by user id. */
  passwordCheck: { points: 10, seconds: 900, lock: 900, per: 'account', kept: true, success: 'clear' },
  /** One code of a second factor, with the user's id: RFC 6238 section 5.2 lets none be used twice. */
  codeUse: { points: 1, seconds: 120, per: 'account', kept: true, success: 'refund' },
  passwordLink: { points: 20, seconds: 600, per: 'address', kept: true, success: 'refund' },
  /** The password of a link, by link and address (`onAddress`). */
  sharePassword: { points: 5, seconds: 900, lock: 900, per: 'account', kept: true, success: 'refund' },
  /** The same from all addresses together: slows whoever has many. */
  sharePasswordAll: { points: 30, seconds: 60, per: 'account', kept: true, success: 'refund' },
  /** One-time codes that are tried on a link. */
  shareCode: { points: 20, seconds: 86_400, per: 'account', kept: true, success: 'refund' },
  /** Codes that are mailed, by link and recipient. */
  shareCodeSent: { points: 5, seconds: 3_600, per: 'account', kept: true, success: 'refund' },
  /** Openings of file requests, by those who know a link or try to. */
  requestOpen: { points: 120, seconds: 600, per: 'address', kept: false, success: 'refund' },
  /** The password of a file request, by request and address (`onAddress`). */
  requestPassword: { points: 5, seconds: 900, lock: 900, per: 'account', kept: true, success: 'clear' },
  /** The same from all addresses together. */
  requestPasswordAll: { points: 30, seconds: 600, per: 'account', kept: true, success: 'refund' },
  /** Requests of the signed-out. */
  request: { points: 600, seconds: 60, per: 'address', kept: false, success: 'refund' },
  /** Requests of one user. */
  userRequest: { points: 12_000, seconds: 60, per: 'account', kept: false, success: 'refund' },
  /** Uploads of one user: a folder of thousands of small files goes through. */
  upload: { points: 6_000, seconds: 60, per: 'account', kept: false, success: 'refund' },
} as const satisfies Record<string, Limit>;

export type AttemptKind = keyof typeof LIMITS;

/** The counts of one process. */
export interface Attempts {
  readonly limiters: Readonly<Record<AttemptKind, RateLimiterAbstract>>;
  /** Releases the file. */
  close(): void;
}

const HOUR = 3_600_000;

/**
 * Opens the counts in `file` (mode 0600; null: in memory). It is a file of its own and not the catalog:
 * better-sqlite3 blocks the process while it waits for a lock, so a second connection that waited for a
 * transaction of ours would wait for what cannot go on. While the file cannot be written, counts go on in memory.
 * Keys are kept as hashes.
 */
export function openAttempts(file: string | null): Attempts {
  if (file !== null) {
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
  }
  const handle = new Sqlite(file ?? ':memory:', { timeout: 1_000 });
  handle.pragma('journal_mode = WAL');
  handle.pragma('synchronous = NORMAL');
  handle.exec('create table if not exists attempts (key text primary key, points integer not null, expire integer)');
  const forget = () => handle.prepare('delete from attempts where expire < ?').run(Date.now());
  forget();
  const timer = setInterval(forget, HOUR).unref();
  const limiters = Object.fromEntries(
    Object.entries(LIMITS).map(([kind, limit]) => [kind, limiterOf(kind, limit, handle)]),
  ) as Record<AttemptKind, RateLimiterAbstract>;
  return {
    limiters,
    close() {
      clearInterval(timer);
      handle.close();
    },
  };
}

function limiterOf(kind: string, limit: Limit, handle: Sqlite.Database): RateLimiterAbstract {
  const options = {
    keyPrefix: kind,
    points: limit.points,
    duration: limit.seconds,
    ...(limit.lock === undefined ? {} : { blockDuration: limit.lock }),
  };
  const memory = new RateLimiterMemory(options);
  if (!limit.kept) return memory;
  return new RateLimiterSQLite({
    ...options,
    storeClient: handle,
    storeType: 'better-sqlite3',
    tableName: 'attempts',
    tableCreated: true,
    insuranceLimiter: memory,
  });
}

/** RATE_LIMITED, with the seconds to wait. */
export class TooManyAttempts extends Problem {
  /** Whether it is the first one refused: those that follow until the wait is over are not. */
  readonly first: boolean;

  constructor(retryAfter: number, first: boolean) {
    super('RATE_LIMITED', `Too many attempts. Try again in ${inWords(retryAfter)}.`, { retryAfter });
    this.first = first;
  }
}

/**
 * Counts one attempt before it is made, so that parallel ones cannot slip through.
 * @param key an address, an e-mail address or a user id, as the kind says
 * @throws TooManyAttempts
 */
export async function takeAttempt(rooms: { attempts: Attempts }, kind: AttemptKind, key: string): Promise<void> {
  try {
    await rooms.attempts.limiters[kind].consume(keyOf(kind, key));
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfter = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw new TooManyAttempts(retryAfter, refusal.consumedPoints === LIMITS[kind].points + 1);
  }
}

/** Makes good for an attempt that succeeded, or was never looked at. */
export async function forgiveAttempts(rooms: { attempts: Attempts }, kind: AttemptKind, key: string): Promise<void> {
  const limiter = rooms.attempts.limiters[kind];
  if (LIMITS[kind].success === 'clear') await limiter.delete(keyOf(kind, key));
  else await limiter.reward(keyOf(kind, key));
}

/** The key of what is counted for one thing and one address; addresses of one IPv6 network of 64 bits count as one. */
export function onAddress(thing: string, address: string): string {
  return `${thing} ${networkOf(address)}`;
}

function keyOf(kind: AttemptKind, key: string): string {
  const counted = LIMITS[kind].per === 'address' ? networkOf(key) : key;
  return createHash('sha256').update(counted).digest('base64url');
}

/** An IPv4 address as it is, of an IPv6 address the first 64 bits. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const start = head === '' ? [] : head.split(':');
  const end = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...start, ...Array<string>(Math.max(0, 8 - start.length - end.length)).fill('0'), ...end];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

function inWords(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Config, readConfig } from '../../server/config/config.ts';
import { createApiToken } from '../../server/domain/api-tokens.ts';
import type { Principal, Scope } from '../../server/domain/principal.ts';
import type { Rooms } from '../../server/domain/rooms.ts';
import { unseal } from '../../server/domain/vault-access.ts';
import { createVault } from '../../server/domain/vault-setup.ts';
import { type House, openHouse } from '../../server/house.ts';
import { createLog } from '../../server/http/log.ts';
import { type HttpLimits, LIMITS } from '../../server/http/options.ts';

/** The account and the vault of every test house. */
export const PASSPHRASE = 'acid otter lumen quartz tidal ember';
export const ADMIN = { name: 'Ada Admin', email: 'ada@example.org', password: 'a password of Ada’s' };

/** A whole server on a folder of its own, with real catalog, store, vault and sockets. */
export interface TestHouse extends House {
  dataDir: string;
  /** An API token of the administrator with all scopes; empty while there is no vault. */
  token: string;
  admin: Principal | null;
  /** Everything that was logged, as JSON lines. */
  logged(): string;
  /** Sends a GraphQL document with the administrator's token, or another, or none. */
  graphql(query: string, variables?: object, token?: string | null): Promise<GraphqlAnswer>;
  /** Stops the server; the folder stays for another `startHouse({ dataDir })`. */
  stop(): Promise<void>;
  /** Stops and removes the folder. */
  remove(): Promise<void>;
}

export interface GraphqlAnswer {
  status: number;
  // Tests look into answers of any shape.
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; retryAfter?: number } }[];
}

export interface TestHouseOptions {
  /** A folder to go on with; made and owned by the house where absent. */
  dataDir?: string;
  /** UNSEALED (the default) makes or unseals the vault; SEALED leaves it; UNINITIALIZED makes none. */
  state?: 'UNSEALED' | 'SEALED' | 'UNINITIALIZED';
  env?: Record<string, string>;
  config?: Partial<Config>;
  limits?: Partial<HttpLimits>;
  clock?: () => number;
}

const APP = fileURLToPath(new URL('../../dist/app/', import.meta.url));

/** The test twin of main.ts. Its first round of housekeeping is over, and the next is a minute away. */
export async function startHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'strongroom-test-')));
  const lines: string[] = [];
  const config = { ...readConfig({ PORT: '0', STRONGROOM_DATA_DIR: dataDir, ...options.env }), ...options.config };
  const house = await openHouse({
    config,
    log: createLog({ write: (line) => lines.push(line) }),
    appFolder: APP,
    limits: { ...LIMITS, ...options.limits },
    ...(options.clock ? { clock: options.clock } : {}),
    prepare: (rooms) => enter(rooms, options.state ?? 'UNSEALED'),
  });
  await house.housekeeping.settled();
  const admin = house.rooms.vault.state === 'UNSEALED' ? await administrator(house.rooms) : null;
  const token = admin ? await tokenOf(house.rooms, admin) : '';
  const stop = () => house.close(0);
  return {
    ...house,
    dataDir,
    token,
    admin,
    logged: () => lines.join(''),
    graphql: (query, variables, as) => sendGraphql(house.url, query, variables, as === undefined ? token : as),
    stop,
    async remove() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function enter(rooms: Rooms, state: TestHouseOptions['state']): Promise<void> {
  if (state !== 'UNSEALED') return;
  if (rooms.vault.state === 'SEALED') return unseal(rooms, PASSPHRASE);
  await createVault(rooms, {
    passphrase: PASSPHRASE,
    adminName: ADMIN.name,
    adminEmail: ADMIN.email,
    adminPassword: ADMIN.password,
  });
}

async function administrator(rooms: Rooms): Promise<Principal> {
  const { id } = await rooms.catalog
    .selectFrom('users')
    .select('id')
    .where('email', '=', ADMIN.email)
    .executeTakeFirstOrThrow();
  await signIn(rooms, id);
  return sessionOf(id, 'ADMIN');
}

/** The session that `sessionOf` speaks of: files are stored for live ones only. */
async function signIn(rooms: Rooms, userId: string): Promise<void> {
  const session = { id: 'test', user_id: userId, token: 'test', ip_address: null, user_agent: null };
  const now = new Date().toISOString();
  await rooms.catalog
    .insertInto('sessions')
    .values({ ...session, expires_at: '9999-01-01T00:00:00.000Z', created_at: now, updated_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** A principal as a signed-in person would be, for calls past the edges. */
export function sessionOf(userId: string, role: Principal['role']): Principal {
  return { kind: 'session', id: 'test', userId, role, scopes: new Set(['READ', 'WRITE', 'SHARE', 'ADMIN']) };
}

/** Makes an API token of that person's. */
export async function tokenOf(
  rooms: Rooms,
  person: Principal,
  scopes: Scope[] = person.role === 'ADMIN' ? ['READ', 'WRITE', 'SHARE', 'ADMIN'] : ['READ', 'WRITE', 'SHARE'],
): Promise<string> {
  const { token } = await createApiToken(rooms, person, { name: 'test', scopes, expiresAt: null });
  return token;
}

/** Sends a GraphQL document to a server at `url`, with this token or none. */
export async function sendGraphql(
  url: string,
  query: string,
  variables?: object,
  token?: string | null,
): Promise<GraphqlAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as Omit<GraphqlAnswer, 'status'>) };
}

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { type Auth, createAuth } from '../../../server/auth/auth.ts';
import { migrate } from '../../../server/catalog/migrate.ts';
import { openSqlite } from '../../../server/catalog/open.ts';
import { insertAccount } from '../../../server/catalog/users.ts';
import { openAttempts } from '../../../server/domain/attempts.ts';
import { NameSearch } from '../../../server/domain/name-search.ts';
import { PartLists } from '../../../server/domain/part-lists.ts';
import { hashPassword } from '../../../server/domain/passwords.ts';
import { type Principal, SCOPES } from '../../../server/domain/principal.ts';
import type { Rooms } from '../../../server/domain/rooms.ts';
import { SetupCode } from '../../../server/domain/setup-code.ts';
import { createVault } from '../../../server/domain/vault-setup.ts';
import { openFsStore } from '../../../server/store/fs.ts';
import { Vault } from '../../../server/vault/vault.ts';
import { Browser } from './browser.ts';

export const PASSWORD = 'correct horse battery';
export const ADMIN = 'admin@example.org';
export const PASSPHRASE = 'seven sealed words make a fine phrase';

export interface Site {
  rooms: Rooms;
  auth: Auth;
  origin: string;
  folder: string;
  /** Lines that were logged as errors. */
  errors: unknown[];
  /** A fresh visitor, by default from an address of their own. */
  visit(address?: string): Browser;
  /** Makes an account with PASSWORD. */
  account(email: string, role?: 'ADMIN' | 'MEMBER'): Promise<string>;
  close(): Promise<void>;
}

/** A server of /auth alone, with a real catalog, vault and store, and the administrator ADMIN with PASSWORD. */
export async function openSite(options: { secureCookies?: boolean } = {}): Promise<Site> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'strongroom-auth-'));
  const { db, close } = await openSqlite(path.join(folder, 'catalog.sqlite'));
  await migrate(db);
  const vault = new Vault();
  const errors: unknown[] = [];
  const rooms: Rooms = {
    catalog: db,
    store: await openFsStore(path.join(folder, 'objects')),
    vault,
    attempts: openAttempts(path.join(folder, 'attempts.sqlite')),
    search: new NameSearch(vault),
    partLists: new PartLists(vault),
    setupCode: new SetupCode(),
    settings: { publicUrl: 'http://strongroom.test', defaultSuite: 1, maxFileSize: 1 << 30, quotas: { user: null, total: null } },
    log: { info() {}, warn() {}, error: (fields, message) => errors.push([fields, message]) },
    clock: Date.now,
  };
  await createVault(rooms, {
    passphrase: PASSPHRASE,
    adminName: 'Ada',
    adminEmail: ADMIN,
    adminPassword: PASSWORD,
  });
  const auth = createAuth(rooms, { publicUrl: null, secureCookies: options.secureCookies ?? false });
  const server = createServer((req, res) => {
    const address = req.headers['x-test-address'];
    void auth.handler(req, res, typeof address === 'string' ? address : '127.0.0.1');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let visitors = 0;
  let passwordHash: string | undefined;
  return {
    rooms,
    auth,
    origin,
    folder,
    errors,
    visit: (address = `10.0.${Math.floor(++visitors / 250)}.${visitors % 250}`) => new Browser(origin, address),
    async account(email, role = 'MEMBER') {
      const id = randomUUID();
      passwordHash ??= await hashPassword(PASSWORD);
      await insertAccount(db, { id, name: email, email, role, passwordHash, now: Date.now() });
      return id;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rooms.attempts.close();
      await close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Someone with a session that was never checked, for rules that do not look at it. */
export function person(userId: string, role: 'ADMIN' | 'MEMBER' = 'MEMBER'): Principal {
  return { kind: 'session', id: randomUUID(), userId, role, scopes: new Set(SCOPES) };
}

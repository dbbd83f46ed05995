import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Auth, createAuth } from '../../../server/auth/auth.ts';
import { insertAccount } from '../../../server/catalog/users.ts';
import { hashPassword } from '../../../server/domain/passwords.ts';
import type { Principal } from '../../../server/domain/principal.ts';
import type { Rooms } from '../../../server/domain/rooms.ts';
import { ADMIN as ADA, sessionOf, startHouse } from '../../support/house.ts';
import { Browser } from './browser.ts';

export { PASSPHRASE } from '../../support/house.ts';
/** The administrator's address, and everyone's password. */
export const { email: ADMIN, password: PASSWORD } = ADA;

export interface Site {
  rooms: Rooms;
  auth: Auth;
  origin: string;
  folder: string;
  /** Lines that were logged as errors. */
  errors(): string[];
  /** A fresh visitor, by default from an address of their own. */
  visit(address?: string): Browser;
  /** Makes an account with PASSWORD. */
  account(email: string, role?: 'ADMIN' | 'MEMBER'): Promise<string>;
  close(): Promise<void>;
}

/** A whole house with a second door for /auth alone, where visitors choose their addresses. */
export async function openSite(): Promise<Site> {
  const house = await startHouse();
  const { rooms } = house;
  rooms.settings.publicUrl = 'http://strongroom.test';
  const auth = createAuth(rooms, { publicUrl: null, secureCookies: false });
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
    folder: house.dataDir,
    errors: () =>
      house
        .logged()
        .split('\n')
        .filter((line) => line.includes('"level":50') || line.includes('"level":"error"')),
    visit: (address = `10.0.${Math.floor(++visitors / 250)}.${visitors % 250}`) => new Browser(origin, address),
    async account(email, role = 'MEMBER') {
      const id = randomUUID();
      passwordHash ??= await hashPassword(PASSWORD);
      await insertAccount(rooms.catalog, { id, name: email, email, role, passwordHash, now: Date.now() });
      return id;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await house.remove();
    },
  };
}

/** Someone with a session that was never checked, for rules that do not look at it. */
export function person(userId: string, role: Principal['role'] = 'MEMBER'): Principal {
  return { ...sessionOf(userId, role), id: randomUUID() };
}

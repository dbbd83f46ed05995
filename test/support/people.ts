import { createUser } from '../../server/domain/accounts.ts';
import { makePasswordLink, setPassword } from '../../server/domain/password-links.ts';
import type { Principal, Scope } from '../../server/domain/principal.ts';
import { sessionOf, type TestHouse, tokenOf } from './house.ts';

/** An account of a test house. */
export interface Member {
  id: string;
  name: string;
  email: string;
  /** As a session of theirs would be. */
  principal: Principal;
  /** An API token of theirs with READ, WRITE and SHARE. */
  token: string;
  tokenWith(scopes: Scope[]): Promise<string>;
}

/** Makes a member, `Vera Viewer` as vera.viewer@example.org. */
export async function addMember(house: TestHouse, name: string): Promise<Member> {
  const email = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@example.org`;
  const { user } = await createUser(house.rooms, house.admin, { name, email, role: 'MEMBER' });
  const principal = sessionOf(user.id, 'MEMBER');
  const tokenWith = (scopes: Scope[]) => tokenOf(house.rooms, principal, scopes);
  return { id: user.id, name, email, principal, token: await tokenWith(['READ', 'WRITE', 'SHARE']), tokenWith };
}

/** Gives the member a password, to sign in by the page. */
export async function giveLogin(house: TestHouse, { id, email }: Member): Promise<{ email: string; password: string }> {
  const link = await makePasswordLink(house.rooms, id);
  const password = 'a password of their own';
  await setPassword(house.rooms, '127.0.0.1', link.slice(link.indexOf('#') + 1), password);
  return { email, password };
}

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { addMember, giveLogin } from '../../support/people.ts';
import { Browser } from '../auth/browser.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.remove());

test('an account that is disabled opens nothing; enabled again, its owner signs in with the password of before', async () => {
  const member = await addMember(house, 'Mia Member');
  const { email, password } = await giveLogin(house, member);
  const token = await member.tokenWith(['READ']);
  const call = async (name: string) => {
    const { data } = await house.graphql(`mutation ($id: ID!) { ${name}(id: $id) { id disabled } }`, { id: member.id });
    return data[name];
  };
  const signIn = async () => (await new Browser(house.url, '127.0.0.1').signIn(email, password)).status;
  const seen = async () => (await house.graphql('{ viewer { id } }', {}, token)).data?.viewer ?? null;
  expect([await signIn(), await seen()]).toEqual([200, { id: member.id }]);
  expect(await call('disableUser')).toEqual({ id: member.id, disabled: true });
  expect([(await signIn()) >= 400, await seen()]).toEqual([true, null]);
  expect(await call('enableUser')).toEqual({ id: member.id, disabled: false });
  // Tokens ended with the account; the password did not.
  expect([await signIn(), await seen()]).toEqual([200, null]);
});

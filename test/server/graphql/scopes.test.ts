import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal, Scope } from '../../../server/domain/principal.ts';
import { startHouse, type TestHouse, tokenOf } from '../../support/house.ts';
import { addMember, type Member } from '../../support/people.ts';
import { bytesOf, uploadRaw } from '../../support/transfers.ts';
import { rootFields } from './root-fields.ts';

const SCOPES: Scope[] = ['READ', 'WRITE', 'SHARE', 'ADMIN'];

/** What each scope opens, and no other. What ADMIN opens is closed to members. */
const OPENS: Record<Scope, string[]> = {
  READ: ['apiTokens', 'auditEvents', 'files', 'file', 'downloadUrl', 'folder', 'sharedWithMe', 'shares', 'sharePolicy'],
  WRITE: [
    'uploadFile',
    'renameFile',
    'deleteFile',
    'moveFile',
    'createFolder',
    'renameFolder',
    'moveFolder',
    'deleteFolder',
  ],
  SHARE: [
    'people',
    'shareWithUser',
    'unshareWithUser',
    'createShare',
    'updateShare',
    'revokeShare',
    'fileRequests',
    'createFileRequest',
    'closeFileRequest',
  ],
  ADMIN: [
    'users',
    'createUser',
    'setUserRole',
    'disableUser',
    'enableUser',
    'resetUser',
    'transferFiles',
    'setSharePolicy',
    'rotateKek',
    'sealVault',
  ],
};
const NO_TOKEN = ['signOutEverywhere', 'createApiToken', 'revokeApiToken'];
/** Open to everybody, or to what is in their arguments or to a sender’s token. */
const OTHERS = [
  'version',
  'viewer',
  'vault',
  'initializeVault',
  'unsealVault',
  'setPassword',
  'shareInfo',
  'openShare',
  'requestShareCode',
  'receiptPublicKeys',
  'verifyReceipt',
  'fileRequestInfo',
  'openFileRequest',
  'requestUploads',
  'requestReceipt',
  'finishFileRequest',
];

const fields = rootFields();
const named = (names: string[]) => fields.filter(({ name }) => names.includes(name));

let house: TestHouse;
let member: Member;
const tokens = {} as Record<Scope, string>;
beforeAll(async () => {
  house = await startHouse();
  member = await addMember(house, 'Max Member');
  for (const scope of SCOPES) tokens[scope] = await tokenOf(house.rooms, house.admin as Principal, [scope]);
});
afterAll(() => house.remove());

async function codeOf({ name, document }: { name: string; document: string }, token: string): Promise<string> {
  const errors =
    name === 'uploadFile'
      ? (await uploadRaw(house, bytesOf(1), { token })).body.errors
      : (await house.graphql(document, {}, token)).errors;
  return errors?.[0]?.extensions.code ?? 'OK';
}

test('every root field has its place in the walk', () => {
  const placed = [...Object.values(OPENS).flat(), ...NO_TOKEN, ...OTHERS];
  expect(fields.map(({ name }) => name).sort()).toEqual(placed.sort());
});

describe.each(SCOPES)('what %s opens', (scope) => {
  test.each(named(OPENS[scope]))('$name: no token without it comes in', async (field) => {
    for (const other of SCOPES.filter((one) => one !== scope)) {
      expect(await codeOf(field, tokens[other])).toBe('FORBIDDEN');
    }
    // Sealing works, and would end the walk.
    if (field.name !== 'sealVault') expect(await codeOf(field, tokens[scope])).not.toBe('FORBIDDEN');
  });
});

test.each(named(OPENS.ADMIN))('$name is closed to members', async (field) => {
  expect(await codeOf(field, member.token)).toBe('FORBIDDEN');
});

test.each(named(NO_TOKEN))('$name is closed to every token', async (field) => {
  expect(await codeOf(field, house.token)).toBe('FORBIDDEN');
});

test('key versions show to tokens of administrators with ADMIN alone', async () => {
  const versions = async (token: string) =>
    (await house.graphql('{ vault { keyVersions { id } } }', {}, token)).data.vault.keyVersions;
  for (const token of [member.token, tokens.READ, tokens.WRITE, tokens.SHARE]) expect(await versions(token)).toBeNull();
  expect((await versions(tokens.ADMIN)).length).toBeGreaterThan(0);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { addMember } from '../../support/people.ts';
import {
  makeShare,
  makeShareCode,
  openShare,
  ownView,
  revokeShare,
  shareFile,
  updateShare,
} from '../../support/shares.ts';
import { bytesOf, upload } from '../../support/transfers.ts';

let house: TestHouse;
const now = Date.now();
beforeAll(async () => {
  house = await startHouse({ clock: () => now, env: { STRONGROOM_TRUST_PROXY: '1' } });
});
afterAll(() => house.remove());

const PASSWORD = 'a password of the link';

let members = 0;
const member = () => addMember(house, `Mo ${++members}`);

describe('a link that cannot be', () => {
  test.each([
    ['nothing', { fileIds: [] }],
    ['a time that is over', { expiresAt: '2001-01-01T00:00:00.000Z' }],
    ['no downloads', { maxDownloads: 0 }],
    ['a short password', { password: 'short' }],
    ['a long label', { label: 'x'.repeat(201) }],
    ['a recipient who is none', { recipients: ['nobody'] }],
    ['too many recipients', { recipients: Array.from({ length: 51 }, (_, i) => `p${i}@example.org`) }],
    ['a code without recipients', { requireCode: true }],
    ['a code on a server without mail', { requireCode: true, recipients: ['ann@example.org'] }],
    ['notices on a server without mail', { notify: true }],
  ])('%s is BAD_INPUT', async (_, input) => {
    const { id } = await upload(house, bytesOf(1));
    expect(await makeShareCode(house, { fileIds: [id], ...input })).toBe('BAD_INPUT');
  });

  test('to what is not one’s own is NOT_FOUND, as are changes by another', async () => {
    const { token: as } = await member();
    const { file, id } = await shareFile(house);
    expect(await makeShareCode(house, { fileIds: [file.id] }, as)).toBe('NOT_FOUND');
    expect(await makeShareCode(house, { folderIds: [file.id] })).toBe('NOT_FOUND');
    expect((await updateShare(house, { id, label: 'mine' }, as)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await revokeShare(house, id, as)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await ownView(house, id, as)).toBeUndefined();
  });
});

test('what administrators demand holds for new links and for changes', async () => {
  const { token: as } = await member();
  const set = (input: object, who?: string) =>
    house.graphql(
      'mutation ($input: SharePolicyInput!) { setSharePolicy(input: $input) { maxDays requirePassword requireExpiry } }',
      { input },
      who,
    );
  const { id } = await upload(house, bytesOf(1));
  const older = await makeShare(house, { fileIds: [id] });
  const policy = { maxDays: 7, requirePassword: true, requireExpiry: true };
  expect((await set(policy, as)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await set({ ...policy, maxDays: 0 })).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  expect((await set(policy)).data.setSharePolicy).toEqual(policy);
  const { data } = await house.graphql('{ sharePolicy { maxDays requirePassword requireExpiry } }', {}, as);
  expect(data.sharePolicy).toEqual(policy);
  const soon = new Date(now + 6 * 86_400_000).toISOString();
  const late = new Date(now + 8 * 86_400_000).toISOString();
  expect(await makeShareCode(house, { fileIds: [id], expiresAt: soon })).toBe('BAD_INPUT');
  expect(await makeShareCode(house, { fileIds: [id], password: PASSWORD })).toBe('BAD_INPUT');
  expect(await makeShareCode(house, { fileIds: [id], password: PASSWORD, expiresAt: late })).toBe('BAD_INPUT');
  const kept = await makeShare(house, { fileIds: [id], password: PASSWORD, expiresAt: soon });
  expect((await updateShare(house, { id: kept.id, password: null })).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  expect((await openShare(house, older.token)).code).toBeUndefined();
  await set({ maxDays: null, requirePassword: false, requireExpiry: false });
  expect(await makeShareCode(house, { fileIds: [id] })).toBeUndefined();
});

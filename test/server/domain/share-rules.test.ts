import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shareWithUser } from '../../../server/domain/file-sharing.ts';
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

  test.each(['VIEWER', 'EDITOR'] as const)('to a file that one has as %s only is FORBIDDEN', async (role) => {
    const { id: userId, token: as } = await member();
    const [file, own] = [await upload(house, bytesOf(1)), await upload(house, bytesOf(1), { token: as })];
    await shareWithUser(house.rooms, house.admin, { fileId: file.id, userId, role });
    expect(await makeShareCode(house, { fileIds: [file.id] }, as)).toBe('FORBIDDEN');
    expect(await makeShareCode(house, { fileIds: [own.id, file.id] }, as)).toBe('FORBIDDEN');
    expect(await makeShareCode(house, { fileIds: [own.id] }, as)).toBeUndefined();
  });
});

const set = (input: object, who?: string) =>
  house.graphql(
    'mutation ($input: SharePolicyInput!) { setSharePolicy(input: $input) { maxDays requirePassword requireExpiry } }',
    { input },
    who,
  );
const changed = async (id: string, input: object) =>
  (await updateShare(house, { id, ...input })).errors?.[0]?.extensions.code;
const FREE = { maxDays: null, requirePassword: false, requireExpiry: false };
const inDays = (days: number) => new Date(now + days * 86_400_000).toISOString();

test('what administrators demand holds for new links and for changes', async () => {
  const { token: as } = await member();
  const { id } = await upload(house, bytesOf(1));
  const older = await makeShare(house, { fileIds: [id] });
  const policy = { maxDays: 7, requirePassword: true, requireExpiry: true };
  expect((await set(policy, as)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await set({ ...policy, maxDays: 0 })).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  expect((await set(policy)).data.setSharePolicy).toEqual(policy);
  const { data } = await house.graphql('{ sharePolicy { maxDays requirePassword requireExpiry } }', {}, as);
  expect(data.sharePolicy).toEqual(policy);
  const [soon, late] = [inDays(6), inDays(8)];
  expect(await makeShareCode(house, { fileIds: [id], expiresAt: soon })).toBe('BAD_INPUT');
  expect(await makeShareCode(house, { fileIds: [id], password: PASSWORD })).toBe('BAD_INPUT');
  expect(await makeShareCode(house, { fileIds: [id], password: PASSWORD, expiresAt: late })).toBe('BAD_INPUT');
  const kept = await makeShare(house, { fileIds: [id], password: PASSWORD, expiresAt: soon });
  expect(await changed(kept.id, { password: null })).toBe('BAD_INPUT');
  expect((await openShare(house, older.token)).code).toBeUndefined();
  for (const expiresAt of [null, late]) expect(await changed(kept.id, { expiresAt })).toBe('BAD_INPUT');
  expect(await changed(kept.id, { expiresAt: inDays(7) })).toBeUndefined();
  await set(FREE);
  expect(await makeShareCode(house, { fileIds: [id] })).toBeUndefined();
});

test('a demand for an end alone takes any end, and none away', async () => {
  const { id } = await upload(house, bytesOf(1));
  await set({ ...FREE, requireExpiry: true });
  expect(await makeShareCode(house, { fileIds: [id] })).toBe('BAD_INPUT');
  const kept = await makeShare(house, { fileIds: [id], expiresAt: inDays(3000) });
  expect(await changed(kept.id, { expiresAt: null })).toBe('BAD_INPUT');
  expect(await changed(kept.id, { expiresAt: inDays(1), label: 'sooner' })).toBeUndefined();
  await set(FREE);
  expect(await changed(kept.id, { expiresAt: null })).toBeUndefined();
});

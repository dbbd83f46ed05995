import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disableUser, enableUser, transferFiles } from '../../../server/domain/accounts-changes.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { addMember } from '../../support/people.ts';
import { makeShare, opened, openShare, ownView, revokeShare, shareFile, updateShare } from '../../support/shares.ts';
import { bytesOf, upload } from '../../support/transfers.ts';
import { get } from '../../support/wire.ts';

let house: TestHouse;
let now = Date.now();
beforeAll(async () => {
  house = await startHouse({ clock: () => now, env: { STRONGROOM_TRUST_PROXY: '1' } });
});
afterAll(() => house.remove());

let members = 0;
const member = () => addMember(house, `Mo ${++members}`);

describe('the next byte request is refused', () => {
  test('when the link is revoked', async () => {
    const { token, id } = await shareFile(house);
    const { first, cookie } = await opened(house, token);
    expect((await get(first)).status).toBe(200);
    expect((await revokeShare(house, id)).data.revokeShare).toBe(id);
    expect(await get(first)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect((await openShare(house, token, { cookie })).code).toBe('NOT_FOUND');
    expect(await ownView(house, id)).toMatchObject({ endReason: 'REVOKED', url: null, label: '' });
  });

  test('when its time is over, and no clock that is set back revives it', async () => {
    const { token, id } = await shareFile(house, { expiresAt: new Date(now + 1000).toISOString() });
    const { first } = await opened(house, token);
    now += 1000;
    expect(await get(first)).toMatchObject({ status: 410, code: 'EXPIRED' });
    expect((await openShare(house, token)).code).toBe('EXPIRED');
    now -= 1000;
    expect((await get(first)).code).toBe('EXPIRED');
    expect((await openShare(house, token)).code).toBe('EXPIRED');
    expect(await ownView(house, id)).toMatchObject({ endReason: 'EXPIRED' });
    now += 1000;
  });

  test('when its end is moved, and served again when that is taken away', async () => {
    const { token, id } = await shareFile(house);
    const { first } = await opened(house, token);
    await updateShare(house, { id, expiresAt: new Date(now + 500).toISOString() });
    await updateShare(house, { id, expiresAt: null });
    now += 500;
    expect((await get(first)).status).toBe(200);
    await updateShare(house, { id, expiresAt: new Date(now + 500).toISOString() });
    now += 500;
    expect((await get(first)).status).toBe(410);
  });

  test('when its owner is disabled', async () => {
    const { id: userId, token: as } = await member();
    const { token } = await shareFile(house, {}, as);
    const { first } = await opened(house, token);
    expect((await get(first)).status).toBe(200);
    await disableUser(house.rooms, house.admin, userId);
    expect((await get(first)).status).toBe(404);
    expect((await openShare(house, token)).code).toBe('NOT_FOUND');
    await enableUser(house.rooms, house.admin, userId);
    expect((await get(first)).status).toBe(200);
  });

  test('when the file is deleted, or someone else’s; the rest still opens', async () => {
    const [from, to] = [await member(), await member()];
    const files = [1, 2].map((seed) => upload(house, bytesOf(100, seed), { token: from.token }));
    const [one, two] = await Promise.all(files);
    const { token } = await makeShare(house, { fileIds: [one?.id, two?.id] }, from.token);
    const share = await opened(house, token);
    await house.graphql('mutation ($id: ID!) { deleteFile(id: $id) }', { id: one?.id }, from.token);
    const urlOf = (id?: string) => share.files.find((file) => file.id === id)?.downloadUrl ?? '';
    expect((await get(urlOf(one?.id))).status).toBe(404);
    expect((await get(urlOf(two?.id))).status).toBe(200);
    expect((await opened(house, token)).files.map(({ id }) => id)).toEqual([two?.id]);
    await transferFiles(house.rooms, house.admin, from.id, to.id);
    expect((await get(urlOf(two?.id))).status).toBe(404);
    expect(await openShare(house, token)).toMatchObject({ code: 'EXPIRED' });
  });

  test('when the limit is lowered to what was taken, which ends the link', async () => {
    const { token, id } = await shareFile(house, { maxDownloads: 3 });
    expect((await get((await opened(house, token)).first)).status).toBe(200);
    const { first } = await opened(house, token);
    await updateShare(house, { id, maxDownloads: 5 });
    expect((await get(first)).status).toBe(200);
    await updateShare(house, { id, maxDownloads: 2 });
    expect((await openShare(house, token)).code).toBe('USED_UP');
    expect(await ownView(house, id)).toMatchObject({ downloads: 2, endReason: 'USED_UP' });
    expect((await updateShare(house, { id, maxDownloads: 9 })).errors?.[0]?.extensions.code).toBe('USED_UP');
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiToken } from '../../../server/domain/api-tokens.ts';
import { shareWithUser } from '../../../server/domain/file-sharing.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { addMember } from '../../support/people.ts';
import { makeShare, opened, openShare } from '../../support/shares.ts';
import { bytesOf, downloadUrl, upload } from '../../support/transfers.ts';
import { get } from '../../support/wire.ts';

const DAY = 86_400_000;

let house: TestHouse;
let now = Date.now();
beforeAll(async () => {
  house = await startHouse({ clock: () => now, env: { STRONGROOM_TRUST_PROXY: '1' } });
});
afterAll(() => house.remove());

/**
 * Looks while everything is in time, then at the last moment, at the end, and with the clock set back, which no sweep
 * has come between.
 */
async function around(end: number, look: () => Promise<unknown>): Promise<{ alive: unknown[]; over: unknown[] }> {
  const start = now;
  const at = (time: number) => {
    now = time;
    return look();
  };
  const alive = [await at(start), await at(end - 1)];
  const over = [await at(end), await at(start), await at(start - DAY)];
  now = end;
  return { alive, over };
}

describe('a clock that is set back revives no', () => {
  test('grant at the end of its day, nor its ZIP', async () => {
    const files = [await upload(house, bytesOf(10, 1)), await upload(house, bytesOf(10, 2))];
    const { token } = await makeShare(house, { fileIds: files.map(({ id }) => id) });
    const { first, zipUrl, cookie, expiresAt } = await opened(house, token);
    expect(Date.parse(expiresAt)).toBe(now + DAY);
    const { alive, over } = await around(now + DAY, async () => [
      (await get(first, { Range: 'bytes=0-0' })).status,
      (await fetch(first, { method: 'HEAD' })).status,
      (await fetch(zipUrl ?? '', { method: 'HEAD' })).status,
    ]);
    expect(alive).toEqual(Array(2).fill([206, 200, 200]));
    expect(over).toEqual(Array(3).fill([410, 410, 410]));
    now -= DAY;
    for (const url of [first, zipUrl ?? '']) expect(await get(url)).toMatchObject({ status: 410, code: 'EXPIRED' });
    // The same browser has a new grant, not its old one.
    expect((await opened(house, token, { cookie })).first).not.toBe(first);
    now += DAY;
  });

  test('file at its end: not in a link, not for whom it is shared with, not for its owner', async () => {
    const reader = await addMember(house, 'Rita Reader');
    const expiresAt = new Date(now + 1000).toISOString();
    const { id } = await upload(house, bytesOf(10), { input: { expiresAt } });
    const stays = await upload(house, bytesOf(10, 2));
    const { token } = await makeShare(house, { fileIds: [id, stays.id] });
    const share = await opened(house, token);
    const inLink = share.files.find((file) => file.id === id)?.downloadUrl ?? '';
    await shareWithUser(house.rooms, house.admin, { fileId: id, userId: reader.id, role: 'VIEWER' });
    const urls = [inLink, await downloadUrl(house, id), await downloadUrl(house, id, 'ATTACHMENT', reader.token)];
    const { alive, over } = await around(now + 1000, async () => {
      const statuses: unknown[] = [];
      for (const url of urls) statuses.push((await get(url)).status);
      const { data } = await house.graphql('{ files(first: 200) { nodes { id } } sharedWithMe { nodes { id } } }');
      statuses.push(data.files.nodes.some((file: { id: string }) => file.id === id));
      const theirs = await house.graphql('{ sharedWithMe { nodes { id } } }', {}, reader.token);
      statuses.push(theirs.data.sharedWithMe.nodes.length, (await opened(house, token)).files.length);
      return statuses;
    });
    expect(alive).toEqual(Array(2).fill([200, 200, 200, true, 1, 2]));
    expect(over).toEqual(Array(3).fill([404, 404, 404, false, 0, 1]));
    const row = await house.rooms.catalog.selectFrom('files').select('state').where('id', '=', id).executeTakeFirst();
    expect(row?.state, 'no sweep came between').toBe('stored');
  });

  test('signed address, nor an API token', async () => {
    const { id } = await upload(house, bytesOf(10));
    const expiresAt = now + 300_000;
    const { token } = await createApiToken(house.rooms, house.admin, { name: 'soon', scopes: ['READ'], expiresAt });
    const url = await downloadUrl(house, id);
    const { alive, over } = await around(now + 300_000, async () => [
      (await get(url)).status,
      (await house.graphql('{ files { totalCount } }', {}, token)).errors?.[0]?.extensions.code,
    ]);
    expect(alive).toEqual(Array(2).fill([200, undefined]));
    expect(over).toEqual(Array(3).fill([410, 'UNAUTHENTICATED']));
  });

  test('link whose time was over while nobody looked', async () => {
    const { id } = await upload(house, bytesOf(10));
    const { token } = await makeShare(house, { fileIds: [id], expiresAt: new Date(now + 1000).toISOString() });
    now += 1000;
    // All that looks at the clock is something else.
    await house.graphql('{ files { totalCount } }');
    now -= 1000;
    expect((await openShare(house, token)).code).toBe('EXPIRED');
  });
});

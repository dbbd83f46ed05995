import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disableUser, transferFiles } from '../../../server/domain/accounts-changes.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { addMember, type Member } from '../../support/people.ts';
import { hasProgram } from '../../support/programs.ts';
import {
  allWays,
  everyWay,
  type MadeShare,
  makeShare,
  type OpenedShare,
  opened,
  openShare,
  revokeShare,
  updateShare,
} from '../../support/shares.ts';
import { bytesOf, sha256, type Uploaded, upload } from '../../support/transfers.ts';
import { get } from '../../support/wire.ts';
import { listed } from '../../support/zips.ts';

let house: TestHouse;
let now = Date.now();
beforeAll(async () => {
  house = await startHouse({ clock: () => now, env: { STRONGROOM_TRUST_PROXY: '1' } });
});
afterAll(() => house.remove());

let members = 0;

/** Two texts of a new member's, and a link to them. */
async function linkOf(input: object = {}): Promise<MadeShare & { owner: Member; files: [Uploaded, Uploaded] }> {
  members += 1;
  const owner = await addMember(house, `Mo ${members}`);
  const store = (seed: number) =>
    upload(house, bytesOf(1000, seed), { name: `${seed}.txt`, type: 'text/plain', token: owner.token });
  const files: [Uploaded, Uploaded] = [await store(1), await store(2)];
  return { owner, files, ...(await makeShare(house, { fileIds: files.map(({ id }) => id), ...input }, owner.token)) };
}

/** Whether file, preview and ZIP would be given; spends nothing. */
async function heads({ files, zipUrl }: OpenedShare): Promise<number[]> {
  const statuses: number[] = [];
  for (const url of [files[0]?.downloadUrl, files[0]?.shown, zipUrl]) {
    statuses.push((await fetch(url ?? '', { method: 'HEAD' })).status);
  }
  return statuses;
}

const PASSWORD = 'a password of the link';

describe('nothing is given any more, in whatever way it is asked for,', () => {
  test.each<[string, object, (link: Awaited<ReturnType<typeof linkOf>>) => unknown, number]>([
    ['of a link that was revoked', {}, ({ id, owner }) => revokeShare(house, id, owner.token), 404],
    ['of one whose owner is disabled', {}, ({ owner }) => disableUser(house.rooms, house.admin, owner.id), 404],
    [
      'of one whose password is new, by who knew the old one',
      { password: PASSWORD },
      ({ id, owner }) => updateShare(house, { id, password: 'another password' }, owner.token),
      404,
    ],
    [
      'of one that asks for a password since',
      {},
      ({ id, owner }) => updateShare(house, { id, password: 'another password' }, owner.token),
      404,
    ],
    [
      'of one whose time is over',
      { expiresAt: new Date(now + 1000).toISOString() },
      () => {
        now += 1000;
      },
      410,
    ],
    [
      'of one whose end was moved to before now',
      {},
      async ({ id, owner }) => {
        await updateShare(house, { id, expiresAt: new Date(now + 1).toISOString() }, owner.token);
        now += 1;
      },
      410,
    ],
    [
      'of files that belong to someone else since',
      {},
      async ({ owner }) =>
        transferFiles(house.rooms, house.admin, owner.id, (await addMember(house, `To ${owner.name}`)).id),
      404,
    ],
  ])('%s', async (_, input, end, status) => {
    const link = await linkOf(input);
    const how = 'password' in input ? { password: PASSWORD } : {};
    const [begun, unused] = [await opened(house, link.token, how), await opened(house, link.token, how)];
    expect((await get(begun.first, { Range: 'bytes=0-9' })).status).toBe(206);
    expect(await heads(unused)).toEqual([200, 200, 200]);
    await end(link);
    expect(await everyWay(begun)).toEqual(allWays(status));
    expect(await everyWay(unused)).toEqual(allWays(status));
  });

  test('of a limit that was lowered to what is taken, to whom it is still unspent', async () => {
    const { token, id, owner } = await linkOf({ maxDownloads: 2 });
    const [taker, waiting] = [await opened(house, token), await opened(house, token)];
    expect((await get(taker.zipUrl ?? '')).status).toBe(200);
    expect(await heads(waiting)).toEqual([200, 200, 200]);
    await updateShare(house, { id, maxDownloads: 1 }, owner.token);
    expect(await everyWay(waiting)).toEqual(allWays(410));
  });
});

test.skipIf(!hasProgram('python3', 'python3'))(
  'of a link one of whose files is deleted the rest opens, also as a ZIP by the address from before',
  async () => {
    const { token, files, owner } = await linkOf();
    const before = await opened(house, token);
    await house.graphql('mutation ($id: ID!) { deleteFile(id: $id) }', { id: files[0].id }, owner.token);
    const gone = before.files.filter(({ id }) => id === files[0].id);
    expect(await everyWay({ ...before, files: gone })).toEqual({ ...allWays(404), zip: 200, zipHead: 200 });
    expect((await opened(house, token)).files.map(({ id }) => id)).toEqual([files[1].id]);
    const path = join(house.dataDir, 'rest.zip');
    await writeFile(path, (await get(before.zipUrl ?? '')).bytes);
    expect(listed(path)).toEqual([['2.txt', 1000, sha256(bytesOf(1000, 2))]]);
    await house.graphql('mutation ($id: ID!) { deleteFile(id: $id) }', { id: files[1].id }, owner.token);
    expect(await everyWay(before)).toEqual(allWays(404));
    expect((await openShare(house, token)).code).toBe('EXPIRED');
  },
);

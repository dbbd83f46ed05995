import { afterEach, expect, test } from 'vitest';
import { readConfig } from '../../../server/config/config.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { addMember, type Member } from '../../support/people.ts';
import { bytesOf } from '../../support/transfers.ts';
import { rawTus, VERSION } from '../../support/tus.ts';
import { openPatch } from '../../support/tus-parts.ts';

let house: TestHouse;
afterEach(() => house?.remove());

async function create(size: number, { token }: Pick<Member, 'token'>): Promise<[number, string | undefined]> {
  const response = await rawTus(house, token).request('POST', '/uploads', { ...VERSION, 'Upload-Length': `${size}` });
  const body = (await response.text()) || '{}';
  return [response.status, JSON.parse(body).errors?.[0]?.extensions.code];
}

test('STRONGROOM_USER_QUOTA bounds what one account holds, STRONGROOM_TOTAL_QUOTA what all of them do', async () => {
  house = await startHouse({ env: { STRONGROOM_USER_QUOTA: '60 KiB', STRONGROOM_TOTAL_QUOTA: '100 KiB' } });
  const bo = await addMember(house, 'Bo');
  expect(await create(60 * 1024 + 1, house)).toEqual([507, 'QUOTA_EXCEEDED']);
  expect(await create(60 * 1024, house)).toEqual([201, undefined]);
  expect(await create(1, house)).toEqual([507, 'QUOTA_EXCEEDED']);
  expect(await create(40 * 1024 + 1, bo)).toEqual([507, 'QUOTA_EXCEEDED']);
  expect(await create(40 * 1024, bo)).toEqual([201, undefined]);
});

test('STRONGROOM_TOTAL_QUOTA alone bounds what one account holds as well, and STRONGROOM_USER_QUOTA alone not the sum', async () => {
  house = await startHouse({ env: { STRONGROOM_TOTAL_QUOTA: '10' } });
  expect((await create(11, house))[0]).toBe(507);
  expect((await create(10, house))[0]).toBe(201);
  await house.remove();
  house = await startHouse({ env: { STRONGROOM_USER_QUOTA: '10' } });
  expect((await create(10, house))[0]).toBe(201);
  expect((await create(10, await addMember(house, 'Bo')))[0]).toBe(201);
});

/** A PATCH that has begun and stays open. */
async function held({ token }: Pick<Member, 'token'>) {
  const before = house.rooms.transfers.running;
  const path = await rawTus(house, token).create(10);
  const patch = openPatch({ url: house.url, token }, path, { offset: 0, announced: 10 });
  patch.req.write('01234');
  await expect.poll(() => house.rooms.transfers.running).toBe(before + 1);
  return patch;
}

async function refused({ token }: Pick<Member, 'token'>): Promise<number> {
  const tus = rawTus(house, token);
  return (await tus.patch(await tus.create(5), 0, bytesOf(5))).status;
}

test('STRONGROOM_USER_TRANSFERS bounds the transfers of one account, STRONGROOM_TRANSFERS those of all', async () => {
  house = await startHouse({ env: { STRONGROOM_USER_TRANSFERS: '2', STRONGROOM_TRANSFERS: '3' } });
  const bo = await addMember(house, 'Bo');
  const open = [await held(house), await held(house)];
  expect(await refused(house)).toBe(429);
  open.push(await held(bo));
  expect(await refused(bo)).toBe(503);
  for (const { req } of open) req.end('56789');
  for (const { answered } of open) expect((await answered).statusCode).toBe(204);
});

test('each bound is read from the variable that it is named by', () => {
  const { quotas, transfers } = readConfig({
    STRONGROOM_USER_QUOTA: '1 KiB',
    STRONGROOM_TOTAL_QUOTA: '2 KiB',
    STRONGROOM_USER_TRANSFERS: '3',
    STRONGROOM_TRANSFERS: '4',
  });
  expect({ quotas, transfers }).toEqual({
    quotas: { user: 1024, total: 2048 },
    transfers: { perUser: 3, overall: 4 },
  });
  expect(readConfig({})).toMatchObject({
    quotas: { user: null, total: null },
    transfers: { perUser: 128, overall: 512 },
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestHouse } from '../../support/house.ts';
import {
  askOpenly,
  makeShare,
  opened,
  openShare,
  shareFile,
  shareInfo,
  startVisitedHouse,
} from '../../support/shares.ts';

let house: TestHouse;
const now = Date.now();
beforeAll(async () => {
  house = await startVisitedHouse(now);
});
afterAll(() => house.remove());

const PASSWORD = 'a password of the link';

describe('before it is opened a link', () => {
  test('tells what it needs, and nothing of what is in it', async () => {
    const expiresAt = new Date(now + 60_000).toISOString();
    const { token, file } = await shareFile(house, { label: 'Quarter', expiresAt });
    const { data } = await shareInfo(house, token);
    expect(data.shareInfo).toEqual({
      needsPassword: false,
      needsCode: false,
      expiresAt,
      label: 'Quarter',
      kind: 'FILE',
      sender: 'Ada Admin',
    });
    expect(JSON.stringify(data)).not.toContain('report');
    const guarded = await shareFile(house, { label: 'Quarter', password: PASSWORD });
    const told = await shareInfo(house, guarded.token);
    expect(told.data.shareInfo).toMatchObject({ needsPassword: true, label: '' });
    const many = await makeShare(house, { fileIds: [file.id, guarded.file.id] });
    expect((await shareInfo(house, many.token)).data.shareInfo.kind).toBe('BUNDLE');
  });
});

test('a visitor’s cookie is kept from scripts and other sites, and is no key to another’s grant', async () => {
  const { token } = await shareFile(house);
  const { setCookie, cookie, opened: share } = await openShare(house, token);
  expect(setCookie).toMatch(/^sr_visitor=[\w-]{43}; Path=\/; Max-Age=86400; HttpOnly; SameSite=Lax$/);
  expect((await opened(house, token, { cookie })).first).toBe(share?.files[0]?.downloadUrl);
  expect((await opened(house, token)).first).not.toBe(share?.files[0]?.downloadUrl);
});

test('a document holds one attempt at a link', async () => {
  const query = 'mutation { a: openShare(token: "x") { label } b: openShare(token: "y") { label } }';
  expect((await askOpenly(house, query, {})).errors?.[0]?.extensions.code).toBe('TOO_COMPLEX');
});

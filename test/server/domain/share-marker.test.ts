import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { startHouse } from '../../support/house.ts';
import { findNeedles, needlesOf } from '../../support/marker.ts';
import { makeShare, opened, openShare } from '../../support/shares.ts';
import { bytesOf, upload } from '../../support/transfers.ts';
import { get } from '../../support/wire.ts';

const secret = (what: string) => `${what}-${randomBytes(12).toString('hex')}`;

test('no label, recipient, password, token, cookie or name of a link rests readable, in the data or the log', async () => {
  const house = await startHouse();
  const [label, name, password] = [secret('label'), secret('name'), secret('password')];
  const recipient = `${secret('recipient')}@example.org`;
  const ids: string[] = [];
  for (const seed of [1, 2]) ids.push((await upload(house, bytesOf(50, seed), { name: `${name} ${seed}` })).id);
  const input = { fileIds: ids, label, password, recipients: [recipient], maxDownloads: 1 };
  const [kept, ended] = [await makeShare(house, input), await makeShare(house, input)];
  for (const { token } of [kept, ended]) {
    await openShare(house, token, { password: `${password} wrong` });
    const share = await opened(house, token, { password });
    expect((await get(share.zipUrl ?? '')).status).toBe(200);
    await openShare(house, token, { cookie: share.cookie });
  }
  await house.graphql('mutation ($input: UpdateShareInput!) { updateShare(input: $input) { id } }', {
    input: { id: ended.id, label: `${label} again` },
  });
  await house.graphql('mutation ($id: ID!) { revokeShare(id: $id) }', { id: ended.id });
  await fetch(kept.url);
  const { cookie } = await openShare(house, kept.token, { password });
  const secrets = [label, name, password, recipient, kept.token, ended.token, ...(cookie ? [cookie.slice(11)] : [])];
  const needles = secrets.flatMap(needlesOf);
  const running = await findNeedles([house.dataDir], needles);
  expect(running.files).toBeGreaterThan(3);
  expect(running.found).toEqual([]);
  for (const text of secrets) expect(house.logged().includes(text)).toBe(false);
  await house.stop();
  expect((await findNeedles([house.dataDir], needles)).found).toEqual([]);
  await rm(house.dataDir, { recursive: true });
});

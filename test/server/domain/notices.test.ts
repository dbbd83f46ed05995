import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { forgetNotices, tellOfEndings } from '../../../server/domain/notices.ts';
import { sweepRequests } from '../../../server/domain/request-end.ts';
import { sweepShares } from '../../../server/domain/share-sweep.ts';
import { sealVault } from '../../../server/domain/vault-access.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { type MailServer, NO_MAIL_SERVER, startMailServer } from '../../support/mail-server.ts';
import { addMember, type Member } from '../../support/people.ts';
import { finishRequest, makeRequest, uploadTokenOf } from '../../support/requests.ts';
import { makeShare, opened } from '../../support/shares.ts';
import { bytesOf, upload, uploadRaw } from '../../support/transfers.ts';
import { get } from '../../support/wire.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe.skipIf(NO_MAIL_SERVER)('a house that can send mail', () => {
  let house: TestHouse;
  let mail: MailServer;
  let owner: Member;
  let now: number;
  beforeEach(async () => {
    now = Date.UTC(2026, 10, 24, 12);
    mail = await startMailServer();
    const env = { STRONGROOM_SMTP_URL: `smtp://127.0.0.1:${mail.port}`, STRONGROOM_MAIL_FROM: 'files@example.org' };
    house = await startHouse({ env, clock: () => now });
    owner = await addMember(house, 'Olga Owner');
  });
  afterEach(async () => {
    await house?.remove();
    await mail?.end();
  });

  /** All mails, once `count` have come and a next one would have. */
  async function exactly(count: number) {
    await mail.mails(count);
    await sleep(500);
    const mails = await mail.now();
    expect(mails.map(({ headers }) => headers['subject'])).toHaveLength(count);
    for (const { headers, text } of mails) {
      expect(headers['to']).toBe(owner.email);
      expect(text).not.toContain('secret name');
    }
    return mails;
  }

  const storedFile = async () =>
    (await upload(house, bytesOf(1000), { name: 'secret name.pdf', token: owner.token })).id;
  const notices = () => house.rooms.catalog.selectFrom('notices').select(['kind', 'subject_id']).execute();

  test('tells the owner of a link, who asked for it, of its first download once, also where that was the last', async () => {
    const fileIds = [await storedFile()];
    const quiet = await makeShare(house, { fileIds, label: 'Not asked for' }, owner.token);
    const told = await makeShare(house, { fileIds, label: 'For the tax office', notify: true }, owner.token);
    const last = await makeShare(house, { fileIds, label: 'Only once', notify: true, maxDownloads: 1 }, owner.token);
    for (const { token } of [quiet, told, told, last]) {
      expect((await get((await opened(house, token)).first)).status).toBe(200);
    }
    const mails = await exactly(2);
    expect(new Set(mails.map(({ headers }) => headers['subject']))).toEqual(
      new Set(['Your link was used for the first time']),
    );
    const texts = mails.map(({ text }) => text).join();
    expect(texts).toContain('“For the tax office”');
    expect(texts).toContain('“Only once”');
    expect(texts).toContain(`${house.url}/links`);
  });

  test('tells the owner of a request of the first file and of each sender who finished, once, unless they said no', async () => {
    const asked = await makeRequest(house, { title: 'Holiday plans' }, owner.token);
    const quiet = await makeRequest(house, { title: 'Quiet plans', notify: false }, owner.token);
    for (const [request, senderName] of [
      [asked, 'Sam Sender'],
      [asked, 'Sue Sender'],
      [quiet, 'Nobody'],
    ] as const) {
      const token = await uploadTokenOf(house, request);
      for (const seed of [1, 2]) await uploadRaw(house, bytesOf(100, seed), { token, name: 'secret name.pdf' });
      for (let i = 0; i < 2; i += 1) await finishRequest(house, token, { senderName });
    }
    const mails = await exactly(3);
    expect(mails.map(({ headers }) => headers['subject']).sort()).toEqual([
      'A file arrived',
      'Files were sent to you',
      'Files were sent to you',
    ]);
    for (const { text } of mails) {
      expect(text).toContain('“Holiday plans”');
      expect(text).toContain(`${house.url}/requests`);
    }
    const texts = mails.map(({ text }) => text).join();
    expect(texts).toContain('Sam Sender');
    expect(texts).toContain('Sue Sender');
    const { data } = await house.graphql('{ fileRequests { nodes { title notify } } }', {}, owner.token);
    expect(data.fileRequests.nodes).toEqual(
      expect.arrayContaining([
        { title: 'Holiday plans', notify: true },
        { title: 'Quiet plans', notify: false },
      ]),
    );
  });

  test('tells of a link that ends within a day once, again when it was given more time, and not while the vault is sealed', async () => {
    const fileIds = [await storedFile()];
    const until = (time: number) => new Date(time).toISOString();
    const soon = await makeShare(
      house,
      { fileIds, label: 'Soon', notify: true, expiresAt: until(now + HOUR) },
      owner.token,
    );
    await makeShare(house, { fileIds, label: 'Quiet', expiresAt: until(now + HOUR) }, owner.token);
    await makeShare(house, { fileIds, label: 'Late', notify: true, expiresAt: until(now + DAY + HOUR) }, owner.token);
    expect(await tellOfEndings(house.rooms)).toBe(1);
    expect(await tellOfEndings(house.rooms)).toBe(0);
    const update = 'mutation ($input: UpdateShareInput!) { updateShare(input: $input) { id } }';
    await house.graphql(update, { input: { id: soon.id, expiresAt: until(now + 2 * HOUR) } }, owner.token);
    expect(await tellOfEndings(house.rooms)).toBe(1);
    const mails = await exactly(2);
    const texts = mails.map(({ text }) => text).join();
    for (const time of ['13:00', '14:00']) expect(texts).toContain(`“Soon” stops to work on 2026-11-24 at ${time} UTC`);
    now += 2 * HOUR;
    await sealVault(house.rooms, house.admin);
    expect(await tellOfEndings(house.rooms)).toBe(0);
  });

  test('tells of the other links where the texts of one are damaged', async () => {
    const fileIds = [await storedFile()];
    const input = { fileIds, notify: true, expiresAt: new Date(now + HOUR).toISOString() };
    const [one] = [await makeShare(house, input, owner.token), await makeShare(house, input, owner.token)];
    const damaged = { sealed_label: Buffer.alloc(120), rev: 1 };
    await house.rooms.catalog.updateTable('shares').set(damaged).where('id', '=', one.id).execute();
    expect(await tellOfEndings(house.rooms)).toBe(1);
    expect(house.logged()).toContain('its owner is not told');
  });

  test('forgets what it told of once that is forgotten, and not before', async () => {
    const fileIds = [await storedFile()];
    const expiresAt = new Date(now + HOUR).toISOString();
    const { token } = await makeShare(house, { fileIds, notify: true, expiresAt }, owner.token);
    await get((await opened(house, token)).first);
    await tellOfEndings(house.rooms);
    const request = await makeRequest(house, { expiresAt }, owner.token);
    const uploadToken = await uploadTokenOf(house, request);
    await uploadRaw(house, bytesOf(100), { token: uploadToken });
    await finishRequest(house, uploadToken);
    await exactly(4);
    const kinds = ['request.arrived', 'request.finished', 'share.downloaded', 'share.expires'];
    expect((await notices()).map(({ kind }) => kind).sort()).toEqual(kinds);
    now += 2 * HOUR;
    for (const sweep of [sweepShares, sweepRequests]) await sweep(house.rooms);
    now += 90 * DAY - HOUR;
    for (const sweep of [sweepShares, sweepRequests]) await sweep(house.rooms);
    expect(await forgetNotices(house.rooms)).toBe(0);
    now += 2 * HOUR;
    for (const sweep of [sweepShares, sweepRequests]) await sweep(house.rooms);
    house.rooms.vault.seal();
    expect(await forgetNotices(house.rooms)).toBe(4);
    expect(await notices()).toEqual([]);
  });
});

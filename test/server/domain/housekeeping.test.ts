import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { type MailServer, NO_MAIL_SERVER, startMailServer } from '../../support/mail-server.ts';
import { addMember } from '../../support/people.ts';
import { makeRequest, uploadTokenOf } from '../../support/requests.ts';
import { makeShare, openShare, shareFile } from '../../support/shares.ts';
import { bytesOf, upload } from '../../support/transfers.ts';
import { idOf, rawTus } from '../../support/tus.ts';
import { remainsOf } from './remains.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe.skipIf(NO_MAIL_SERVER)('a server at work, once a minute and without being asked,', () => {
  let house: TestHouse;
  let mail: MailServer;
  let now = Date.now();
  beforeAll(async () => {
    mail = await startMailServer();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const env = { STRONGROOM_SMTP_URL: `smtp://127.0.0.1:${mail.port}`, STRONGROOM_MAIL_FROM: 'files@example.org' };
    house = await startHouse({ env, clock: () => now });
  });
  afterAll(async () => {
    await house?.remove();
    vi.useRealTimers();
    await mail?.end();
  });

  test('ends links and requests, destroys expired files and unfinished uploads, and mails of links that end tomorrow', async () => {
    const owner = await addMember(house, 'Olga Owner');
    const soon = { expiresAt: new Date(now + HOUR).toISOString() };
    const link = await shareFile(house, soon, owner.token);
    const file = await upload(house, bytesOf(1000), { token: owner.token, input: soon });
    const request = await makeRequest(house, soon, owner.token);
    const tus = rawTus(house, await uploadTokenOf(house, request));
    const half = await tus.create(20);
    await tus.patch(half, 0, bytesOf(10));
    const kept = await upload(house, bytesOf(1000), { token: owner.token });
    const tomorrow = { expiresAt: new Date(now + 26 * HOUR).toISOString(), label: 'Taxes', notify: true };
    const lasting = await makeShare(house, { fileIds: [kept.id], ...tomorrow }, owner.token);

    const ends = async (table: 'shares' | 'file_requests', id: string) => {
      const rows = house.rooms.catalog.selectFrom(table).select('end_reason').where('id', '=', id);
      return (await rows.executeTakeFirstOrThrow()).end_reason;
    };
    const left = async () => ({
      link: await ends('shares', link.id),
      request: await ends('file_requests', request.id),
      file: await remainsOf(house, file.id),
      half: await remainsOf(house, idOf(half)),
      kept: await remainsOf(house, kept.id),
      mails: (await mail.now()).map(({ headers }) => [headers['to'], headers['subject']]),
    });
    const all = ['row', 'key', 'parts', 'objects'];
    expect(await left()).toEqual({ link: null, request: null, file: all, half: all, kept: all, mails: [] });
    now += 2 * HOUR;
    const told = [[owner.email, 'Your link expires tomorrow']];
    const done = { link: 'EXPIRED', request: 'EXPIRED', file: [], half: [], kept: all, mails: told };
    await eventually('all of it is done', async () => {
      vi.advanceTimersByTime(MINUTE);
      return isDeepStrictEqual(await left(), done);
    });
    expect((await openShare(house, lasting.token)).code).toBeUndefined();
  });
});

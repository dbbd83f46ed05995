import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type NoticeSubjects, startNotices, tellOfEndings } from '../../../server/domain/notices.ts';
import { recordSoon } from '../../../server/domain/record.ts';
import { sealVault } from '../../../server/domain/vault-access.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { type MailServer, NO_MAIL_SERVER, startMailServer } from '../../support/mail-server.ts';
import { addMember, type Member } from '../../support/people.ts';
import { makeShare, openShare } from '../../support/shares.ts';
import { upload } from '../../support/transfers.ts';

describe.skipIf(NO_MAIL_SERVER)('notices by mail', () => {
  let house: TestHouse;
  let mail: MailServer;
  let owner: Member;
  let stop: () => void;
  const now = Date.UTC(2026, 10, 24, 12);
  const noticed = () => ({ ownerId: owner.id, title: 'Holiday plans' });
  const subjects: NoticeSubjects = {
    link: async (id) => (id.startsWith('quiet') ? null : { id, ...noticed() }),
    linksEnding: async (from, until) =>
      [now + 3_600_000, now + 90_000_000]
        .filter((at) => at > from && at <= until)
        .map((expiresAt) => ({ id: `ends-${expiresAt}`, expiresAt, ...noticed() })),
    request: async (id) => ({ id, ...noticed() }),
    sender: async () => 'Sam Sender',
  };

  beforeAll(async () => {
    mail = await startMailServer();
    const env = { STRONGROOM_SMTP_URL: `smtp://127.0.0.1:${mail.port}`, STRONGROOM_MAIL_FROM: 'files@example.org' };
    house = await startHouse({ env, clock: () => now });
    owner = await addMember(house, 'Olga Owner');
    stop = startNotices(house.rooms, subjects);
  });
  afterAll(async () => {
    await house?.remove();
    await mail?.end();
  });

  test('tell of the first download by a link once, of arrivals and of those who finished, and hold no file name', async () => {
    const grant = { actor: { kind: 'grant', id: 'g' } as const, ownerId: owner.id, names: { file: 'secret name.pdf' } };
    for (const shareId of ['quiet-1', 'link-1', 'link-1', 'link-2']) {
      recordSoon(house.rooms, { action: 'grant.spent', shareId, fileId: 'f', ...grant });
    }
    const sender = { actor: { kind: 'sender', id: 's1' } as const, ownerId: owner.id, requestId: 'r1' };
    recordSoon(house.rooms, { action: 'file.uploaded', fileId: 'f', ...sender });
    recordSoon(house.rooms, { action: 'file.uploaded', fileId: 'f2', ...sender });
    recordSoon(house.rooms, { action: 'request.finished', ...sender });
    const mails = await mail.mails(4);
    // A fifth would have been posted with these.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await mail.now()).toHaveLength(4);
    expect(mails.map(({ headers }) => headers['subject']).sort()).toEqual([
      'A file arrived',
      'Files were sent to you',
      'Your link was used for the first time',
      'Your link was used for the first time',
    ]);
    for (const { headers, text } of mails) {
      expect(headers['to']).toBe(owner.email);
      expect(text).toContain('“Holiday plans”');
      expect(text).not.toContain('secret name');
      expect(text).toContain(house.url);
    }
    expect(mails.find(({ headers }) => headers['subject']?.startsWith('Files'))?.text).toContain('Sam Sender');
  });

  test('tell of a link that ends within a day once, and not while the vault is sealed', async () => {
    expect(await tellOfEndings(house.rooms, subjects)).toBe(1);
    expect(await tellOfEndings(house.rooms, subjects)).toBe(0);
    const mails = await mail.mails(5);
    expect(mails.some(({ text }) => text.includes('stops to work on 2026-11-24 at 13:00 UTC'))).toBe(true);
    stop();
    await sealVault(house.rooms, house.admin);
    expect(await tellOfEndings(house.rooms, subjects)).toBe(0);
  });
});

describe.skipIf(NO_MAIL_SERVER)('a house that can send mail', () => {
  let house: TestHouse;
  let mail: MailServer;
  beforeAll(async () => {
    mail = await startMailServer();
    const env = { STRONGROOM_SMTP_URL: `smtp://127.0.0.1:${mail.port}`, STRONGROOM_MAIL_FROM: 'files@example.org' };
    house = await startHouse({ env });
  });
  afterAll(async () => {
    await house?.remove();
    await mail?.end();
  });

  test('tells the owner of a link, who asked for it, of its first download, also where that was the last', async () => {
    const { id } = await upload(house, Buffer.from('hello'), { name: 'hello.txt' });
    const quiet = await makeShare(house, { fileIds: [id], label: 'Not asked for' });
    const told = await makeShare(house, { fileIds: [id], label: 'For the tax office', notify: true, maxDownloads: 1 });
    for (const { token } of [quiet, told]) {
      const { opened } = await openShare(house, token);
      expect(await (await fetch(opened?.files[0]?.downloadUrl ?? '')).text()).toBe('hello');
    }
    const [first] = await mail.mails(1);
    expect(first?.headers['subject']).toBe('Your link was used for the first time');
    expect(first?.text).toContain('“For the tax office”');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await mail.now()).toHaveLength(1);
  });
});

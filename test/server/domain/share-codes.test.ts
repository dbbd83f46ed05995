import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { eventsAfter } from '../../../server/catalog/audit.ts';
import { openNames } from '../../../server/domain/audit-names.ts';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { type MailServer, NO_MAIL_SERVER, startMailServer } from '../../support/mail-server.ts';
import { allWays, askOpenly, everyWay, makeShare, opened, openShare, updateShare } from '../../support/shares.ts';
import { bytesOf, upload } from '../../support/transfers.ts';
import { get } from '../../support/wire.ts';

const ASK = 'mutation ($token: String!, $email: String!) { requestShareCode(token: $token, email: $email) }';

const NEEDS = 'query ($token: String!) { shareInfo(token: $token) { needsPassword needsCode label } }';

describe.skipIf(NO_MAIL_SERVER !== null)('a link that asks for a code', () => {
  let house: TestHouse;
  let server: MailServer;
  let now = Date.now();
  beforeAll(async () => {
    server = await startMailServer();
    const mail = {
      STRONGROOM_SMTP_URL: `smtp://127.0.0.1:${server.port}`,
      STRONGROOM_MAIL_FROM: 'Strongroom <room@example.org>',
    };
    house = await startHouse({ clock: () => now, env: { STRONGROOM_TRUST_PROXY: '1', ...mail } });
  });
  afterAll(async () => {
    await house.remove();
    await server.end();
  });
  beforeEach(() => {
    now += 3_600_000;
  });
  afterEach(() => void vi.useRealTimers());

  async function shareOf(recipients = ['ann@example.org']) {
    const { id } = await upload(house, bytesOf(100), { name: 'very-secret-name.bin' });
    return makeShare(house, { fileIds: [id], recipients, requireCode: true, label: 'Quarter' });
  }

  async function ask(token: string, email: string): Promise<void> {
    expect((await askOpenly(house, ASK, { token, email })).data).toEqual({ requestShareCode: true });
  }

  /** Asks for a code and takes it out of the mail. */
  async function codeFor(token: string, email: string): Promise<string> {
    const before = (await server.now()).length;
    await ask(token, email);
    const mails = await server.mails(before + 1);
    const mail = mails.at(-1);
    expect(mail?.headers['to']).toContain(email.trim().toLowerCase());
    const [, code = ''] = /Your code: (\d{6})$/m.exec(mail?.text ?? '') ?? [];
    expect(code).toHaveLength(6);
    return code;
  }

  /** How many codes were not sent so far. */
  const refused = () => house.logged().split('no code was sent').length - 1;

  /** Moves the clock by which attempts are counted, which is not the house's. */
  function setTime(to: number): void {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(to);
  }

  const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

  test('is opened by the code that a recipient gets by mail, once, and never by a link in the mail', async () => {
    const { token } = await shareOf();
    expect((await openShare(house, token)).code).toBe('WRONG_PASSPHRASE');
    const needs = async (cookie = '') => (await askOpenly(house, NEEDS, { token }, { cookie })).data.shareInfo;
    expect(await needs()).toEqual({ needsPassword: false, needsCode: true, label: '' });
    const code = await codeFor(token, ' ANN@example.org ');
    const mail = (await server.now()).at(-1);
    expect(mail?.headers['subject']).toBe('Your one-time code');
    expect(mail?.text).not.toMatch(/very-secret|https?:|\/s\//);
    const { first, cookie } = await opened(house, token, { code });
    expect((await get(first)).status).toBe(200);
    expect((await openShare(house, token, { code })).code).toBe('WRONG_PASSPHRASE');
    expect((await opened(house, token, { cookie })).first).toBe(first);
    expect(await needs(cookie)).toEqual({ needsPassword: false, needsCode: false, label: 'Quarter' });
  });

  test('names the recipient whose code it was in the record', async () => {
    const { token, id } = await shareOf(['ann@example.org', 'bob@example.org']);
    const { first } = await opened(house, token, { code: await codeFor(token, 'bob@example.org') });
    expect((await get(first)).status).toBe(200);
    // A download is recorded when its answer has ended.
    const events = await eventually('all is recorded', async () => {
      await house.rooms.recorder.flush();
      const all = (await eventsAfter(house.rooms.catalog, 0, 10_000)).filter(({ shareId }) => shareId === id);
      return all.length >= 5 ? all : null;
    });
    const told = events.map((event) => [event.action, openNames(house.rooms.vault.keyring, event).recipient]);
    expect(told).toEqual([
      ['share.created', undefined],
      ['share.code-sent', 'bob@example.org'],
      ['share.opened', 'bob@example.org'],
      ['grant.spent', undefined],
      ['file.downloaded', 'bob@example.org'],
    ]);
    expect(JSON.stringify(events)).not.toContain('bob');
    const grants = await house.rooms.catalog
      .selectFrom('grants')
      .select('recipient_hash')
      .where('share_id', '=', id)
      .execute();
    expect(grants.map(({ recipient_hash }) => recipient_hash?.length)).toEqual([32]);
    const stored = await house.rooms.catalog.selectFrom('grants').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain('bob');
  });

  test('takes a code for ten minutes and five tries, whatever is done to the clock', async () => {
    const { token } = await shareOf();
    const lasting = await codeFor(token, 'ann@example.org');
    now += 599_999;
    expect((await openShare(house, token, { code: lasting })).code).toBeUndefined();
    const first = await codeFor(token, 'ann@example.org');
    now += 600_000;
    expect((await openShare(house, token, { code: first })).code).toBe('WRONG_PASSPHRASE');
    now -= 600_000;
    expect((await openShare(house, token, { code: first })).code).toBe('WRONG_PASSPHRASE');
    now += 600_000;
    const second = await codeFor(token, 'ann@example.org');
    for (let i = 0; i < 5; i += 1) {
      expect((await openShare(house, token, { code: other(second) })).code).toBe('WRONG_PASSPHRASE');
    }
    expect((await openShare(house, token, { code: second })).code).toBe('WRONG_PASSPHRASE');
    const third = await codeFor(token, 'ann@example.org');
    for (let i = 0; i < 4; i += 1) await openShare(house, token, { code: other(third) });
    expect((await openShare(house, token, { code: third })).code).toBeUndefined();
  });

  test('a newer code voids the older one', async () => {
    const { token } = await shareOf();
    const [older, newer] = [await codeFor(token, 'ann@example.org'), await codeFor(token, 'ann@example.org')];
    if (older !== newer) expect((await openShare(house, token, { code: older })).code).toBe('WRONG_PASSPHRASE');
    expect((await openShare(house, token, { code: newer })).code).toBeUndefined();
  });

  test('sends five codes an hour to each recipient, and says nothing of it', async () => {
    const began = Date.now();
    const { token } = await shareOf(['ann@example.org', 'bob@example.org']);
    const [before, unsent] = [(await server.now()).length, refused()];
    for (let i = 0; i < 5; i += 1) await codeFor(token, 'ann@example.org');
    for (let i = 0; i < 3; i += 1) await ask(token, 'ann@example.org');
    await eventually('all three were refused', () => refused() === unsent + 3);
    expect((await server.now()).length).toBe(before + 5);
    await codeFor(token, 'bob@example.org');
    await codeFor((await shareOf()).token, 'ann@example.org');
    setTime(began + 3_540_000);
    await ask(token, 'ann@example.org');
    await eventually('it was refused', () => refused() === unsent + 4);
    setTime(began + 3_660_000);
    await opened(house, token, { code: await codeFor(token, 'ann@example.org') });
  });

  test('lets twenty wrong codes a day through, then not even the right one; other links stay open', async () => {
    const began = Date.now();
    const [{ token }, free] = [await shareOf(), await shareOf()];
    for (let i = 0; i < 20; i += 1) {
      expect((await openShare(house, token, { code: '000000' })).code).toBe('WRONG_PASSPHRASE');
    }
    const code = await codeFor(token, 'ann@example.org');
    expect((await openShare(house, token, { code })).code).toBe('RATE_LIMITED');
    await opened(house, free.token, { code: await codeFor(free.token, 'ann@example.org') });
    setTime(began + 86_340_000);
    expect((await openShare(house, token, { code })).code).toBe('RATE_LIMITED');
    setTime(began + 86_460_000);
    await opened(house, token, { code });
  });

  test('answers alike, and waits for no work, whoever asks for a code of whatever', async () => {
    const { token } = await shareOf();
    const before = (await server.now()).length;
    await ask(token, 'eve@example.org');
    await ask('no such token', 'ann@example.org');
    const { mail } = house.rooms;
    const asked: string[] = [];
    // A mail server that never takes the mail: the answer does not wait for it.
    house.rooms.mail = { send: ({ to }) => new Promise(() => asked.push(to)), post() {} };
    await ask(token, 'ann@example.org');
    await eventually('the work was done behind the answer', () => asked.length > 0);
    house.rooms.mail = mail;
    expect(asked).toEqual(['ann@example.org']);
    expect((await server.now()).length).toBe(before);
  });

  test('keeps no code that could be read or tried through', async () => {
    const { token, id } = await shareOf();
    const code = await codeFor(token, 'ann@example.org');
    const row = await house.rooms.catalog
      .selectFrom('share_codes')
      .selectAll()
      .where('share_id', '=', id)
      .executeTakeFirstOrThrow();
    const { createHash } = await import('node:crypto');
    expect(row.code_hash.equals(createHash('sha256').update(code).digest())).toBe(false);
    expect(row.code_hash.includes(code)).toBe(false);
  });

  test('closes at the next byte request to whom it opened, once they are no recipient or a code is asked for', async () => {
    const files = [await upload(house, bytesOf(100, 1)), await upload(house, bytesOf(100, 2))];
    const fileIds = files.map((file) => file.id);
    const { token, id } = await makeShare(house, { fileIds, recipients: ['ann@example.org'], requireCode: true });
    const share = await opened(house, token, { code: await codeFor(token, 'ann@example.org') });
    await updateShare(house, { id, recipients: ['ann@example.org', 'bob@example.org'] });
    expect((await get(share.first, { Range: 'bytes=0-9' })).status).toBe(206);
    await updateShare(house, { id, recipients: ['bob@example.org'] });
    expect(await everyWay(share)).toEqual(allWays(404));
    await updateShare(house, { id, requireCode: false });
    const free = await opened(house, token);
    expect((await get(free.first)).status).toBe(200);
    await updateShare(house, { id, requireCode: true });
    expect((await get(free.first)).status).toBe(404);
  });

  test('with a password too asks for both', async () => {
    const { id } = await upload(house, bytesOf(100));
    const { token } = await makeShare(house, {
      fileIds: [id],
      recipients: ['ann@example.org'],
      requireCode: true,
      password: 'a password of the link',
    });
    const code = await codeFor(token, 'ann@example.org');
    expect((await openShare(house, token, { code })).code).toBe('WRONG_PASSPHRASE');
    expect((await openShare(house, token, { code, password: 'not the password' })).code).toBe('WRONG_PASSPHRASE');
    expect((await openShare(house, token, { password: 'a password of the link' })).code).toBe('WRONG_PASSPHRASE');
    expect((await openShare(house, token, { code, password: 'a password of the link' })).code).toBeUndefined();
  });
});

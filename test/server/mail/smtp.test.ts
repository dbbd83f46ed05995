import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../../server/http/log.ts';
import { openMailer } from '../../../server/mail/smtp.ts';
import { freePort, type MailServer, NO_MAIL_SERVER, startMailServer } from '../../support/mail-server.ts';

const FROM = { name: 'Strongroom', address: 'files@example.org' };
const RECIPIENT = 'someone.secret@example.org';
const MAIL = { to: RECIPIENT, subject: 'Your one-time code', text: 'Your code: 123456\n\nGrüße, Zoë 🗝\n' };

const folder = mkdtempSync(join(tmpdir(), 'strongroom-mail-tls-'));
afterAll(() => rmSync(folder, { recursive: true }));

function mailerTo(url: string, retries: number[] = []) {
  const lines: string[] = [];
  const mailer = openMailer({ url, from: FROM, retries }, createLog({ write: (line) => void lines.push(line) }));
  onTestFinished(mailer.close);
  return { ...mailer, logged: () => lines.join('') };
}

async function server(options?: Parameters<typeof startMailServer>[0]): Promise<MailServer> {
  const started = await startMailServer(options);
  onTestFinished(started.end);
  return started;
}

function certificate(): string[] {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '2', ...subject],
    { stdio: 'ignore' },
  );
  return [cert, key];
}

describe.skipIf(NO_MAIL_SERVER)('mail by a real server', () => {
  test('a mail arrives with its words, and says that no person wrote it', async () => {
    const { port, mails } = await server();
    await mailerTo(`smtp://127.0.0.1:${port}`).send(MAIL);
    const [mail] = await mails(1);
    expect(mail?.headers).toMatchObject({
      from: 'Strongroom <files@example.org>',
      to: RECIPIENT,
      subject: MAIL.subject,
      'auto-submitted': 'auto-generated',
    });
    expect(mail?.text.trim()).toBe(MAIL.text.trim());
  });

  test('what would end a header is a space, and no header is added', async () => {
    const { port, mails } = await server();
    const subject = 'A label\r\nBcc: victim@example.org\r\n\r\nAnother body\u2028X-Evil: 1';
    await mailerTo(`smtp://127.0.0.1:${port}`).send({ ...MAIL, subject });
    const [mail] = await mails(1);
    expect(mail?.headers['subject']).toBe('A label Bcc: victim@example.org Another body X-Evil: 1');
    expect(Object.keys(mail?.headers ?? {})).not.toContain('bcc');
    expect(Object.keys(mail?.headers ?? {})).not.toContain('x-evil');
    expect(mail?.counts).toMatchObject({ to: 1, subject: 1, from: 1 });
    expect(mail?.text.trim()).toBe(MAIL.text.trim());
  });

  test.each([
    'a@example.org, b@example.org',
    'a@example.org\r\nRCPT TO:<b@example.org>',
    'Name <a@example.org>',
    'a@example.org;b@example.org',
    'a',
    '',
  ])('%j is refused as an address', async (to) => {
    const { port, now } = await server();
    await expect(mailerTo(`smtp://127.0.0.1:${port}`).send({ ...MAIL, to })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    expect(await now()).toEqual([]);
  });

  test('smtps: is TLS from the first byte', async () => {
    const [cert = '', key = ''] = certificate();
    const { port, mails } = await server({ tls: ['--smtpscert', cert, '--smtpskey', key] });
    await mailerTo(`smtps://127.0.0.1:${port}`).send(MAIL);
    expect(await mails(1)).toHaveLength(1);
    await expect(mailerTo(`smtp://127.0.0.1:${port}`).send(MAIL)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  test('smtp: takes STARTTLS where it is offered', async () => {
    const [cert = '', key = ''] = certificate();
    // This server refuses mail over a connection that stayed plain.
    const { port, mails } = await server({ tls: ['--tlscert', cert, '--tlskey', key] });
    await mailerTo(`smtp://127.0.0.1:${port}`).send(MAIL);
    expect(await mails(1)).toHaveLength(1);
  });

  test('a server that is down is UNAVAILABLE, and the log holds neither address, words nor credentials', async () => {
    const mailer = mailerTo(`smtp://user:hunter2@127.0.0.1:${await freePort()}`);
    await expect(mailer.send(MAIL)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.not.stringContaining(RECIPIENT),
    });
    expect(mailer.logged()).toContain('a mail could not be sent');
    expect(mailer.logged()).not.toMatch(/someone\.secret|123456|hunter2|one-time/);
  });

  test('a posted mail is tried again until the server is there', async () => {
    const port = await freePort();
    const mailer = mailerTo(`smtp://127.0.0.1:${port}`, [50, 100, 200, 400, 800, 1_600, 3_200]);
    mailer.post(MAIL);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { mails, now } = await server({ port });
    expect(await mails(1)).toHaveLength(1);
    await mailer.close();
    expect(await now()).toHaveLength(1);
    expect(mailer.logged()).not.toMatch(/someone\.secret|123456/);
  });

  test('more posted mails than are sent at once all arrive', async () => {
    const { port, mails } = await server();
    const mailer = mailerTo(`smtp://127.0.0.1:${port}`);
    for (let i = 0; i < 20; i += 1) mailer.post({ ...MAIL, to: `someone${i}@example.org` });
    const to = (await mails(20)).map(({ headers }) => headers['to']);
    expect(new Set(to).size).toBe(20);
  });
});

test('plain smtp: to another machine demands STARTTLS', async () => {
  const said: string[] = [];
  const plain = createServer((socket) => {
    socket.write('220 plain ESMTP\r\n');
    socket.on('error', () => {});
    socket.on('data', (data) => {
      said.push(data.toString());
      socket.write(data.toString().startsWith('EHLO') ? '250 plain\r\n' : '502 no\r\n');
    });
  }).listen(0, '127.0.0.1');
  await once(plain, 'listening');
  onTestFinished(() => void plain.close());
  const { port } = plain.address() as { port: number };
  // 0.0.0.0 reaches this machine, and is no loopback name.
  await expect(mailerTo(`smtp://user:hunter2@0.0.0.0:${port}`).send(MAIL)).rejects.toMatchObject({
    code: 'UNAVAILABLE',
  });
  expect(said.join('')).toContain('STARTTLS');
  expect(said.join('')).not.toMatch(/AUTH|MAIL FROM/);
});

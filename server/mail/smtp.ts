import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import type { Mail, Mailer } from '../domain/mailer.ts';
import { Problem } from '../domain/problem.ts';
import type { Log } from '../domain/rooms.ts';
import { Outbox } from './outbox.ts';

export interface MailOptions {
  /** `smtp://` or `smtps://`, with user and password in it. */
  url: string;
  from: { name: string; address: string };
  /** Milliseconds before each further try of a posted mail. */
  retries?: readonly number[];
}

/** A mailer, and its end: what is still to be tried again is dropped. */
export interface OpenMailer extends Mailer {
  close(): Promise<void>;
}

/** Milliseconds. */
const CONNECTING = 10_000;
const SILENCE = 30_000;
const RETRIES = [10_000, 60_000, 300_000];

/**
 * Mails by SMTP, each over a connection of its own. `smtps:` is TLS from the first byte; with `smtp:` STARTTLS is
 * used where it is offered, and demanded unless the server is on this machine. No connection is made before the first
 * mail.
 */
export function openMailer({ url, from, retries = RETRIES }: MailOptions, log: Log): OpenMailer {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const local = isLocal(hostname);
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !local,
    // A certificate names no loopback address, and there plain text would be taken too.
    tls: { rejectUnauthorized: !local },
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    connectionTimeout: CONNECTING,
    greetingTimeout: CONNECTING,
    socketTimeout: SILENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  async function send({ to, subject, text }: Mail): Promise<void> {
    if (!isBareAddress(to)) throw new Problem('BAD_INPUT', 'This is not an e-mail address.');
    try {
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject: oneLine(subject),
        text,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        xMailer: false,
      });
    } catch (error) {
      const refusal = refusalOf(error);
      log.warn({ reason: refusal.message }, 'a mail could not be sent');
      throw new Problem('UNAVAILABLE', 'The mail could not be sent. Try again later.', {
        cause: refusal,
        retryAfter: 60,
      });
    }
  }

  const outbox = new Outbox(send, retries, log);
  return {
    send,
    post: (mail) => outbox.add(mail),
    async close() {
      await outbox.close();
      transport.close();
    },
  };
}

function isLocal(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'));
}

/** Nothing in it that SMTP or a header reads as more than one address. */
const isBareAddress = (text: string) =>
  text.length <= 254 && /^[^\s\p{Cc}<>()[\]\\,;:"@]+@[^\s\p{Cc}<>()[\]\\,;:"@]+$/u.test(text);

/** RFC 5322 headers are lines: what would end or bend one is a space. */
const oneLine = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 200);

/** Codes alone: the server's own words repeat the address. */
function refusalOf(error: unknown): Error {
  const { code, responseCode, command } = error as { code?: unknown; responseCode?: unknown; command?: unknown };
  const parts = [code, responseCode, command].filter((part) => typeof part === 'string' || typeof part === 'number');
  return new Error(`SMTP ${parts.join(' ') || 'failed'}`);
}

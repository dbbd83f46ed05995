/**
 * All words of all mails: to translate them, translate this file. A subject holds nothing that a person typed, and no
 * file's name: mail servers on the way read it.
 */
export interface Words {
  subject: string;
  text: string;
}

/** The one-time code that opens a link. There is no link in it: a mail alone must open nothing. */
export function codeWords({
  code,
  minutes,
  sender,
  label,
}: {
  code: string;
  minutes: number;
  sender: string;
  label: string;
}): Words {
  return {
    subject: 'Your one-time code',
    text: letter(
      `${line(sender)} shares files with you${called(label)}.`,
      `Your code: ${code}`,
      `Type it into the page that asked for it. It works once, within ${minutes} minutes. Nobody will ask you for it by telephone or mail.`,
      'If you did not ask for a code, you need not do anything.',
    ),
  };
}

/** To a link's owner: somebody began the first download. */
export function firstDownloadWords({ label, at, url }: { label: string; at: number; url: string }): Words {
  return {
    subject: 'Your link was used for the first time',
    text: letter(
      `Somebody downloaded by your link${called(label)} for the first time, on ${when(at)}.`,
      `Who and what: ${url}`,
      WHY_LINK,
    ),
  };
}

/** To a link's owner: it ends within a day. */
export function expiryWords({ label, at, url }: { label: string; at: number; url: string }): Words {
  return {
    subject: 'Your link expires tomorrow',
    text: letter(
      `Your link${called(label)} stops to work on ${when(at)}.`,
      `To let it live longer, or to end it now: ${url}`,
      WHY_LINK,
    ),
  };
}

/** To a request's owner: a first file came in. */
export function arrivalWords({ title, at, url }: { title: string; at: number; url: string }): Words {
  return {
    subject: 'A file arrived',
    text: letter(`A file came in by your request${called(title)}, on ${when(at)}.`, `See it: ${url}`, WHY_REQUEST),
  };
}

/** To a request's owner: a sender says that all is sent. */
export function finishedWords({
  title,
  sender,
  at,
  url,
}: {
  title: string;
  sender: string;
  at: number;
  url: string;
}): Words {
  const who = line(sender) || 'The sender';
  return {
    subject: 'Files were sent to you',
    text: letter(
      `${who} has sent all files for your request${called(title)}, on ${when(at)}.`,
      `See them: ${url}`,
      WHY_REQUEST,
    ),
  };
}

const WHY_LINK = 'You get this mail because you asked for it when you made the link.';
const WHY_REQUEST = 'You get this mail because you asked for it when you made the request.';

const letter = (...paragraphs: string[]) => `${paragraphs.join('\n\n')}\n\n-- \nStrongroom\n`;

/** What a person typed stays in its line, so that it cannot pass for words of ours. */
const line = (text: string) => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();

const called = (name: string) => (line(name) === '' ? '' : ` “${line(name)}”`);

/** `2026-11-24 at 13:05 UTC`: the reader's zone is not known. */
const when = (milliseconds: number) => `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' at ')} UTC`;

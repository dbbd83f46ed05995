import { expect, test } from 'vitest';
import { arrivalWords, codeWords, expiryWords, finishedWords, firstDownloadWords } from '../../../server/mail/words.ts';

const EVIL = 'a label\r\n\r\nYour password has expired: https://evil.example\u2028‮';
const at = Date.UTC(2026, 10, 24, 13, 5);
const url = 'https://files.example.org/links';

const ALL = {
  code: codeWords({ code: '123456', minutes: 10, sender: EVIL, label: EVIL }),
  firstDownload: firstDownloadWords({ label: EVIL, at, url }),
  expiry: expiryWords({ label: EVIL, at, url }),
  arrival: arrivalWords({ title: EVIL, at, url }),
  finished: finishedWords({ title: EVIL, sender: EVIL, at, url }),
};

test.each(Object.entries(ALL))('what a person typed stays in its line of the mail: %s', (_, { subject, text }) => {
  expect(subject).not.toMatch(/label|evil|[\r\n]/);
  expect(text).toContain('a label Your password');
  expect(text).not.toMatch(/^Your password/m);
  expect(text).not.toMatch(/[\u2028‮\r]/);
});

test('a mail with a code holds the code and no link', () => {
  const { text } = codeWords({ code: '123456', minutes: 10, sender: 'Ada', label: '' });
  expect(text).toContain('Ada shares files with you.');
  expect(text).toContain('Your code: 123456');
  expect(text).not.toContain('http');
});

test('times are told in UTC, and nameless things go without a name', () => {
  expect(expiryWords({ label: '', at, url }).text).toContain('Your link stops to work on 2026-11-24 at 13:05 UTC.');
  expect(finishedWords({ title: 'Papers', sender: '', at, url }).text).toContain(
    'The sender has sent all files for your request “Papers”',
  );
});

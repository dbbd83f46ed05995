import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../../server/config/config.ts';

const faultsOf = (env: Record<string, string>): string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};

test('an empty environment serves loopback on 4000 out of ./data', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 4000,
    dataDir: join(process.cwd(), 'data'),
    publicUrl: null,
    suite: 1,
    maxFileSize: 512 * 2 ** 30,
    tls: null,
    trustProxy: null,
    metrics: null,
    mail: null,
  });
});

test('all faults are told at once, and no value is repeated', () => {
  const faults = faultsOf({
    PORT: 'http',
    STRONGROOM_CIPHER: 'rot13',
    STRONGROOM_PASSPHRASE: 'hunter2 hunter2',
    STRONGROOM_PASSPHRASE_FILE: '/nowhere/hunter2',
    STRONGROOM_TLS_CERT: '/cert.pem',
    STRONGROOM_PUBLIC_URL: 'https://files.example.org/path',
    STRONGROOM_TRUST_PROXY: 'true',
    STRONGROOM_ADMIN_EMAIL: 'not an address',
    STRONGROOM_ALLOW_HTTP: 'yes',
    STRONGROOM_MAX_FILE_SIZE: '5 parsecs',
  });
  for (const name of [
    'PORT',
    'STRONGROOM_CIPHER',
    'STRONGROOM_PASSPHRASE',
    'STRONGROOM_TLS_KEY',
    'STRONGROOM_PUBLIC_URL',
    'STRONGROOM_TRUST_PROXY',
    'STRONGROOM_ADMIN_EMAIL',
    'STRONGROOM_ALLOW_HTTP',
    'STRONGROOM_MAX_FILE_SIZE',
  ]) {
    expect(faults.some((fault) => fault.includes(name))).toBe(true);
  }
  expect(faults.join()).not.toMatch(/hunter2|rot13|parsecs/);
});

test('a mistyped key is a fault, not ignored', () => {
  expect(faultsOf({ STRONGROOM_PASPHRASE: 'x' })).toEqual(['STRONGROOM_PASPHRASE is not known; see --help.']);
});

test('a database that this version cannot use is a fault, not ignored', () => {
  expect(faultsOf({ DATABASE_URL: 'postgres://localhost/x' })[0]).toContain('DATABASE_URL');
});

test.each(['0.0.0.0', '::', '192.0.2.7', 'files.example.org'])(
  'plain HTTP on %s needs an explicit setting and says why',
  (HOST) => {
    expect(faultsOf({ HOST })[0]).toMatch(/could read files and passwords/);
    expect(faultsOf({ HOST, STRONGROOM_ALLOW_HTTP: 'true' })).toEqual([]);
  },
);

test.each(['localhost', '127.0.0.1', '127.8.8.8', '::1'])('plain HTTP on %s needs none', (HOST) => {
  expect(faultsOf({ HOST })).toEqual([]);
});

test('TLS is a pair of files; what contradicts it is a fault', () => {
  const pair = { STRONGROOM_TLS_CERT: '/cert.pem', STRONGROOM_TLS_KEY: '/key.pem' };
  const tls = { certFile: '/cert.pem', keyFile: '/key.pem' };
  expect(readConfig({ ...pair, HOST: '0.0.0.0' }).tls).toEqual({ ...tls, httpPort: null });
  expect(readConfig({ ...pair, STRONGROOM_HTTP_PORT: '8080' }).tls).toEqual({ ...tls, httpPort: 8080 });
  expect(readConfig({ ...pair, STRONGROOM_PUBLIC_URL: 'https://files.example.org' }).tls).not.toBeNull();
  expect(faultsOf({ STRONGROOM_TLS_KEY: '/key.pem' })).toEqual([expect.stringMatching(/go together/)]);
  expect(faultsOf({ STRONGROOM_HTTP_PORT: '8080' })).toEqual([expect.stringMatching(/HTTP_PORT needs .*TLS_CERT/)]);
  expect(faultsOf({ ...pair, STRONGROOM_PUBLIC_URL: 'http://files.example.org' })).toEqual([
    expect.stringMatching(/PUBLIC_URL begins with http:.*must begin with https:/),
  ]);
});

test('one trailing newline of a passphrase file is dropped, and one only', () => {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-config-'));
  const file = join(folder, 'passphrase');
  writeFileSync(file, 'six words\n\n');
  expect(readConfig({ STRONGROOM_PASSPHRASE_FILE: file }).passphrase).toBe('six words\n');
});

test.each([
  ['1', 1],
  ['10.0.0.0/8, 127.0.0.1', ['10.0.0.0/8', '127.0.0.1']],
  ['::1/128', ['::1/128']],
])('trusts the proxies %s', (text, expected) => {
  expect(readConfig({ STRONGROOM_TRUST_PROXY: text }).trustProxy).toEqual(expected);
});

test.each(['0', '11', '10.0.0.0/33', 'everyone', '10.0.0.0/8/8'])('does not take %s for a list of proxies', (text) => {
  expect(faultsOf({ STRONGROOM_TRUST_PROXY: text })).toHaveLength(1);
});

test.each([
  ['1', 1],
  ['64 KiB', 65_536],
  ['512GiB', 512 * 2 ** 30],
])('reads the size %s', (text, bytes) => {
  expect(readConfig({ STRONGROOM_MAX_FILE_SIZE: text }).maxFileSize).toBe(bytes);
});

test('a mail server and whom mails are from go together', () => {
  expect(faultsOf({ STRONGROOM_SMTP_URL: 'smtp://localhost' })[0]).toMatch(/go together/);
  expect(faultsOf({ STRONGROOM_MAIL_FROM: 'files@example.org' })[0]).toMatch(/go together/);
  const both = { STRONGROOM_SMTP_URL: 'smtps://me:p%40ss@mail.example.org:465' };
  expect(readConfig({ ...both, STRONGROOM_MAIL_FROM: 'Our files <files@example.org>' }).mail).toEqual({
    url: 'smtps://me:p%40ss@mail.example.org:465',
    from: { name: 'Our files', address: 'files@example.org' },
  });
  expect(readConfig({ ...both, STRONGROOM_MAIL_FROM: 'files@example.org' }).mail?.from).toEqual({
    name: '',
    address: 'files@example.org',
  });
});

test.each([
  ['STRONGROOM_SMTP_URL', 'https://hunter2.example.org'],
  ['STRONGROOM_SMTP_URL', 'smtp://user:hunter2@mail.example.org/?tls=no'],
  ['STRONGROOM_SMTP_URL', 'smtp://user:hunter2%@mail.example.org'],
  ['STRONGROOM_SMTP_URL', 'mail.hunter2.example.org'],
  ['STRONGROOM_MAIL_FROM', 'hunter2'],
  ['STRONGROOM_MAIL_FROM', 'Evil\r\nBcc: x <hunter2@example.org>'],
  ['STRONGROOM_MAIL_FROM', 'hunter2@example.org>'],
])('a %s that cannot be is a fault that does not repeat it: %j', (name, value) => {
  const good = { STRONGROOM_SMTP_URL: 'smtp://localhost', STRONGROOM_MAIL_FROM: 'files@example.org' };
  const faults = faultsOf({ ...good, [name]: value });
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(new RegExp(`^${name} is an`));
  expect(faults[0]).not.toContain('hunter2');
});

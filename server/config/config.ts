import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { KEYS, type KeyName, type Values } from './keys.ts';

/** What the operator chose, checked. The passphrase and the password are read once and not kept elsewhere. */
export interface Config {
  host: string;
  port: number;
  /** Absolute path. */
  dataDir: string;
  /** Origin without a trailing slash; null: whatever loopback name the caller uses. */
  publicUrl: string | null;
  passphrase: string | null;
  firstAdmin: { email: string; password: string } | null;
  /** FORMAT.md suite of new files. */
  suite: 1 | 2;
  /** Bytes. */
  maxFileSize: number;
  /** Bytes; null: no bound. */
  quotas: { user: number | null; total: number | null };
  /** How many uploads and downloads run at once. */
  transfers: { perUser: number; overall: number };
  tls: { certFile: string; keyFile: string; httpPort: number | null } | null;
  /** A number of hops, or addresses and CIDRs. */
  trustProxy: number | string[] | null;
  metrics: { host: string; port: number } | null;
  /** The URL holds the mail server's password. */
  mail: { url: string; from: { name: string; address: string } } | null;
}

/** Wrong or contradictory configuration, with every fault. No value is repeated in it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: string[];

  constructor(faults: string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n  ${faults.join('\n  ')}`,
    );
    this.faults = faults;
  }
}

/** Whether only programs on this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/**
 * Reads the environment. Unknown `STRONGROOM_*` variables are faults: a mistyped key must not be ignored.
 * @throws ConfigError with all faults at once; nothing was touched
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const faults: string[] = [];
  const values = readValues(env, faults);

  for (const name of Object.keys(env)) {
    if (name.startsWith('STRONGROOM_') && !(name in KEYS)) faults.push(`${name} is not known; see --help.`);
  }
  if (env['DATABASE_URL']) faults.push('DATABASE_URL is set, but this version keeps its catalog in SQLite; unset it.');

  const { STRONGROOM_TLS_CERT: certFile, STRONGROOM_TLS_KEY: keyFile, STRONGROOM_HTTP_PORT: httpPort } = values;
  if ((certFile === undefined) !== (keyFile === undefined)) {
    faults.push('STRONGROOM_TLS_CERT and STRONGROOM_TLS_KEY go together; one of them is missing.');
  }
  if (httpPort !== undefined && certFile === undefined) faults.push('STRONGROOM_HTTP_PORT needs STRONGROOM_TLS_CERT.');
  if (
    values.HOST !== undefined &&
    !isLoopback(values.HOST) &&
    certFile === undefined &&
    !values.STRONGROOM_ALLOW_HTTP
  ) {
    faults.push(
      'HOST is reachable from other machines, and without TLS everyone on the way could read files and passwords. ' +
        'Set STRONGROOM_TLS_CERT and STRONGROOM_TLS_KEY, or, behind a proxy that brings TLS, STRONGROOM_ALLOW_HTTP=true.',
    );
  }
  if (certFile !== undefined && values.STRONGROOM_PUBLIC_URL?.startsWith('http:')) {
    faults.push('STRONGROOM_PUBLIC_URL begins with http:, but TLS is set; it must begin with https:.');
  }
  const { STRONGROOM_ADMIN_EMAIL: email, STRONGROOM_ADMIN_PASSWORD: password } = values;
  if ((email === undefined) !== (password === undefined)) {
    faults.push('STRONGROOM_ADMIN_EMAIL and STRONGROOM_ADMIN_PASSWORD go together; one of them is missing.');
  }
  const { STRONGROOM_SMTP_URL: smtpUrl, STRONGROOM_MAIL_FROM: mailFrom } = values;
  if (!env['STRONGROOM_SMTP_URL'] !== !env['STRONGROOM_MAIL_FROM']) {
    faults.push('STRONGROOM_SMTP_URL and STRONGROOM_MAIL_FROM go together; one of them is missing.');
  }
  const passphrase = readPassphrase(values, faults);
  if (faults.length > 0) throw new ConfigError(faults);

  return {
    host: values.HOST,
    port: values.PORT,
    dataDir: resolve(values.STRONGROOM_DATA_DIR),
    publicUrl: values.STRONGROOM_PUBLIC_URL ?? null,
    passphrase,
    firstAdmin: email !== undefined && password !== undefined ? { email, password } : null,
    suite: values.STRONGROOM_CIPHER === 'aes-256-gcm' ? 1 : 2,
    maxFileSize: values.STRONGROOM_MAX_FILE_SIZE,
    quotas: { user: values.STRONGROOM_USER_QUOTA ?? null, total: values.STRONGROOM_TOTAL_QUOTA ?? null },
    transfers: { perUser: values.STRONGROOM_USER_TRANSFERS, overall: values.STRONGROOM_TRANSFERS },
    tls: certFile !== undefined && keyFile !== undefined ? { certFile, keyFile, httpPort: httpPort ?? null } : null,
    trustProxy: values.STRONGROOM_TRUST_PROXY ?? null,
    metrics:
      values.STRONGROOM_METRICS_PORT !== undefined
        ? { host: values.STRONGROOM_METRICS_HOST, port: values.STRONGROOM_METRICS_PORT }
        : null,
    mail: smtpUrl !== undefined && mailFrom !== undefined ? { url: smtpUrl, from: mailFrom } : null,
  };
}

function readValues(env: Record<string, string | undefined>, faults: string[]): Values {
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(KEYS) as KeyName[]) {
    const entry: { read: (typeof KEYS)[KeyName]['read']; default?: string } = KEYS[name];
    const text = env[name] || entry.default;
    if (text === undefined) continue;
    const result = entry.read.safeParse(text);
    if (result.success) values[name] = result.data;
    else faults.push(`${name} ${result.error.issues[0]?.message ?? 'is wrong'}.`);
  }
  return values as Values;
}

function readPassphrase(values: Values, faults: string[]): string | null {
  const { STRONGROOM_PASSPHRASE: text, STRONGROOM_PASSPHRASE_FILE: file } = values;
  if (text !== undefined && file !== undefined) {
    faults.push('STRONGROOM_PASSPHRASE and STRONGROOM_PASSPHRASE_FILE are both set; keep one of them.');
    return null;
  }
  if (file === undefined) return text ?? null;
  try {
    const content = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    if (content === '') faults.push('STRONGROOM_PASSPHRASE_FILE is empty.');
    return content;
  } catch {
    faults.push('STRONGROOM_PASSPHRASE_FILE cannot be read; check its path and who may read it.');
    return null;
  }
}

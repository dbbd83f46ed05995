import { isIP } from 'node:net';
import { z } from 'zod';

/** One environment variable: what it is for, what it is when absent, and how its text is read. */
interface Key<T> {
  doc: string;
  /** The text that stands for an absent variable; undefined where absence itself means something. */
  default?: string;
  read: z.ZodType<T, string>;
}

const optional = <T>(doc: string, read: z.ZodType<T, string>): Key<T> => ({ doc, read });

const key = <T>(doc: string, read: z.ZodType<T, string>, absent: string): Key<T> & { default: string } => ({
  doc,
  read,
  default: absent,
});

const UNITS: Record<string, number> = { '': 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 };

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'is a port number, 0 to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'is a port number, 0 to 65535');

const bytes = z
  .string()
  .regex(/^\d{1,12} ?(KiB|MiB|GiB|TiB)?$/, 'is a number of bytes, or of KiB, MiB, GiB or TiB with that unit behind it')
  .transform((text) => {
    const [, digits = '0', unit = ''] = /^(\d+) ?(.*)$/.exec(text) ?? [];
    return Number(digits) * (UNITS[unit] ?? 1);
  })
  .refine((value) => value > 0 && Number.isSafeInteger(value), 'is more than 0 and less than 2^53 bytes');

const count = z
  .string()
  .regex(/^[1-9]\d{0,5}$/, 'is a number, 1 to 999999')
  .transform(Number);

const flag = z.enum(['true', 'false'], 'is true or false').transform((text) => text === 'true');

const path = z.string().min(1, 'is a path');

const publicUrl = z
  .url({ protocol: /^https?$/, error: 'is an address such as https://files.example.org' })
  .refine((text) => URL.canParse(text) && new URL(text).pathname === '/' && !/[?#@]/.test(text), {
    error: 'is an origin alone: no path, query or user',
  })
  .transform((text) => new URL(text).origin);

const isCidr = (text: string) => {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
};

const trustProxy = z
  .string()
  .transform((text) => (/^\d+$/.test(text) ? Number(text) : text.split(',').map((part) => part.trim())))
  .refine((value) => (typeof value === 'number' ? value >= 1 && value <= 10 : value.every(isCidr)), {
    error: 'is a number of hops (1 to 10) or a comma-separated list of addresses or CIDRs',
  });

const smtpUrl = z.string().refine(isSmtpUrl, {
  error: 'is an address such as smtps://user:password@mail.example.org:465; user and password percent-encoded, no path',
});

function isSmtpUrl(text: string): boolean {
  if (!/^smtps?:\/\/[^/?#]+\/?$/.test(text) || !URL.canParse(text)) return false;
  const { hostname, username, password } = new URL(text);
  try {
    const [user, secret] = [decodeURIComponent(username), decodeURIComponent(password)];
    return hostname !== '' && (user !== '' || secret === '');
  } catch {
    return false;
  }
}

/** `someone@example.org`, or with a name before it: `Strongroom <someone@example.org>`. */
const mailFrom = z.string().transform((text, context) => {
  const [, name = '', address = ''] = /^(?:([^<>"\p{Cc}]*)<)?([^<>\s]+?)>?$/u.exec(text.trim()) ?? [];
  if (z.email().safeParse(address).success && text.includes('<') === text.endsWith('>')) {
    return { name: name.trim(), address };
  }
  context.addIssue('is an e-mail address, or a name and an address: Strongroom <files@example.org>');
  return z.NEVER;
});

/** Every variable that the program reads, in the order in which `--help` shows them. */
export const KEYS = {
  PORT: key('Port to serve on.', port, '4000'),
  HOST: key('Address to serve on. Beyond loopback, TLS or STRONGROOM_ALLOW_HTTP is needed.', path, '127.0.0.1'),
  STRONGROOM_DATA_DIR: key('Folder of the catalog and the sealed objects.', path, 'data'),
  STRONGROOM_PUBLIC_URL: optional(
    'Origin that people type, such as https://files.example.org. Links begin with it; other Host headers are refused.',
    publicUrl,
  ),
  STRONGROOM_PASSPHRASE: optional(
    'Unlocks the vault at start. Other programs of the same user may see it; a file is better.',
    z.string().min(1, 'is a passphrase'),
  ),
  STRONGROOM_PASSPHRASE_FILE: optional('File that holds the passphrase; one trailing newline is dropped.', path),
  STRONGROOM_ADMIN_EMAIL: optional(
    'First run without a person: the first administrator’s e-mail address.',
    z.email({ error: 'is an e-mail address' }),
  ),
  STRONGROOM_ADMIN_PASSWORD: optional(
    'First run without a person: the first administrator’s password.',
    z.string().min(12, 'has 12 characters or more').max(256, 'has 256 characters at most'),
  ),
  STRONGROOM_CIPHER: key(
    'What new files are sealed with: aes-256-gcm or aes-256-cbc-hmac.',
    z.enum(['aes-256-gcm', 'aes-256-cbc-hmac'], 'is aes-256-gcm or aes-256-cbc-hmac'),
    'aes-256-gcm',
  ),
  STRONGROOM_MAX_FILE_SIZE: key('Largest file that is taken.', bytes, '512 GiB'),
  STRONGROOM_USER_QUOTA: optional('How much all files of one account may hold; absent: no bound.', bytes),
  STRONGROOM_TOTAL_QUOTA: optional('How much all files of all accounts may hold; absent: no bound.', bytes),
  STRONGROOM_USER_TRANSFERS: key('How many uploads and downloads of one account run at once.', count, '128'),
  STRONGROOM_TRANSFERS: key('How many uploads and downloads run at once; more are told to come back.', count, '512'),
  STRONGROOM_TLS_CERT: optional('PEM file with the certificate chain; a renewed one is picked up.', path),
  STRONGROOM_TLS_KEY: optional('PEM file with the private key.', path),
  STRONGROOM_HTTP_PORT: optional('With TLS: a port for plain HTTP that sends browsers to https.', port),
  STRONGROOM_ALLOW_HTTP: key(
    'true serves plain HTTP beyond loopback: only behind a proxy that brings TLS, or on a network that nobody else reads.',
    flag,
    'false',
  ),
  STRONGROOM_TRUST_PROXY: optional(
    'Proxies whose X-Forwarded-* headers are believed: a number of hops, or their addresses or CIDRs.',
    trustProxy,
  ),
  STRONGROOM_SMTP_URL: optional(
    'Mail server: smtps://user:password@host:465, or smtp://host:587 (STARTTLS, required beyond loopback). Absent: no mail, and nothing that needs it.',
    smtpUrl,
  ),
  STRONGROOM_MAIL_FROM: optional('Whom mails are from: Strongroom <files@example.org>.', mailFrom),
  STRONGROOM_METRICS_HOST: key('Address of the metrics port.', path, '127.0.0.1'),
  STRONGROOM_METRICS_PORT: optional('Port for Prometheus metrics at /metrics; absent: none.', port),
} satisfies Record<string, Key<unknown>>;

export type KeyName = keyof typeof KEYS;

/** What each variable holds once it is read; undefined where it is absent and has no default. */
export type Values = {
  [N in KeyName]:
    | z.output<(typeof KEYS)[N]['read']>
    | ((typeof KEYS)[N] extends { default: string } ? never : undefined);
};

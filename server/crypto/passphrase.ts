import { randomBytes, scrypt } from 'node:crypto';
import { IntegrityError } from './integrity.ts';

export interface ScryptParams {
  N: number;
  r: number;
  p: number;
  /** 16 bytes. */
  salt: Buffer;
}

/** A key derivation runs in this process already; each takes 128 MiB or more. */
export class KdfBusy extends Error {
  override readonly name = 'KdfBusy';

  constructor() {
    super('A key derivation is running already.');
  }
}

/** The `params` text of a new passphrase seal. */
export function createSealParams(): string {
  return JSON.stringify({ kdf: 'scrypt', N: 131_072, r: 8, p: 1, salt: randomBytes(16).toString('base64') });
}

/**
 * Reads `params` and holds them against the bounds of FORMAT.md section 3, so that an edited row can ask for
 * neither a trivial nor an endless derivation.
 * @throws IntegrityError outside them
 */
export function parseSealParams(text: string): ScryptParams {
  let fields: unknown;
  try {
    fields = JSON.parse(text);
  } catch {
    throw new IntegrityError('params');
  }
  if (typeof fields !== 'object' || fields === null) throw new IntegrityError('params');
  const { kdf, N, r, p, salt, ...others } = fields as Record<string, unknown>;
  if (kdf !== 'scrypt' || r !== 8 || Object.keys(others).length > 0) throw new IntegrityError('params');
  if (!isInteger(N) || N < 2 ** 15 || N > 2 ** 19 || !Number.isInteger(Math.log2(N)))
    throw new IntegrityError('params');
  if (!isInteger(p) || p < 1 || p > 4 || typeof salt !== 'string') throw new IntegrityError('params');
  const raw = Buffer.from(salt, 'base64');
  if (raw.length !== 16 || raw.toString('base64') !== salt) throw new IntegrityError('params');
  return { N, r, p, salt: raw };
}

let running = false;

/**
 * The 32-byte unseal key, derived off the main thread in about 0.3 s and 128 MiB.
 * @throws KdfBusy while another derivation runs in this process
 */
export async function deriveUnsealKey(passphrase: string, params: ScryptParams): Promise<Buffer> {
  if (running) throw new KdfBusy();
  running = true;
  const { N, r, p, salt } = params;
  const text = Buffer.from(passphrase.normalize('NFKC'), 'utf8');
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      const maxmem = 128 * r * (N + p + 4);
      scrypt(text, salt, 32, { N, r, p, maxmem }, (error, key) => (error ? reject(error) : resolve(key)));
    });
  } finally {
    text.fill(0);
    running = false;
  }
}

function isInteger(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value);
}

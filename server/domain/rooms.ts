import type { Kysely } from 'kysely';
import type { Database } from '../catalog/tables.ts';
import type { Quotas } from '../catalog/usage.ts';
import type { CiphertextStore } from '../store/store.ts';
import type { Vault } from '../vault/vault.ts';
import type { Activities } from './activity.ts';
import type { Attempts } from './attempts.ts';
import type { PlacedPart } from './file-reader.ts';
import type { Hashing } from './hashing.ts';
import type { Mailer } from './mailer.ts';
import type { NameSearch } from './name-search.ts';
import type { PartLists } from './part-lists.ts';
import type { Recorder } from './recorder.ts';
import type { SetupCode } from './setup-code.ts';
import type { TransferSlots } from './transfer-slots.ts';
import type { Turns } from './turns.ts';
import type { Hold } from './upload-lease.ts';

/** What the rules stand on; built once in main.ts (and in its test twin) and handed to every domain function. */
export interface Rooms {
  catalog: Kysely<Database>;
  store: CiphertextStore;
  vault: Vault;
  attempts: Attempts;
  search: NameSearch;
  partLists: PartLists<PlacedPart>;
  setupCode: SetupCode;
  transfers: TransferSlots;
  /** Derivations out of passwords of links. */
  derivations: Turns;
  /** null where the operator named no mail server: what needs mail is not offered then. */
  mail: Mailer | null;
  /** Behind `record`, `recordSoon` and `onRecorded` (record.ts). */
  recorder: Recorder;
  /** Who looks at live updates. */
  activities: Activities;
  /** The resumable uploads that this process writes at the moment, by file id. */
  holds: Map<string, Hold>;
  hashing: Hashing;
  settings: Settings;
  log: Log;
  /** Milliseconds since 1970; never goes back (steady-clock.ts). Every rule about time asks it. */
  clock: () => number;
  /** The address of whom this call is made for, by the trust-proxy rules; absent in the background. Edges set it on a copy. */
  address?: string;
}

/** The operator's choices that the rules need. */
export interface Settings {
  /** Origin that links to hand out begin with, without a trailing slash. */
  publicUrl: string;
  /** FORMAT.md suite of new files: 1 or 2. */
  defaultSuite: 1 | 2;
  /** Bytes of plaintext. */
  maxFileSize: number;
  /** Bytes of plaintext. */
  quotas: Quotas;
}

/** The part of pino that the rules use; fields are redacted by the logger, names are never handed to it. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

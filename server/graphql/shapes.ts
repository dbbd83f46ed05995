import type { User } from '../domain/accounts.ts';
import type { Activity } from '../domain/activity.ts';
import type { AuditEvent } from '../domain/audit-events.ts';
import type { FileAccess } from '../domain/file-sharing.ts';
import type { FilePage } from '../domain/files.ts';
import type { Folder, FolderPage } from '../domain/folders.ts';
import type { RequestSender } from '../domain/request-senders.ts';
import type { FileRequest } from '../domain/requests.ts';
import type { SharedFile } from '../domain/share-opening.ts';
import type { SharePolicy } from '../domain/share-policy.ts';
import type { Share } from '../domain/shares.ts';
import type { StoredFile } from '../domain/stored-files.ts';
import type { VaultState } from '../domain/vault-access.ts';

/** What the resolvers of `File` are given. */
export type FileShape = StoredFile;

/** What the resolvers of `FileConnection` are given; the count is made only where it is asked for. */
export interface FileConnectionShape {
  page: FilePage;
  /** A file's place in this very listing. */
  cursorOf: (file: StoredFile) => string;
  count: () => Promise<number>;
}

/** What the resolvers of `Folder` are given. */
export type FolderShape = Folder;

/** What the resolvers of `FolderConnection` are given. */
export interface FolderConnectionShape {
  page: FolderPage;
  parent: Folder;
}

/** What the resolvers of `FileAccess` are given. */
export type FileAccessShape = FileAccess;

/** What the resolvers of `Activity` are given. */
export type ActivityShape = Activity;

/** What the resolvers of `FileRequest` are given; its senders are looked up only where they are asked for. */
export type FileRequestShape = FileRequest;

/** What the resolvers of `RequestSender` are given. */
export type RequestSenderShape = RequestSender;

/** What the resolvers of `User` are given. */
export type UserShape = User;

/** What the resolvers of `Vault` are given. */
export interface VaultShape {
  state: VaultState;
}

/** What the resolvers of `AuditEvent` are given. */
export type AuditEventShape = AuditEvent;

/** What the resolvers of `Share` are given. */
export type ShareShape = Share;

/** What the resolvers of `SharedFile` are given. */
export type SharedFileShape = SharedFile;

/** What the resolvers of `SharePolicy` are given. */
export type SharePolicyShape = SharePolicy;

import type { User } from '../domain/accounts.ts';
import type { FilePage } from '../domain/files.ts';
import type { RequestSender } from '../domain/request-senders.ts';
import type { FileRequest } from '../domain/requests.ts';
import type { StoredFile } from '../domain/stored-files.ts';
import type { VaultState } from '../domain/vault-access.ts';

/** What the resolvers of `File` are given. */
export type FileShape = StoredFile;

/** What the resolvers of `FileConnection` are given; the count is made only where it is asked for. */
export interface FileConnectionShape {
  page: FilePage;
  search: string | null | undefined;
}

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

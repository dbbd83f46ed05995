import type { User } from '../domain/accounts.ts';
import type { StoredFile } from '../domain/files.ts';

/** What the resolvers of `File` are given. */
export type FileShape = StoredFile;

/** What the resolvers of `User` are given. */
export type UserShape = User;

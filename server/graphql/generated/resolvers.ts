import type { UploadPromise } from '../upload.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { FileShape, FileConnectionShape, UserShape, VaultShape } from '../shapes.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A whole number up to 2^53, as a JSON number: sizes in bytes, counts. */
  BigInt: { input: number; output: number; }
  /** A moment in UTC, ISO 8601 with milliseconds. */
  DateTime: { input: Date; output: Date | number; }
  /** A file in a multipart request (the GraphQL multipart request specification). */
  Upload: { input: UploadPromise; output: never; }
};

/** A token for programs, without its secret. */
export type ApiToken = {
  __typename?: 'ApiToken';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it ends by itself; null for never. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** A lower-case uuid. */
  id: Scalars['ID']['output'];
  /** Within a minute; null when it was never used. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  /** As its owner called it. */
  name: Scalars['String']['output'];
  /** What it may do; ADMIN counts only while its owner is an administrator. */
  scopes: Array<Scope>;
};

/** What a file is sealed with. */
export type Cipher =
  /** AES-256-CBC with PKCS#7 and HMAC-SHA-512 in segments of 16 KiB (suite 02). */
  | 'AES_256_CBC_HMAC'
  /** AES-256-GCM in segments of 16 KiB (suite 01). */
  | 'AES_256_GCM';

/** What a token is for. */
export type CreateApiTokenInput = {
  /** In the future; null for never. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** For you to know it by; 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** At least one. */
  scopes: Array<Scope>;
};

/** Whose account to make. */
export type CreateUserInput = {
  /** To sign in by; upper and lower case are alike. */
  email: Scalars['String']['input'];
  /** 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** What the account may do beyond its own files. */
  role?: Role;
};

/** A new token with its secret. */
export type CreatedApiToken = {
  __typename?: 'CreatedApiToken';
  /** The same without its secret. */
  apiToken: ApiToken;
  /** `sr_…`: shown this once, stored as a hash only. */
  token: Scalars['String']['output'];
};

/** An account whose owner has to set a password. */
export type CreatedUser = {
  __typename?: 'CreatedUser';
  /** Give it to the account's owner; it works once, for seven days. */
  setPasswordUrl: Scalars['String']['output'];
  /** The account. */
  user: User;
};

/** What a browser does with a download. */
export type Disposition =
  /** It is saved. */
  | 'ATTACHMENT'
  /** It is shown, where its type is safe to show. */
  | 'INLINE';

/** A signed address. */
export type DownloadUrl = {
  __typename?: 'DownloadUrl';
  /** When it stops to work. */
  expiresAt: Scalars['DateTime']['output'];
  /** Absolute; works without cookie or header until it expires. */
  url: Scalars['String']['output'];
};

/** Every `extensions.code` that an error can carry. There is no other. */
export type ErrorCode =
  /** The request says something that cannot be; the message says what. */
  | 'BAD_INPUT'
  /** Someone else changed the same thing first. Read again, then repeat. */
  | 'CONFLICT'
  /** The time of this is over. */
  | 'EXPIRED'
  /** The file is larger than this server takes. */
  | 'FILE_TOO_LARGE'
  /** You may know of this, but not do this. */
  | 'FORBIDDEN'
  /** What is stored is damaged or was altered. Nothing of it was sent. */
  | 'INTEGRITY'
  /** A fault of ours. The id in the message is in the server's log. */
  | 'INTERNAL'
  /** There is no such thing, or none that you may know of. */
  | 'NOT_FOUND'
  /** There is no room left in the quota. */
  | 'QUOTA_EXCEEDED'
  /** Too many attempts. Wait, then repeat. */
  | 'RATE_LIMITED'
  /** The server's disk or store is full. */
  | 'STORAGE_FULL'
  /** The document asks for too much at once. */
  | 'TOO_COMPLEX'
  /** Sign in, or send a token that is alive. */
  | 'UNAUTHENTICATED'
  /** The server cannot do this just now. Repeat later. */
  | 'UNAVAILABLE'
  /** The upload ended before all of it arrived. */
  | 'UPLOAD_INCOMPLETE'
  /** All allowed uses of this are spent. */
  | 'USED_UP'
  /** The vault is locked; an administrator must enter the passphrase. */
  | 'VAULT_SEALED'
  /** This server has no vault yet. Open the one-time setup link. */
  | 'VAULT_UNINITIALIZED'
  /** The passphrase, password or code is wrong. */
  | 'WRONG_PASSPHRASE';

/** A file that is wholly stored. */
export type File = {
  __typename?: 'File';
  /** What it is sealed with. */
  cipher: Cipher;
  /** A media type, `application/octet-stream` where none was given. */
  contentType: Scalars['String']['output'];
  /** When it was stored. */
  createdAt: Scalars['DateTime']['output'];
  /** As `Query.downloadUrl`. */
  downloadUrl: DownloadUrl;
  /** When it will be destroyed; null for never. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** A lower-case uuid. */
  id: Scalars['ID']['output'];
  /** Which version of the key-encryption key wraps its key. */
  keyVersion: Scalars['Int']['output'];
  /** As it was given; data, never a path. */
  name: Scalars['String']['output'];
  /** Whose file it is. */
  owner: User;
  /** In how many sealed objects it rests. */
  parts: Scalars['Int']['output'];
  /** Bytes of the file. */
  size: Scalars['BigInt']['output'];
  /** Bytes at rest, with headers and tags. */
  storedSize: Scalars['BigInt']['output'];
};


/** A file that is wholly stored. */
export type FileDownloadUrlArgs = {
  disposition?: Disposition;
  expiresIn?: Scalars['Int']['input'];
};

/** A page of files. */
export type FileConnection = {
  __typename?: 'FileConnection';
  /** Files with their cursors. */
  edges: Array<FileEdge>;
  /** The same files without cursors. */
  nodes: Array<File>;
  /** Whether there is more. */
  pageInfo: PageInfo;
  /** How many there are in all pages. */
  totalCount: Scalars['Int']['output'];
};

/** A file in a page. */
export type FileEdge = {
  __typename?: 'FileEdge';
  /** Pass as `after` to go on behind this file. */
  cursor: Scalars['String']['output'];
  /** The file. */
  node: File;
};

/** What the first run needs. */
export type InitializeVaultInput = {
  /** The first administrator's e-mail address. */
  adminEmail: Scalars['String']['input'];
  /** The first administrator's name. */
  adminName: Scalars['String']['input'];
  /** The first administrator's password, 12 characters or more. */
  adminPassword: Scalars['String']['input'];
  /** Six words or more are advised. If it is lost, the files are lost. */
  passphrase: Scalars['String']['input'];
  /** The code in the setup link that the server printed. */
  setupCode: Scalars['String']['input'];
};

/** What a key version is used for. */
export type KeyState =
  /** Wraps all new files. */
  | 'ACTIVE'
  /** Opens older files only. */
  | 'DECRYPT_ONLY'
  /** Its key is gone. */
  | 'DESTROYED';

/** One version of the key-encryption key. */
export type KeyVersion = {
  __typename?: 'KeyVersion';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** How many files' keys it wraps. */
  files: Scalars['Int']['output'];
  /** 1, 2, … */
  id: Scalars['Int']['output'];
  /** What it is used for. */
  state: KeyState;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Makes a token for programs. Needs a session: a token cannot make tokens. */
  createApiToken: CreatedApiToken;
  /** Makes an account and a one-time link by which its owner sets a password. Administrators only. */
  createUser: CreatedUser;
  /** Destroys the file's key, then its bytes. Without a backup of the catalog nobody can bring it back. */
  deleteFile: Scalars['ID']['output'];
  /** Ends an account's sessions, tokens and links at once and refuses new ones. Not the last active administrator. Administrators only. */
  disableUser: User;
  /** Lets a disabled account sign in again. Administrators only. */
  enableUser: User;
  /** Makes the vault and the first administrator, once. Of two at once one wins, the other gets CONFLICT. */
  initializeVault: Vault;
  /** Gives a file another name. */
  renameFile: File;
  /** Ends an account's sessions, tokens, password and second factor, and gives a new one-time link to set a password. Administrators only. */
  resetUser: CreatedUser;
  /** Ends a token at once. Needs a session, or the token itself; gives its id. */
  revokeApiToken: Scalars['ID']['output'];
  /** Makes a new active key version; older ones only decrypt, and wraps move over in the background. Administrators only. */
  rotateKek: Vault;
  /** Forgets all keys and breaks running transfers. Administrators only. */
  sealVault: Vault;
  /** Sets the password by a one-time link that an administrator gave, and ends the account's sessions. A second factor stays. */
  setPassword: Scalars['Boolean']['output'];
  /** Changes an account's role. The last active administrator stays one. Administrators only. */
  setUserRole: User;
  /** Ends all of your sessions but this one; gives how many there were. */
  signOutEverywhere: Scalars['Int']['output'];
  /** Hands all files of one account to another; their names stay unseen. Gives how many. Administrators only. */
  transferFiles: Scalars['Int']['output'];
  /** Unlocks the vault. Attempts are limited; at most one in a document. */
  unsealVault: Vault;
  /** Stores a file. Send it by the multipart request specification, one file in a request. */
  uploadFile: File;
};


export type MutationCreateApiTokenArgs = {
  input: CreateApiTokenInput;
};


export type MutationCreateUserArgs = {
  input: CreateUserInput;
};


export type MutationDeleteFileArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDisableUserArgs = {
  id: Scalars['ID']['input'];
};


export type MutationEnableUserArgs = {
  id: Scalars['ID']['input'];
};


export type MutationInitializeVaultArgs = {
  input: InitializeVaultInput;
};


export type MutationRenameFileArgs = {
  id: Scalars['ID']['input'];
  name: Scalars['String']['input'];
};


export type MutationResetUserArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRevokeApiTokenArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSetPasswordArgs = {
  password: Scalars['String']['input'];
  token: Scalars['String']['input'];
};


export type MutationSetUserRoleArgs = {
  id: Scalars['ID']['input'];
  role: Role;
};


export type MutationTransferFilesArgs = {
  fromUserId: Scalars['ID']['input'];
  toUserId: Scalars['ID']['input'];
};


export type MutationUnsealVaultArgs = {
  passphrase: Scalars['String']['input'];
};


export type MutationUploadFileArgs = {
  file: Scalars['Upload']['input'];
  input?: InputMaybe<UploadFileInput>;
};

/** Where a reader of a connection stands. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Pass as `after` to get the next page; null when this page is empty. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether another page follows. */
  hasNextPage: Scalars['Boolean']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** Your API tokens that are not revoked, newest first. */
  apiTokens: Array<ApiToken>;
  /** A signed, short-lived address of a file's contents, for anything that can fetch: no cookie, no header. */
  downloadUrl: DownloadUrl;
  /** One of your files; null when there is none by that id. */
  file?: Maybe<File>;
  /** Your files, newest first. */
  files: FileConnection;
  /** All accounts, by name. Administrators only. */
  users: UserConnection;
  /** The vault's state, for anyone; its key versions for admins. */
  vault: Vault;
  /** The program's version. */
  version: Scalars['String']['output'];
  /** You; null when signed out. */
  viewer?: Maybe<User>;
};


export type QueryDownloadUrlArgs = {
  disposition?: Disposition;
  expiresIn?: Scalars['Int']['input'];
  fileId: Scalars['ID']['input'];
};


export type QueryFileArgs = {
  id: Scalars['ID']['input'];
};


export type QueryFilesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  search?: InputMaybe<Scalars['String']['input']>;
};


export type QueryUsersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** What an account may do beyond its own files. */
export type Role =
  /** Manages the vault and the accounts; sees no one else's names or contents. */
  | 'ADMIN'
  /** Its own files only. */
  | 'MEMBER';

/** What a token may do; never more than its owner. */
export type Scope =
  /** Manage accounts and the vault, where its owner may. */
  | 'ADMIN'
  /** List and download. */
  | 'READ'
  /** Make and revoke links. */
  | 'SHARE'
  /** Upload, rename, delete. */
  | 'WRITE';

/** How to store a file; every field may be left out. */
export type UploadFileInput = {
  /** Instead of the server's default. */
  cipher?: InputMaybe<Cipher>;
  /** When to destroy it; in the future. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Instead of the name in the multipart part. */
  name?: InputMaybe<Scalars['String']['input']>;
};

/** An account. */
export type User = {
  __typename?: 'User';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Whether an administrator has disabled it. */
  disabled: Scalars['Boolean']['output'];
  /** In lower case; null for all but the account itself and administrators. */
  email?: Maybe<Scalars['String']['output']>;
  /** A lower-case uuid. */
  id: Scalars['ID']['output'];
  /** As people call them. */
  name: Scalars['String']['output'];
  /** What it may do beyond its own files. */
  role: Role;
  /** Whether signing in needs a second factor; null for all but the account itself and administrators. */
  twoFactorEnabled?: Maybe<Scalars['Boolean']['output']>;
};

/** A page of accounts. */
export type UserConnection = {
  __typename?: 'UserConnection';
  /** The same accounts with their cursors. */
  edges: Array<UserEdge>;
  /** The accounts without cursors. */
  nodes: Array<User>;
  /** Whether there is more. */
  pageInfo: PageInfo;
};

/** An account in a page. */
export type UserEdge = {
  __typename?: 'UserEdge';
  /** Pass as `after` to go on behind this account. */
  cursor: Scalars['String']['output'];
  /** The account. */
  node: User;
};

/** The keeper of all keys. */
export type Vault = {
  __typename?: 'Vault';
  /** Ed25519 public keys (base64 of the 32 raw bytes) that sign the audit record, oldest first; empty while not unsealed. */
  auditPublicKeys: Array<Scalars['String']['output']>;
  /** Key versions, newest first; null for all but administrators, and while the vault is not unsealed. */
  keyVersions?: Maybe<Array<KeyVersion>>;
  /** UNINITIALIZED, SEALED or UNSEALED. */
  state: VaultState;
};

/** What the keeper of all keys is in. */
export type VaultState =
  /** Locked: no key is in memory. */
  | 'SEALED'
  /** No vault yet: the setup link is waiting. */
  | 'UNINITIALIZED'
  /** Unlocked: the keys are in memory. */
  | 'UNSEALED';



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  ApiToken: ResolverTypeWrapper<ApiToken>;
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Cipher: Cipher;
  CreateApiTokenInput: CreateApiTokenInput;
  CreateUserInput: CreateUserInput;
  CreatedApiToken: ResolverTypeWrapper<CreatedApiToken>;
  CreatedUser: ResolverTypeWrapper<Omit<CreatedUser, 'user'> & { user: ResolversTypes['User'] }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Disposition: Disposition;
  DownloadUrl: ResolverTypeWrapper<DownloadUrl>;
  ErrorCode: ErrorCode;
  File: ResolverTypeWrapper<FileShape>;
  FileConnection: ResolverTypeWrapper<FileConnectionShape>;
  FileEdge: ResolverTypeWrapper<Omit<FileEdge, 'node'> & { node: ResolversTypes['File'] }>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  InitializeVaultInput: InitializeVaultInput;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  KeyState: KeyState;
  KeyVersion: ResolverTypeWrapper<KeyVersion>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Role: Role;
  Scope: Scope;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Upload: ResolverTypeWrapper<Scalars['Upload']['output']>;
  UploadFileInput: UploadFileInput;
  User: ResolverTypeWrapper<UserShape>;
  UserConnection: ResolverTypeWrapper<Omit<UserConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['UserEdge']>, nodes: Array<ResolversTypes['User']> }>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['User'] }>;
  Vault: ResolverTypeWrapper<VaultShape>;
  VaultState: VaultState;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  ApiToken: ApiToken;
  BigInt: Scalars['BigInt']['output'];
  Boolean: Scalars['Boolean']['output'];
  CreateApiTokenInput: CreateApiTokenInput;
  CreateUserInput: CreateUserInput;
  CreatedApiToken: CreatedApiToken;
  CreatedUser: Omit<CreatedUser, 'user'> & { user: ResolversParentTypes['User'] };
  DateTime: Scalars['DateTime']['output'];
  DownloadUrl: DownloadUrl;
  File: FileShape;
  FileConnection: FileConnectionShape;
  FileEdge: Omit<FileEdge, 'node'> & { node: ResolversParentTypes['File'] };
  ID: Scalars['ID']['output'];
  InitializeVaultInput: InitializeVaultInput;
  Int: Scalars['Int']['output'];
  KeyVersion: KeyVersion;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  String: Scalars['String']['output'];
  Upload: Scalars['Upload']['output'];
  UploadFileInput: UploadFileInput;
  User: UserShape;
  UserConnection: Omit<UserConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['UserEdge']>, nodes: Array<ResolversParentTypes['User']> };
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
  Vault: VaultShape;
};

export type ApiTokenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiToken'] = ResolversParentTypes['ApiToken']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['Scope']>, ParentType, ContextType>;
};

export interface BigIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['BigInt'], any> {
  name: 'BigInt';
}

export type CreatedApiTokenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreatedApiToken'] = ResolversParentTypes['CreatedApiToken']> = {
  apiToken?: Resolver<ResolversTypes['ApiToken'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CreatedUserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreatedUser'] = ResolversParentTypes['CreatedUser']> = {
  setPasswordUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DownloadUrlResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DownloadUrl'] = ResolversParentTypes['DownloadUrl']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['File'] = ResolversParentTypes['File']> = {
  cipher?: Resolver<ResolversTypes['Cipher'], ParentType, ContextType>;
  contentType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  downloadUrl?: Resolver<ResolversTypes['DownloadUrl'], ParentType, ContextType, RequireFields<FileDownloadUrlArgs, 'disposition' | 'expiresIn'>>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  keyVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  parts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  storedSize?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type FileConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FileConnection'] = ResolversParentTypes['FileConnection']> = {
  edges?: Resolver<Array<ResolversTypes['FileEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['File']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FileEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FileEdge'] = ResolversParentTypes['FileEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['File'], ParentType, ContextType>;
};

export type KeyVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KeyVersion'] = ResolversParentTypes['KeyVersion']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  files?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['KeyState'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createApiToken?: Resolver<ResolversTypes['CreatedApiToken'], ParentType, ContextType, RequireFields<MutationCreateApiTokenArgs, 'input'>>;
  createUser?: Resolver<ResolversTypes['CreatedUser'], ParentType, ContextType, RequireFields<MutationCreateUserArgs, 'input'>>;
  deleteFile?: Resolver<ResolversTypes['ID'], ParentType, ContextType, RequireFields<MutationDeleteFileArgs, 'id'>>;
  disableUser?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationDisableUserArgs, 'id'>>;
  enableUser?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationEnableUserArgs, 'id'>>;
  initializeVault?: Resolver<ResolversTypes['Vault'], ParentType, ContextType, RequireFields<MutationInitializeVaultArgs, 'input'>>;
  renameFile?: Resolver<ResolversTypes['File'], ParentType, ContextType, RequireFields<MutationRenameFileArgs, 'id' | 'name'>>;
  resetUser?: Resolver<ResolversTypes['CreatedUser'], ParentType, ContextType, RequireFields<MutationResetUserArgs, 'id'>>;
  revokeApiToken?: Resolver<ResolversTypes['ID'], ParentType, ContextType, RequireFields<MutationRevokeApiTokenArgs, 'id'>>;
  rotateKek?: Resolver<ResolversTypes['Vault'], ParentType, ContextType>;
  sealVault?: Resolver<ResolversTypes['Vault'], ParentType, ContextType>;
  setPassword?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationSetPasswordArgs, 'password' | 'token'>>;
  setUserRole?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationSetUserRoleArgs, 'id' | 'role'>>;
  signOutEverywhere?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  transferFiles?: Resolver<ResolversTypes['Int'], ParentType, ContextType, RequireFields<MutationTransferFilesArgs, 'fromUserId' | 'toUserId'>>;
  unsealVault?: Resolver<ResolversTypes['Vault'], ParentType, ContextType, RequireFields<MutationUnsealVaultArgs, 'passphrase'>>;
  uploadFile?: Resolver<ResolversTypes['File'], ParentType, ContextType, RequireFields<MutationUploadFileArgs, 'file'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  apiTokens?: Resolver<Array<ResolversTypes['ApiToken']>, ParentType, ContextType>;
  downloadUrl?: Resolver<ResolversTypes['DownloadUrl'], ParentType, ContextType, RequireFields<QueryDownloadUrlArgs, 'disposition' | 'expiresIn' | 'fileId'>>;
  file?: Resolver<Maybe<ResolversTypes['File']>, ParentType, ContextType, RequireFields<QueryFileArgs, 'id'>>;
  files?: Resolver<ResolversTypes['FileConnection'], ParentType, ContextType, RequireFields<QueryFilesArgs, 'first'>>;
  users?: Resolver<ResolversTypes['UserConnection'], ParentType, ContextType, RequireFields<QueryUsersArgs, 'first'>>;
  vault?: Resolver<ResolversTypes['Vault'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  viewer?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export interface UploadScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Upload'], any> {
  name: 'Upload';
}

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  disabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  twoFactorEnabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type UserConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection']> = {
  edges?: Resolver<Array<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['User']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type UserEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type VaultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Vault'] = ResolversParentTypes['Vault']> = {
  auditPublicKeys?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  keyVersions?: Resolver<Maybe<Array<ResolversTypes['KeyVersion']>>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['VaultState'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  ApiToken?: ApiTokenResolvers<ContextType>;
  BigInt?: GraphQLScalarType;
  CreatedApiToken?: CreatedApiTokenResolvers<ContextType>;
  CreatedUser?: CreatedUserResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DownloadUrl?: DownloadUrlResolvers<ContextType>;
  File?: FileResolvers<ContextType>;
  FileConnection?: FileConnectionResolvers<ContextType>;
  FileEdge?: FileEdgeResolvers<ContextType>;
  KeyVersion?: KeyVersionResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Upload?: GraphQLScalarType;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  Vault?: VaultResolvers<ContextType>;
};


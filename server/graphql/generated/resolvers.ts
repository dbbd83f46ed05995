import type { IncomingFile } from '../../domain/incoming-file.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ActivityShape, FileShape, FileConnectionShape, FileAccessShape, ShareShape, SharePolicyShape, SharedFileShape, FileRequestShape, RequestSenderShape, FolderShape, FolderConnectionShape, UserShape, VaultShape, AuditEventShape } from '../shapes.ts';
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
  Upload: { input: IncomingFile; output: never; }
};

/** Something that happened just now. */
export type Activity = {
  __typename?: 'Activity';
  /** When. */
  at: Scalars['DateTime']['output'];
  /** The file; null where several changed. */
  fileId?: Maybe<Scalars['ID']['output']>;
  /** The file's name; null where it is gone. */
  fileName?: Maybe<Scalars['String']['output']>;
  /** What. */
  kind: ActivityKind;
  /** The request by which it happened. */
  requestId?: Maybe<Scalars['ID']['output']>;
  /** The link by which it happened. */
  shareId?: Maybe<Scalars['ID']['output']>;
};

/** What happened. */
export type ActivityKind =
  /** A file came in by one of your requests. */
  | 'ARRIVED'
  /** A file of yours was renamed, moved, shared or deleted, here or elsewhere. */
  | 'CHANGED'
  /** Someone downloaded a file of yours. */
  | 'DOWNLOADED'
  /** Someone shared a file with you, or took it back. */
  | 'SHARED'
  /** A file of yours was stored. */
  | 'UPLOADED';

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

/** Something that happened. */
export type AuditEvent = {
  __typename?: 'AuditEvent';
  /** What: noun and verb, `file.uploaded` for example. */
  action: Scalars['String']['output'];
  /** Who: an account's id, a grant's, a sender's; null for nobody or the server itself. */
  actorId?: Maybe<Scalars['ID']['output']>;
  /** `user`, `token`, `grant`, `sender`, `anonymous` or `system`. */
  actorKind: Scalars['String']['output'];
  /** The account behind it as people call it; null where there is none. */
  actorName?: Maybe<Scalars['String']['output']>;
  /** The caller's address by the trust-proxy rules; empty where there is none. */
  address: Scalars['String']['output'];
  /** When. */
  at: Scalars['DateTime']['output'];
  /** Bytes that left or came; null where none did. */
  bytes?: Maybe<Scalars['BigInt']['output']>;
  /** Of a transfer, whether it came to its end. */
  complete?: Maybe<Scalars['Boolean']['output']>;
  /** The file. */
  fileId?: Maybe<Scalars['ID']['output']>;
  /** The file's name at that time; null for all but its owner. */
  fileName?: Maybe<Scalars['String']['output']>;
  /** The folder. */
  folderId?: Maybe<Scalars['ID']['output']>;
  /** The grant. */
  grantId?: Maybe<Scalars['ID']['output']>;
  /** Whom something was sent to, a code for example; null for all but the owner. */
  recipient?: Maybe<Scalars['String']['output']>;
  /** The file request. */
  requestId?: Maybe<Scalars['ID']['output']>;
  /** Its place in the record, from 1 on, without gaps. */
  seq: Scalars['BigInt']['output'];
  /** The link. */
  shareId?: Maybe<Scalars['ID']['output']>;
  /** The account that it was done to. */
  userId?: Maybe<Scalars['ID']['output']>;
};

/** A page of events. */
export type AuditEventConnection = {
  __typename?: 'AuditEventConnection';
  /** The same events with their cursors. */
  edges: Array<AuditEventEdge>;
  /** The events without cursors. */
  nodes: Array<AuditEvent>;
  /** Whether there is more. */
  pageInfo: PageInfo;
};

/** An event in a page. */
export type AuditEventEdge = {
  __typename?: 'AuditEventEdge';
  /** Pass as `after` to go on behind this event. */
  cursor: Scalars['String']['output'];
  /** The event. */
  node: AuditEvent;
};

/** Which events. */
export type AuditFilter = {
  /** Only these actions, `file.uploaded` for example; `file.*` takes all of a kind. BAD_INPUT where there is none such. */
  actions?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Only about this file. */
  fileId?: InputMaybe<Scalars['ID']['input']>;
  /** Administrators: also your own files' names, as others see them; then only your own events. */
  own?: Scalars['Boolean']['input'];
  /** Only about this link. */
  shareId?: InputMaybe<Scalars['ID']['input']>;
  /** Not before. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
  /** Before. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only by this account. */
  userId?: InputMaybe<Scalars['ID']['input']>;
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

/** What you ask for, within which limits. */
export type CreateFileRequestInput = {
  /** In the future; null for never. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** A folder of yours; the root where absent. */
  folderId?: InputMaybe<Scalars['ID']['input']>;
  /** Most bytes of one file, from 1 on. */
  maxFileSize?: InputMaybe<Scalars['BigInt']['input']>;
  /** Most files in all, from 1 on. */
  maxFiles?: InputMaybe<Scalars['Int']['input']>;
  /** At most 2,000 characters; senders read it. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** Mail me about the first file and about each sender who has finished; does nothing on a server that sends no mail. */
  notify?: Scalars['Boolean']['input'];
  /** 8 to 256 characters. */
  password?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 200 characters. */
  title: Scalars['String']['input'];
};

/** What a link gives, to whom, within which limits. */
export type CreateShareInput = {
  /** In the future; null for never. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Files of yours. Files and folders together: 1 to 1,000. */
  fileIds?: Array<Scalars['ID']['input']>;
  /** Folders of yours. */
  folderIds?: Array<Scalars['ID']['input']>;
  /** At most 200 characters. */
  label?: InputMaybe<Scalars['String']['input']>;
  /** How often each file may be downloaded, from 1 on. */
  maxDownloads?: InputMaybe<Scalars['Int']['input']>;
  /** Mail me about the first download and the day before it expires. */
  notify?: Scalars['Boolean']['input'];
  /** 8 to 256 characters. */
  password?: InputMaybe<Scalars['String']['input']>;
  /** E-mail addresses, at most 50. */
  recipients?: Array<Scalars['String']['input']>;
  /** Needs recipients, and a server that can send mail. */
  requireCode?: Scalars['Boolean']['input'];
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

/** A new request. */
export type CreatedFileRequest = {
  __typename?: 'CreatedFileRequest';
  /** Its limits. */
  fileRequest: FileRequest;
  /** Give it to whom you ask. */
  url: Scalars['String']['output'];
};

/** A new link. */
export type CreatedShare = {
  __typename?: 'CreatedShare';
  /** The link's limits. */
  share: Share;
  /** Give it to whom it is meant for. */
  url: Scalars['String']['output'];
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
  /** Who else may use it; empty for all but its owner. */
  access: Array<FileAccess>;
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
  /** The same folder, with its name and path. */
  folder?: Maybe<Folder>;
  /** The folder that it is in; null for the root, and for all but its owner. */
  folderId?: Maybe<Scalars['ID']['output']>;
  /** A lower-case uuid. */
  id: Scalars['ID']['output'];
  /** Which version of the key-encryption key wraps its key. */
  keyVersion: Scalars['Int']['output'];
  /** Whether a living link of yours gives it, by itself or with a folder that it is in; false for all but its owner. */
  linked: Scalars['Boolean']['output'];
  /** As it was given; data, never a path. */
  name: Scalars['String']['output'];
  /** Whose file it is. */
  owner: User;
  /** In how many sealed objects it rests. */
  parts: Scalars['Int']['output'];
  /** What you may: null for its owner. */
  role?: Maybe<ShareRole>;
  /** How many people it is shared with; 0 for all but its owner. */
  sharedWith: Scalars['Int']['output'];
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

/** Someone who may use a file of another. */
export type FileAccess = {
  __typename?: 'FileAccess';
  /** Since when. */
  createdAt: Scalars['DateTime']['output'];
  /** What they may. */
  role: ShareRole;
  /** Who. */
  user: User;
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

/** A link by which people without an account send files. */
export type FileRequest = {
  __typename?: 'FileRequest';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it ended; null while it lives. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it ends by itself; null for never. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Files that came so far. */
  files: Scalars['Int']['output'];
  /** The folder into which files come; null for the root. */
  folderId?: Maybe<Scalars['ID']['output']>;
  /** Whether opening it needs a password. */
  hasPassword: Scalars['Boolean']['output'];
  /** A lower-case uuid. */
  id: Scalars['ID']['output'];
  /** Most bytes of one file; null for the server's limit. */
  maxFileSize?: Maybe<Scalars['BigInt']['output']>;
  /** Most files in all; null for any number. */
  maxFiles?: Maybe<Scalars['Int']['output']>;
  /** What senders read; empty for none. */
  note: Scalars['String']['output'];
  /** Whether its owner is mailed about the first file and about each sender who has finished, where the server can send mail. */
  notify: Scalars['Boolean']['output'];
  /** Those who sent something, the first of them first; at most 200. */
  senders: Array<RequestSender>;
  /** What is asked for. */
  title: Scalars['String']['output'];
  /** The link itself, to be copied again; null once it has ended. */
  url?: Maybe<Scalars['String']['output']>;
};

/** A page of requests. */
export type FileRequestConnection = {
  __typename?: 'FileRequestConnection';
  /** The same requests with their cursors. */
  edges: Array<FileRequestEdge>;
  /** The requests without cursors. */
  nodes: Array<FileRequest>;
  /** Whether there is more. */
  pageInfo: PageInfo;
};

/** A request in a page. */
export type FileRequestEdge = {
  __typename?: 'FileRequestEdge';
  /** Pass as `after` to go on behind this request. */
  cursor: Scalars['String']['output'];
  /** The request. */
  node: FileRequest;
};

/** What anyone may know of a request. */
export type FileRequestInfo = {
  __typename?: 'FileRequestInfo';
  /** When it ends by itself; null for never. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether opening it needs a password. */
  needsPassword: Scalars['Boolean']['output'];
  /** Who asks, as people call them. */
  owner: Scalars['String']['output'];
  /** What is asked for; empty where it needs a password. */
  title: Scalars['String']['output'];
};

/** How much may be sent into a request. */
export type FileRequestLimits = {
  __typename?: 'FileRequestLimits';
  /** When it ends by itself; null for never. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** How many more files; null for any number. */
  filesLeft?: Maybe<Scalars['Int']['output']>;
  /** Most bytes of one file. */
  maxFileSize: Scalars['BigInt']['output'];
};

/** A folder, or the root. */
export type Folder = {
  __typename?: 'Folder';
  /** When it was made; null for the root. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The files in it, newest first. */
  files: FileConnection;
  /** How many files are in it and in all folders beneath it: those that `deleteFolder` destroys. */
  filesWithin: Scalars['Int']['output'];
  /** The folders in it, by name. */
  folders: FolderConnection;
  /** How many folders are beneath it, at any depth. */
  foldersWithin: Scalars['Int']['output'];
  /** A lower-case uuid; null for the root. */
  id?: Maybe<Scalars['ID']['output']>;
  /** As it was given; empty for the root. */
  name: Scalars['String']['output'];
  /** The folder that it is in; null for the root and for what is in the root. */
  parentId?: Maybe<Scalars['ID']['output']>;
  /** The folders from the root's child down to this one's parent. */
  path: Array<Folder>;
};


/** A folder, or the root. */
export type FolderFilesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/** A folder, or the root. */
export type FolderFoldersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** A page of folders. */
export type FolderConnection = {
  __typename?: 'FolderConnection';
  /** The same folders with their cursors. */
  edges: Array<FolderEdge>;
  /** The folders without cursors. */
  nodes: Array<Folder>;
  /** Whether there is more. */
  pageInfo: PageInfo;
  /** How many there are in all pages. */
  totalCount: Scalars['Int']['output'];
};

/** A folder in a page. */
export type FolderEdge = {
  __typename?: 'FolderEdge';
  /** Pass as `after` to go on behind this folder. */
  cursor: Scalars['String']['output'];
  /** The folder. */
  node: Folder;
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
  /** Ends a request at once; what was sent stays. Scope SHARE. */
  closeFileRequest: Scalars['ID']['output'];
  /** Makes a token for programs. Needs a session: a token cannot make tokens. */
  createApiToken: CreatedApiToken;
  /** Makes a link by which people without an account put files into a folder of yours. Scope SHARE. */
  createFileRequest: CreatedFileRequest;
  /** Makes a folder. Its name is sealed like a file's. A folder holds at most 10,000 others; they may be 32 deep. */
  createFolder: Folder;
  /** Makes a link. Scope SHARE. */
  createShare: CreatedShare;
  /** Makes an account and a one-time link by which its owner sets a password. Administrators only. */
  createUser: CreatedUser;
  /** Destroys the file's key, then its bytes. Without a backup of the catalog nobody can bring it back. */
  deleteFile: Scalars['ID']['output'];
  /** Destroys a folder with all folders and files in it; gives its id. */
  deleteFolder: Scalars['ID']['output'];
  /** Ends an account's sessions, tokens and links at once and refuses new ones. Not the last active administrator. Administrators only. */
  disableUser: User;
  /** Lets a disabled account sign in again. Administrators only. */
  enableUser: User;
  /** Says that all is sent, tells the owner, and gives the receipt; repeated, the same one. Nothing can be sent by this token afterwards. */
  finishFileRequest: Receipt;
  /** Makes the vault and the first administrator, once. Of two at once one wins, the other gets CONFLICT. */
  initializeVault: Vault;
  /** Puts a file into a folder. */
  moveFile: File;
  /** Puts a folder, with all that is in it, into another. */
  moveFolder: Folder;
  /** Opens a request: gives a Bearer for `/uploads` and `uploadFile` into it, and for nothing else. At most one in a document. */
  openFileRequest: OpenedFileRequest;
  /** Opens a link: checks password and code, gives addresses of the files. Spends nothing until a first byte leaves. At most one in a document. */
  openShare: OpenedShare;
  /** Gives a file another name. */
  renameFile: File;
  /** Gives a folder another name. */
  renameFolder: Folder;
  /** Mails a one-time code, where the address is one of the link's recipients. Always true, in the same time. At most one in a document. */
  requestShareCode: Scalars['Boolean']['output'];
  /** Ends an account's sessions, tokens, password and second factor, and gives a new one-time link to set a password. Administrators only. */
  resetUser: CreatedUser;
  /** Ends a token at once. Needs a session, or the token itself; gives its id. */
  revokeApiToken: Scalars['ID']['output'];
  /** Ends a link at once, running downloads at their next request. Scope SHARE. */
  revokeShare: Scalars['ID']['output'];
  /** Makes a new active key version; older ones only decrypt, and wraps move over in the background. Administrators only. */
  rotateKek: Vault;
  /** Forgets all keys and breaks running transfers. Administrators only. */
  sealVault: Vault;
  /** Sets the password by a one-time link that an administrator gave, and ends the account's sessions. A second factor stays. */
  setPassword: Scalars['Boolean']['output'];
  /** Sets what every new link must keep to. Administrators only. */
  setSharePolicy: SharePolicy;
  /** Changes an account's role. The last active administrator stays one. Administrators only. */
  setUserRole: User;
  /** Lets someone with an account use a file of yours, or changes what they may. Scope SHARE. */
  shareWithUser: File;
  /** Ends all of your sessions but this one; gives how many there were. */
  signOutEverywhere: Scalars['Int']['output'];
  /** Hands all files of one account to another; their names stay unseen. Gives how many. Administrators only. */
  transferFiles: Scalars['Int']['output'];
  /** Unlocks the vault. Attempts are limited; at most one in a document. */
  unsealVault: Vault;
  /** Takes it back; effective at the next byte request. Scope SHARE. */
  unshareWithUser: File;
  /** Changes a link's limits; they hold from the next byte request on. Scope SHARE. */
  updateShare: Share;
  /** Stores a file. Send it by the multipart request specification, one file in a request. */
  uploadFile: File;
};


export type MutationCloseFileRequestArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCreateApiTokenArgs = {
  input: CreateApiTokenInput;
};


export type MutationCreateFileRequestArgs = {
  input: CreateFileRequestInput;
};


export type MutationCreateFolderArgs = {
  name: Scalars['String']['input'];
  parentId?: InputMaybe<Scalars['ID']['input']>;
};


export type MutationCreateShareArgs = {
  input: CreateShareInput;
};


export type MutationCreateUserArgs = {
  input: CreateUserInput;
};


export type MutationDeleteFileArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDeleteFolderArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDisableUserArgs = {
  id: Scalars['ID']['input'];
};


export type MutationEnableUserArgs = {
  id: Scalars['ID']['input'];
};


export type MutationFinishFileRequestArgs = {
  senderEmail?: InputMaybe<Scalars['String']['input']>;
  senderName?: InputMaybe<Scalars['String']['input']>;
  uploadToken: Scalars['String']['input'];
};


export type MutationInitializeVaultArgs = {
  input: InitializeVaultInput;
};


export type MutationMoveFileArgs = {
  folderId?: InputMaybe<Scalars['ID']['input']>;
  id: Scalars['ID']['input'];
};


export type MutationMoveFolderArgs = {
  id: Scalars['ID']['input'];
  parentId?: InputMaybe<Scalars['ID']['input']>;
};


export type MutationOpenFileRequestArgs = {
  password?: InputMaybe<Scalars['String']['input']>;
  token: Scalars['String']['input'];
};


export type MutationOpenShareArgs = {
  code?: InputMaybe<Scalars['String']['input']>;
  password?: InputMaybe<Scalars['String']['input']>;
  token: Scalars['String']['input'];
};


export type MutationRenameFileArgs = {
  id: Scalars['ID']['input'];
  name: Scalars['String']['input'];
};


export type MutationRenameFolderArgs = {
  id: Scalars['ID']['input'];
  name: Scalars['String']['input'];
};


export type MutationRequestShareCodeArgs = {
  email: Scalars['String']['input'];
  token: Scalars['String']['input'];
};


export type MutationResetUserArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRevokeApiTokenArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRevokeShareArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSetPasswordArgs = {
  password: Scalars['String']['input'];
  token: Scalars['String']['input'];
};


export type MutationSetSharePolicyArgs = {
  input: SharePolicyInput;
};


export type MutationSetUserRoleArgs = {
  id: Scalars['ID']['input'];
  role: Role;
};


export type MutationShareWithUserArgs = {
  fileId: Scalars['ID']['input'];
  role: ShareRole;
  userId: Scalars['ID']['input'];
};


export type MutationTransferFilesArgs = {
  fromUserId: Scalars['ID']['input'];
  toUserId: Scalars['ID']['input'];
};


export type MutationUnsealVaultArgs = {
  passphrase: Scalars['String']['input'];
};


export type MutationUnshareWithUserArgs = {
  fileId: Scalars['ID']['input'];
  userId: Scalars['ID']['input'];
};


export type MutationUpdateShareArgs = {
  input: UpdateShareInput;
};


export type MutationUploadFileArgs = {
  file: Scalars['Upload']['input'];
  input?: InputMaybe<UploadFileInput>;
};

/** An open request. */
export type OpenedFileRequest = {
  __typename?: 'OpenedFileRequest';
  /** How much may be sent. */
  limits: FileRequestLimits;
  /** What the owner wrote; empty for none. */
  note: Scalars['String']['output'];
  /** Who asks, as people call them. */
  owner: Scalars['String']['output'];
  /** What is asked for. */
  title: Scalars['String']['output'];
  /** `Authorization: Bearer …` for `/uploads` and `uploadFile` into this request, for 24 hours. */
  uploadToken: Scalars['String']['output'];
};

/** An open link. */
export type OpenedShare = {
  __typename?: 'OpenedShare';
  /** How many more downloads the tightest file allows besides yours; null for any number. */
  downloadsLeft?: Maybe<Scalars['Int']['output']>;
  /** When the addresses stop to work; open the link again then. */
  expiresAt: Scalars['DateTime']['output'];
  /** Every file, those of folders too; at most 10,000. */
  files: Array<SharedFile>;
  /** As its owner called it; empty for none. */
  label: Scalars['String']['output'];
  /** Who made it, as people call them. */
  sender: Scalars['String']['output'];
  /** When the link itself ends; null for never. */
  shareExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** All files in one ZIP, which takes one allowance of each; null for a single file. */
  zipUrl?: Maybe<Scalars['String']['output']>;
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
  /** The record of who did what, newest first. Administrators: all, by id and never by file name; others: what concerns their own files, with names. */
  auditEvents: AuditEventConnection;
  /** A signed, short-lived address of a file's contents, for anything that can fetch: no cookie, no header. */
  downloadUrl: DownloadUrl;
  /** A file of yours, or one that is shared with you; null when there is none by that id. */
  file?: Maybe<File>;
  /** What anyone may know of a request before opening it. */
  fileRequestInfo: FileRequestInfo;
  /** Your file requests, newest first; ended ones too, as long as they are remembered. */
  fileRequests: FileRequestConnection;
  /** Your files, newest first. */
  files: FileConnection;
  /** One of your folders, or the root of them all. */
  folder: Folder;
  /** Accounts that a file can be shared with, by name: not you, no disabled ones. At most 20. Scope SHARE. */
  people: Array<User>;
  /** The Ed25519 keys that this server's receipts are signed by, raw, in base64url, the one in use first. Anyone may ask. */
  receiptPublicKeys: Array<Scalars['String']['output']>;
  /** A receipt once more, with hashes that were still being made; only the sender's own. */
  requestReceipt: Receipt;
  /** What the sender has sent so far, oldest first; only their own. */
  requestUploads: Array<RequestUpload>;
  /** What anyone may know of a link before opening it. Spends nothing. */
  shareInfo: ShareInfo;
  /** What an administrator demands of every new link. */
  sharePolicy: SharePolicy;
  /** Files that others share with you, newest share first. */
  sharedWithMe: FileConnection;
  /** Your links, newest first; ended ones too, as long as they are remembered. */
  shares: ShareConnection;
  /** All accounts, by name. Administrators only. */
  users: UserConnection;
  /** The vault's state, for anyone; its key versions for admins. */
  vault: Vault;
  /** Whether this server signed the receipt, byte for byte. Anyone may ask; `docs/receipts.md` says how to tell without us. */
  verifyReceipt: Scalars['Boolean']['output'];
  /** The program's version. */
  version: Scalars['String']['output'];
  /** You; null when signed out. */
  viewer?: Maybe<User>;
};


export type QueryAuditEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditFilter>;
  first?: Scalars['Int']['input'];
};


export type QueryDownloadUrlArgs = {
  disposition?: Disposition;
  expiresIn?: Scalars['Int']['input'];
  fileId: Scalars['ID']['input'];
};


export type QueryFileArgs = {
  id: Scalars['ID']['input'];
};


export type QueryFileRequestInfoArgs = {
  token: Scalars['String']['input'];
};


export type QueryFileRequestsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type QueryFilesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  folderId?: InputMaybe<Scalars['ID']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
};


export type QueryFolderArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryPeopleArgs = {
  search: Scalars['String']['input'];
};


export type QueryRequestReceiptArgs = {
  uploadToken: Scalars['String']['input'];
};


export type QueryRequestUploadsArgs = {
  uploadToken: Scalars['String']['input'];
};


export type QueryShareInfoArgs = {
  token: Scalars['String']['input'];
};


export type QuerySharedWithMeArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type QuerySharesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  fileId?: InputMaybe<Scalars['ID']['input']>;
  first?: Scalars['Int']['input'];
};


export type QueryUsersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type QueryVerifyReceiptArgs = {
  signed: Scalars['String']['input'];
};

/** What was received, signed by this server. */
export type Receipt = {
  __typename?: 'Receipt';
  /** Whether every hash is there; otherwise ask again in a moment. */
  complete: Scalars['Boolean']['output'];
  /** The files, oldest first. */
  files: Array<ReceiptFile>;
  /** When it was finished. */
  finishedAt: Scalars['DateTime']['output'];
  /** The signed JSON, to be kept; `/receipt` verifies it. null until it is complete. */
  signed?: Maybe<Scalars['String']['output']>;
};

/** A file in a receipt. */
export type ReceiptFile = {
  __typename?: 'ReceiptFile';
  /** A lower-case uuid. */
  id: Scalars['ID']['output'];
  /** As it was sent. */
  name: Scalars['String']['output'];
  /** When all of it was stored. */
  receivedAt: Scalars['DateTime']['output'];
  /** SHA-256 of its contents in hex; null while it is being made. */
  sha256?: Maybe<Scalars['String']['output']>;
  /** Bytes. */
  size: Scalars['BigInt']['output'];
};

/** Someone who sent files into a request. */
export type RequestSender = {
  __typename?: 'RequestSender';
  /** Where they can be answered, as they said; null for nothing, and until they have finished. */
  email?: Maybe<Scalars['String']['output']>;
  /** What they sent and is still there, oldest first, under the names that they gave. */
  files: Array<RequestUpload>;
  /** When they said that all is sent; null until then. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** A lower-case uuid; receipts name it. */
  id: Scalars['ID']['output'];
  /** What they called themselves, which nobody has proved; null for nothing, and until they have finished. */
  name?: Maybe<Scalars['String']['output']>;
};

/** A file that a sender has sent. */
export type RequestUpload = {
  __typename?: 'RequestUpload';
  /** A lower-case uuid. */
  id: Scalars['ID']['output'];
  /** As it was sent. */
  name: Scalars['String']['output'];
  /** When all of it was stored. */
  receivedAt: Scalars['DateTime']['output'];
  /** Bytes. */
  size: Scalars['BigInt']['output'];
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

/** A link that gives files to whoever holds it. */
export type Share = {
  __typename?: 'Share';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Downloads begun so far, over all files. */
  downloads: Scalars['Int']['output'];
  /** Why it ended; null while it lives. */
  endReason?: Maybe<ShareEnd>;
  /** When it ended; null while it lives. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it ends by itself; null for never. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The files that it names, without those in folders; deleted ones are left out. */
  files: Array<File>;
  /** The folders that it names, with all that is in them at the time of opening. */
  folders: Array<Folder>;
  /** Whether opening it needs a password. */
  hasPassword: Scalars['Boolean']['output'];
  /** A lower-case uuid. */
  id: Scalars['ID']['output'];
  /** For its owner and recipients to know it by; empty for none. */
  label: Scalars['String']['output'];
  /** How often each of its files may be downloaded; null for any number. */
  maxDownloads?: Maybe<Scalars['Int']['output']>;
  /** Whether its owner is mailed about first download and expiry. */
  notify: Scalars['Boolean']['output'];
  /** Whom it is meant for; empty for anyone. */
  recipients: Array<Scalars['String']['output']>;
  /** Whether opening it needs a code out of a mail to a recipient. */
  requireCode: Scalars['Boolean']['output'];
  /** The link itself, to be copied again; null once it has ended. */
  url?: Maybe<Scalars['String']['output']>;
};

/** A page of links. */
export type ShareConnection = {
  __typename?: 'ShareConnection';
  /** The same links with their cursors. */
  edges: Array<ShareEdge>;
  /** The links without cursors. */
  nodes: Array<Share>;
  /** Whether there is more. */
  pageInfo: PageInfo;
};

/** A link in a page. */
export type ShareEdge = {
  __typename?: 'ShareEdge';
  /** Pass as `after` to go on behind this link. */
  cursor: Scalars['String']['output'];
  /** The link. */
  node: Share;
};

/** How a link ended. */
export type ShareEnd =
  /** Its time was over. */
  | 'EXPIRED'
  /** Its owner ended it. */
  | 'REVOKED'
  /** Every allowed download was spent. */
  | 'USED_UP';

/** What anyone may know of a link. No name of a file is in it. */
export type ShareInfo = {
  __typename?: 'ShareInfo';
  /** When it ends by itself; null for never. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it opens. */
  kind: ShareKind;
  /** As its owner called it; empty for none, and where it needs a password or a code. */
  label: Scalars['String']['output'];
  /** Whether opening it needs a code. */
  needsCode: Scalars['Boolean']['output'];
  /** Whether opening it needs a password. */
  needsPassword: Scalars['Boolean']['output'];
  /** Who made it, as people call them. */
  sender: Scalars['String']['output'];
};

/** What a link opens. */
export type ShareKind =
  /** Several files, or folders. */
  | 'BUNDLE'
  /** One file. */
  | 'FILE';

/** What every new link must keep to. */
export type SharePolicy = {
  __typename?: 'SharePolicy';
  /** Most days a link may live; null for any number. */
  maxDays?: Maybe<Scalars['Int']['output']>;
  /** Whether every link must end by itself. */
  requireExpiry: Scalars['Boolean']['output'];
  /** Whether every link needs a password. */
  requirePassword: Scalars['Boolean']['output'];
  /** Whether this server can send mail, which codes and notices need. */
  sendsMail: Scalars['Boolean']['output'];
};

/** What every new link must keep to. */
export type SharePolicyInput = {
  /** 1 to 3,650; null for any number. */
  maxDays?: InputMaybe<Scalars['Int']['input']>;
  /** Whether every link must end by itself. */
  requireExpiry: Scalars['Boolean']['input'];
  /** Whether every link needs a password. */
  requirePassword: Scalars['Boolean']['input'];
};

/** What someone may do with a file of another. */
export type ShareRole =
  /** Rename it too; not replace, delete or share it. */
  | 'EDITOR'
  /** List and download it. */
  | 'VIEWER';

/** A file of an open link. */
export type SharedFile = {
  __typename?: 'SharedFile';
  /** A media type. */
  contentType: Scalars['String']['output'];
  /** Works without cookie or header for 24 hours, resumable and seekable. */
  downloadUrl: Scalars['String']['output'];
  /** How many more downloads it allows besides yours, so that 0 is also the last one, which is yours; null for any number. */
  downloadsLeft?: Maybe<Scalars['Int']['output']>;
  /** The folders that it is in, joined by `/`: those below the one that was shared, and that one too where the link names more than it; empty for none. */
  folder: Scalars['String']['output'];
  /** A lower-case uuid. */
  id: Scalars['ID']['output'];
  /** Data, never a path. */
  name: Scalars['String']['output'];
  /** Bytes. */
  size: Scalars['BigInt']['output'];
  /** Whether others have had all its downloads, so that there is none for you. */
  usedUp: Scalars['Boolean']['output'];
};


/** A file of an open link. */
export type SharedFileDownloadUrlArgs = {
  disposition?: Disposition;
};

/** What is told as it happens. */
export type Subscription = {
  __typename?: 'Subscription';
  /** What happens to your files while you look, over server-sent events at /graphql/stream. */
  activity: Activity;
};

/** What changes of a link; fields left out stay as they are, null takes the limit away. */
export type UpdateShareInput = {
  /** In the future. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** One of your links. */
  id: Scalars['ID']['input'];
  /** At most 200 characters. */
  label?: InputMaybe<Scalars['String']['input']>;
  /** Not below 1; counts what was downloaded already. */
  maxDownloads?: InputMaybe<Scalars['Int']['input']>;
  /** Mail me about the first download and the day before it expires. */
  notify?: InputMaybe<Scalars['Boolean']['input']>;
  /** 8 to 256 characters. */
  password?: InputMaybe<Scalars['String']['input']>;
  /** E-mail addresses, at most 50. */
  recipients?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Needs recipients, and a server that can send mail. */
  requireCode?: InputMaybe<Scalars['Boolean']['input']>;
};

/** How to store a file; every field may be left out. */
export type UploadFileInput = {
  /** Instead of the server's default. */
  cipher?: InputMaybe<Cipher>;
  /** When to destroy it; in the future. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The folder to put it into; the root where absent. */
  folderId?: InputMaybe<Scalars['ID']['input']>;
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
  Activity: ResolverTypeWrapper<ActivityShape>;
  ActivityKind: ActivityKind;
  ApiToken: ResolverTypeWrapper<ApiToken>;
  AuditEvent: ResolverTypeWrapper<AuditEventShape>;
  AuditEventConnection: ResolverTypeWrapper<Omit<AuditEventConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['AuditEventEdge']>, nodes: Array<ResolversTypes['AuditEvent']> }>;
  AuditEventEdge: ResolverTypeWrapper<Omit<AuditEventEdge, 'node'> & { node: ResolversTypes['AuditEvent'] }>;
  AuditFilter: AuditFilter;
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Cipher: Cipher;
  CreateApiTokenInput: CreateApiTokenInput;
  CreateFileRequestInput: CreateFileRequestInput;
  CreateShareInput: CreateShareInput;
  CreateUserInput: CreateUserInput;
  CreatedApiToken: ResolverTypeWrapper<CreatedApiToken>;
  CreatedFileRequest: ResolverTypeWrapper<Omit<CreatedFileRequest, 'fileRequest'> & { fileRequest: ResolversTypes['FileRequest'] }>;
  CreatedShare: ResolverTypeWrapper<Omit<CreatedShare, 'share'> & { share: ResolversTypes['Share'] }>;
  CreatedUser: ResolverTypeWrapper<Omit<CreatedUser, 'user'> & { user: ResolversTypes['User'] }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Disposition: Disposition;
  DownloadUrl: ResolverTypeWrapper<DownloadUrl>;
  ErrorCode: ErrorCode;
  File: ResolverTypeWrapper<FileShape>;
  FileAccess: ResolverTypeWrapper<FileAccessShape>;
  FileConnection: ResolverTypeWrapper<FileConnectionShape>;
  FileEdge: ResolverTypeWrapper<Omit<FileEdge, 'node'> & { node: ResolversTypes['File'] }>;
  FileRequest: ResolverTypeWrapper<FileRequestShape>;
  FileRequestConnection: ResolverTypeWrapper<Omit<FileRequestConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['FileRequestEdge']>, nodes: Array<ResolversTypes['FileRequest']> }>;
  FileRequestEdge: ResolverTypeWrapper<Omit<FileRequestEdge, 'node'> & { node: ResolversTypes['FileRequest'] }>;
  FileRequestInfo: ResolverTypeWrapper<FileRequestInfo>;
  FileRequestLimits: ResolverTypeWrapper<FileRequestLimits>;
  Folder: ResolverTypeWrapper<FolderShape>;
  FolderConnection: ResolverTypeWrapper<FolderConnectionShape>;
  FolderEdge: ResolverTypeWrapper<Omit<FolderEdge, 'node'> & { node: ResolversTypes['Folder'] }>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  InitializeVaultInput: InitializeVaultInput;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  KeyState: KeyState;
  KeyVersion: ResolverTypeWrapper<KeyVersion>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OpenedFileRequest: ResolverTypeWrapper<OpenedFileRequest>;
  OpenedShare: ResolverTypeWrapper<Omit<OpenedShare, 'files'> & { files: Array<ResolversTypes['SharedFile']> }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Receipt: ResolverTypeWrapper<Receipt>;
  ReceiptFile: ResolverTypeWrapper<ReceiptFile>;
  RequestSender: ResolverTypeWrapper<RequestSenderShape>;
  RequestUpload: ResolverTypeWrapper<RequestUpload>;
  Role: Role;
  Scope: Scope;
  Share: ResolverTypeWrapper<ShareShape>;
  ShareConnection: ResolverTypeWrapper<Omit<ShareConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ShareEdge']>, nodes: Array<ResolversTypes['Share']> }>;
  ShareEdge: ResolverTypeWrapper<Omit<ShareEdge, 'node'> & { node: ResolversTypes['Share'] }>;
  ShareEnd: ShareEnd;
  ShareInfo: ResolverTypeWrapper<ShareInfo>;
  ShareKind: ShareKind;
  SharePolicy: ResolverTypeWrapper<SharePolicyShape>;
  SharePolicyInput: SharePolicyInput;
  ShareRole: ShareRole;
  SharedFile: ResolverTypeWrapper<SharedFileShape>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  UpdateShareInput: UpdateShareInput;
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
  Activity: ActivityShape;
  ApiToken: ApiToken;
  AuditEvent: AuditEventShape;
  AuditEventConnection: Omit<AuditEventConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['AuditEventEdge']>, nodes: Array<ResolversParentTypes['AuditEvent']> };
  AuditEventEdge: Omit<AuditEventEdge, 'node'> & { node: ResolversParentTypes['AuditEvent'] };
  AuditFilter: AuditFilter;
  BigInt: Scalars['BigInt']['output'];
  Boolean: Scalars['Boolean']['output'];
  CreateApiTokenInput: CreateApiTokenInput;
  CreateFileRequestInput: CreateFileRequestInput;
  CreateShareInput: CreateShareInput;
  CreateUserInput: CreateUserInput;
  CreatedApiToken: CreatedApiToken;
  CreatedFileRequest: Omit<CreatedFileRequest, 'fileRequest'> & { fileRequest: ResolversParentTypes['FileRequest'] };
  CreatedShare: Omit<CreatedShare, 'share'> & { share: ResolversParentTypes['Share'] };
  CreatedUser: Omit<CreatedUser, 'user'> & { user: ResolversParentTypes['User'] };
  DateTime: Scalars['DateTime']['output'];
  DownloadUrl: DownloadUrl;
  File: FileShape;
  FileAccess: FileAccessShape;
  FileConnection: FileConnectionShape;
  FileEdge: Omit<FileEdge, 'node'> & { node: ResolversParentTypes['File'] };
  FileRequest: FileRequestShape;
  FileRequestConnection: Omit<FileRequestConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['FileRequestEdge']>, nodes: Array<ResolversParentTypes['FileRequest']> };
  FileRequestEdge: Omit<FileRequestEdge, 'node'> & { node: ResolversParentTypes['FileRequest'] };
  FileRequestInfo: FileRequestInfo;
  FileRequestLimits: FileRequestLimits;
  Folder: FolderShape;
  FolderConnection: FolderConnectionShape;
  FolderEdge: Omit<FolderEdge, 'node'> & { node: ResolversParentTypes['Folder'] };
  ID: Scalars['ID']['output'];
  InitializeVaultInput: InitializeVaultInput;
  Int: Scalars['Int']['output'];
  KeyVersion: KeyVersion;
  Mutation: Record<PropertyKey, never>;
  OpenedFileRequest: OpenedFileRequest;
  OpenedShare: Omit<OpenedShare, 'files'> & { files: Array<ResolversParentTypes['SharedFile']> };
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  Receipt: Receipt;
  ReceiptFile: ReceiptFile;
  RequestSender: RequestSenderShape;
  RequestUpload: RequestUpload;
  Share: ShareShape;
  ShareConnection: Omit<ShareConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ShareEdge']>, nodes: Array<ResolversParentTypes['Share']> };
  ShareEdge: Omit<ShareEdge, 'node'> & { node: ResolversParentTypes['Share'] };
  ShareInfo: ShareInfo;
  SharePolicy: SharePolicyShape;
  SharePolicyInput: SharePolicyInput;
  SharedFile: SharedFileShape;
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  UpdateShareInput: UpdateShareInput;
  Upload: Scalars['Upload']['output'];
  UploadFileInput: UploadFileInput;
  User: UserShape;
  UserConnection: Omit<UserConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['UserEdge']>, nodes: Array<ResolversParentTypes['User']> };
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
  Vault: VaultShape;
};

export type ActivityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Activity'] = ResolversParentTypes['Activity']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fileId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  fileName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ActivityKind'], ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  shareId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type ApiTokenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiToken'] = ResolversParentTypes['ApiToken']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['Scope']>, ParentType, ContextType>;
};

export type AuditEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEvent'] = ResolversParentTypes['AuditEvent']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actorId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  actorKind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actorName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  bytes?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  complete?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  fileId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  fileName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  folderId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  grantId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  recipient?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  shareId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type AuditEventConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEventConnection'] = ResolversParentTypes['AuditEventConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AuditEventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AuditEvent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditEventEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEventEdge'] = ResolversParentTypes['AuditEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEvent'], ParentType, ContextType>;
};

export interface BigIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['BigInt'], any> {
  name: 'BigInt';
}

export type CreatedApiTokenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreatedApiToken'] = ResolversParentTypes['CreatedApiToken']> = {
  apiToken?: Resolver<ResolversTypes['ApiToken'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CreatedFileRequestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreatedFileRequest'] = ResolversParentTypes['CreatedFileRequest']> = {
  fileRequest?: Resolver<ResolversTypes['FileRequest'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CreatedShareResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreatedShare'] = ResolversParentTypes['CreatedShare']> = {
  share?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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
  access?: Resolver<Array<ResolversTypes['FileAccess']>, ParentType, ContextType>;
  cipher?: Resolver<ResolversTypes['Cipher'], ParentType, ContextType>;
  contentType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  downloadUrl?: Resolver<ResolversTypes['DownloadUrl'], ParentType, ContextType, RequireFields<FileDownloadUrlArgs, 'disposition' | 'expiresIn'>>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  folder?: Resolver<Maybe<ResolversTypes['Folder']>, ParentType, ContextType>;
  folderId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  keyVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  linked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  parts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['ShareRole']>, ParentType, ContextType>;
  sharedWith?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  storedSize?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type FileAccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FileAccess'] = ResolversParentTypes['FileAccess']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['ShareRole'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
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

export type FileRequestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FileRequest'] = ResolversParentTypes['FileRequest']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  files?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  folderId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  hasPassword?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  maxFileSize?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  maxFiles?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  note?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notify?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  senders?: Resolver<Array<ResolversTypes['RequestSender']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FileRequestConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FileRequestConnection'] = ResolversParentTypes['FileRequestConnection']> = {
  edges?: Resolver<Array<ResolversTypes['FileRequestEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['FileRequest']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type FileRequestEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FileRequestEdge'] = ResolversParentTypes['FileRequestEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['FileRequest'], ParentType, ContextType>;
};

export type FileRequestInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FileRequestInfo'] = ResolversParentTypes['FileRequestInfo']> = {
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  needsPassword?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FileRequestLimitsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FileRequestLimits'] = ResolversParentTypes['FileRequestLimits']> = {
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  filesLeft?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  maxFileSize?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type FolderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Folder'] = ResolversParentTypes['Folder']> = {
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  files?: Resolver<ResolversTypes['FileConnection'], ParentType, ContextType, RequireFields<FolderFilesArgs, 'first'>>;
  filesWithin?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  folders?: Resolver<ResolversTypes['FolderConnection'], ParentType, ContextType, RequireFields<FolderFoldersArgs, 'first'>>;
  foldersWithin?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['Folder']>, ParentType, ContextType>;
};

export type FolderConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FolderConnection'] = ResolversParentTypes['FolderConnection']> = {
  edges?: Resolver<Array<ResolversTypes['FolderEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Folder']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FolderEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FolderEdge'] = ResolversParentTypes['FolderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Folder'], ParentType, ContextType>;
};

export type KeyVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KeyVersion'] = ResolversParentTypes['KeyVersion']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  files?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['KeyState'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  closeFileRequest?: Resolver<ResolversTypes['ID'], ParentType, ContextType, RequireFields<MutationCloseFileRequestArgs, 'id'>>;
  createApiToken?: Resolver<ResolversTypes['CreatedApiToken'], ParentType, ContextType, RequireFields<MutationCreateApiTokenArgs, 'input'>>;
  createFileRequest?: Resolver<ResolversTypes['CreatedFileRequest'], ParentType, ContextType, RequireFields<MutationCreateFileRequestArgs, 'input'>>;
  createFolder?: Resolver<ResolversTypes['Folder'], ParentType, ContextType, RequireFields<MutationCreateFolderArgs, 'name'>>;
  createShare?: Resolver<ResolversTypes['CreatedShare'], ParentType, ContextType, RequireFields<MutationCreateShareArgs, 'input'>>;
  createUser?: Resolver<ResolversTypes['CreatedUser'], ParentType, ContextType, RequireFields<MutationCreateUserArgs, 'input'>>;
  deleteFile?: Resolver<ResolversTypes['ID'], ParentType, ContextType, RequireFields<MutationDeleteFileArgs, 'id'>>;
  deleteFolder?: Resolver<ResolversTypes['ID'], ParentType, ContextType, RequireFields<MutationDeleteFolderArgs, 'id'>>;
  disableUser?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationDisableUserArgs, 'id'>>;
  enableUser?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationEnableUserArgs, 'id'>>;
  finishFileRequest?: Resolver<ResolversTypes['Receipt'], ParentType, ContextType, RequireFields<MutationFinishFileRequestArgs, 'uploadToken'>>;
  initializeVault?: Resolver<ResolversTypes['Vault'], ParentType, ContextType, RequireFields<MutationInitializeVaultArgs, 'input'>>;
  moveFile?: Resolver<ResolversTypes['File'], ParentType, ContextType, RequireFields<MutationMoveFileArgs, 'id'>>;
  moveFolder?: Resolver<ResolversTypes['Folder'], ParentType, ContextType, RequireFields<MutationMoveFolderArgs, 'id'>>;
  openFileRequest?: Resolver<ResolversTypes['OpenedFileRequest'], ParentType, ContextType, RequireFields<MutationOpenFileRequestArgs, 'token'>>;
  openShare?: Resolver<ResolversTypes['OpenedShare'], ParentType, ContextType, RequireFields<MutationOpenShareArgs, 'token'>>;
  renameFile?: Resolver<ResolversTypes['File'], ParentType, ContextType, RequireFields<MutationRenameFileArgs, 'id' | 'name'>>;
  renameFolder?: Resolver<ResolversTypes['Folder'], ParentType, ContextType, RequireFields<MutationRenameFolderArgs, 'id' | 'name'>>;
  requestShareCode?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationRequestShareCodeArgs, 'email' | 'token'>>;
  resetUser?: Resolver<ResolversTypes['CreatedUser'], ParentType, ContextType, RequireFields<MutationResetUserArgs, 'id'>>;
  revokeApiToken?: Resolver<ResolversTypes['ID'], ParentType, ContextType, RequireFields<MutationRevokeApiTokenArgs, 'id'>>;
  revokeShare?: Resolver<ResolversTypes['ID'], ParentType, ContextType, RequireFields<MutationRevokeShareArgs, 'id'>>;
  rotateKek?: Resolver<ResolversTypes['Vault'], ParentType, ContextType>;
  sealVault?: Resolver<ResolversTypes['Vault'], ParentType, ContextType>;
  setPassword?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationSetPasswordArgs, 'password' | 'token'>>;
  setSharePolicy?: Resolver<ResolversTypes['SharePolicy'], ParentType, ContextType, RequireFields<MutationSetSharePolicyArgs, 'input'>>;
  setUserRole?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationSetUserRoleArgs, 'id' | 'role'>>;
  shareWithUser?: Resolver<ResolversTypes['File'], ParentType, ContextType, RequireFields<MutationShareWithUserArgs, 'fileId' | 'role' | 'userId'>>;
  signOutEverywhere?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  transferFiles?: Resolver<ResolversTypes['Int'], ParentType, ContextType, RequireFields<MutationTransferFilesArgs, 'fromUserId' | 'toUserId'>>;
  unsealVault?: Resolver<ResolversTypes['Vault'], ParentType, ContextType, RequireFields<MutationUnsealVaultArgs, 'passphrase'>>;
  unshareWithUser?: Resolver<ResolversTypes['File'], ParentType, ContextType, RequireFields<MutationUnshareWithUserArgs, 'fileId' | 'userId'>>;
  updateShare?: Resolver<ResolversTypes['Share'], ParentType, ContextType, RequireFields<MutationUpdateShareArgs, 'input'>>;
  uploadFile?: Resolver<ResolversTypes['File'], ParentType, ContextType, RequireFields<MutationUploadFileArgs, 'file'>>;
};

export type OpenedFileRequestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OpenedFileRequest'] = ResolversParentTypes['OpenedFileRequest']> = {
  limits?: Resolver<ResolversTypes['FileRequestLimits'], ParentType, ContextType>;
  note?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  uploadToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OpenedShareResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OpenedShare'] = ResolversParentTypes['OpenedShare']> = {
  downloadsLeft?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  files?: Resolver<Array<ResolversTypes['SharedFile']>, ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sender?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  shareExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  zipUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  apiTokens?: Resolver<Array<ResolversTypes['ApiToken']>, ParentType, ContextType>;
  auditEvents?: Resolver<ResolversTypes['AuditEventConnection'], ParentType, ContextType, RequireFields<QueryAuditEventsArgs, 'first'>>;
  downloadUrl?: Resolver<ResolversTypes['DownloadUrl'], ParentType, ContextType, RequireFields<QueryDownloadUrlArgs, 'disposition' | 'expiresIn' | 'fileId'>>;
  file?: Resolver<Maybe<ResolversTypes['File']>, ParentType, ContextType, RequireFields<QueryFileArgs, 'id'>>;
  fileRequestInfo?: Resolver<ResolversTypes['FileRequestInfo'], ParentType, ContextType, RequireFields<QueryFileRequestInfoArgs, 'token'>>;
  fileRequests?: Resolver<ResolversTypes['FileRequestConnection'], ParentType, ContextType, RequireFields<QueryFileRequestsArgs, 'first'>>;
  files?: Resolver<ResolversTypes['FileConnection'], ParentType, ContextType, RequireFields<QueryFilesArgs, 'first'>>;
  folder?: Resolver<ResolversTypes['Folder'], ParentType, ContextType, Partial<QueryFolderArgs>>;
  people?: Resolver<Array<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryPeopleArgs, 'search'>>;
  receiptPublicKeys?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  requestReceipt?: Resolver<ResolversTypes['Receipt'], ParentType, ContextType, RequireFields<QueryRequestReceiptArgs, 'uploadToken'>>;
  requestUploads?: Resolver<Array<ResolversTypes['RequestUpload']>, ParentType, ContextType, RequireFields<QueryRequestUploadsArgs, 'uploadToken'>>;
  shareInfo?: Resolver<ResolversTypes['ShareInfo'], ParentType, ContextType, RequireFields<QueryShareInfoArgs, 'token'>>;
  sharePolicy?: Resolver<ResolversTypes['SharePolicy'], ParentType, ContextType>;
  sharedWithMe?: Resolver<ResolversTypes['FileConnection'], ParentType, ContextType, RequireFields<QuerySharedWithMeArgs, 'first'>>;
  shares?: Resolver<ResolversTypes['ShareConnection'], ParentType, ContextType, RequireFields<QuerySharesArgs, 'first'>>;
  users?: Resolver<ResolversTypes['UserConnection'], ParentType, ContextType, RequireFields<QueryUsersArgs, 'first'>>;
  vault?: Resolver<ResolversTypes['Vault'], ParentType, ContextType>;
  verifyReceipt?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<QueryVerifyReceiptArgs, 'signed'>>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  viewer?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type ReceiptResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Receipt'] = ResolversParentTypes['Receipt']> = {
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  files?: Resolver<Array<ResolversTypes['ReceiptFile']>, ParentType, ContextType>;
  finishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  signed?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ReceiptFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReceiptFile'] = ResolversParentTypes['ReceiptFile']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  sha256?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  size?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type RequestSenderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestSender'] = ResolversParentTypes['RequestSender']> = {
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  files?: Resolver<Array<ResolversTypes['RequestUpload']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RequestUploadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestUpload'] = ResolversParentTypes['RequestUpload']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type ShareResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Share'] = ResolversParentTypes['Share']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  downloads?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  endReason?: Resolver<Maybe<ResolversTypes['ShareEnd']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  files?: Resolver<Array<ResolversTypes['File']>, ParentType, ContextType>;
  folders?: Resolver<Array<ResolversTypes['Folder']>, ParentType, ContextType>;
  hasPassword?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  maxDownloads?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  notify?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  recipients?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  requireCode?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ShareConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ShareConnection'] = ResolversParentTypes['ShareConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ShareEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Share']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ShareEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ShareEdge'] = ResolversParentTypes['ShareEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
};

export type ShareInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ShareInfo'] = ResolversParentTypes['ShareInfo']> = {
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ShareKind'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  needsCode?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  needsPassword?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sender?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SharePolicyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SharePolicy'] = ResolversParentTypes['SharePolicy']> = {
  maxDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  requireExpiry?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  requirePassword?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sendsMail?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SharedFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SharedFile'] = ResolversParentTypes['SharedFile']> = {
  contentType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  downloadUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<SharedFileDownloadUrlArgs, 'disposition'>>;
  downloadsLeft?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  folder?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  usedUp?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  activity?: SubscriptionResolver<ResolversTypes['Activity'], "activity", ParentType, ContextType>;
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
  Activity?: ActivityResolvers<ContextType>;
  ApiToken?: ApiTokenResolvers<ContextType>;
  AuditEvent?: AuditEventResolvers<ContextType>;
  AuditEventConnection?: AuditEventConnectionResolvers<ContextType>;
  AuditEventEdge?: AuditEventEdgeResolvers<ContextType>;
  BigInt?: GraphQLScalarType;
  CreatedApiToken?: CreatedApiTokenResolvers<ContextType>;
  CreatedFileRequest?: CreatedFileRequestResolvers<ContextType>;
  CreatedShare?: CreatedShareResolvers<ContextType>;
  CreatedUser?: CreatedUserResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DownloadUrl?: DownloadUrlResolvers<ContextType>;
  File?: FileResolvers<ContextType>;
  FileAccess?: FileAccessResolvers<ContextType>;
  FileConnection?: FileConnectionResolvers<ContextType>;
  FileEdge?: FileEdgeResolvers<ContextType>;
  FileRequest?: FileRequestResolvers<ContextType>;
  FileRequestConnection?: FileRequestConnectionResolvers<ContextType>;
  FileRequestEdge?: FileRequestEdgeResolvers<ContextType>;
  FileRequestInfo?: FileRequestInfoResolvers<ContextType>;
  FileRequestLimits?: FileRequestLimitsResolvers<ContextType>;
  Folder?: FolderResolvers<ContextType>;
  FolderConnection?: FolderConnectionResolvers<ContextType>;
  FolderEdge?: FolderEdgeResolvers<ContextType>;
  KeyVersion?: KeyVersionResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OpenedFileRequest?: OpenedFileRequestResolvers<ContextType>;
  OpenedShare?: OpenedShareResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Receipt?: ReceiptResolvers<ContextType>;
  ReceiptFile?: ReceiptFileResolvers<ContextType>;
  RequestSender?: RequestSenderResolvers<ContextType>;
  RequestUpload?: RequestUploadResolvers<ContextType>;
  Share?: ShareResolvers<ContextType>;
  ShareConnection?: ShareConnectionResolvers<ContextType>;
  ShareEdge?: ShareEdgeResolvers<ContextType>;
  ShareInfo?: ShareInfoResolvers<ContextType>;
  SharePolicy?: SharePolicyResolvers<ContextType>;
  SharedFile?: SharedFileResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Upload?: GraphQLScalarType;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  Vault?: VaultResolvers<ContextType>;
};


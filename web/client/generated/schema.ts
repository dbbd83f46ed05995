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

/** What a file is sealed with. */
export type Cipher =
  /** AES-256-CBC with PKCS#7 and HMAC-SHA-512 in segments of 16 KiB (suite 02). */
  | 'AES_256_CBC_HMAC'
  /** AES-256-GCM in segments of 16 KiB (suite 01). */
  | 'AES_256_GCM';

/** What a browser does with a download. */
export type Disposition =
  /** It is saved. */
  | 'ATTACHMENT'
  /** It is shown, where its type is safe to show. */
  | 'INLINE';

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

/** What a key version is used for. */
export type KeyState =
  /** Wraps all new files. */
  | 'ACTIVE'
  /** Opens older files only. */
  | 'DECRYPT_ONLY'
  /** Its key is gone. */
  | 'DESTROYED';

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

/** How a link ended. */
export type ShareEnd =
  /** Its time was over. */
  | 'EXPIRED'
  /** Its owner ended it. */
  | 'REVOKED'
  /** Every allowed download was spent. */
  | 'USED_UP';

/** What a link opens. */
export type ShareKind =
  /** Several files, or folders. */
  | 'BUNDLE'
  /** One file. */
  | 'FILE';

/** What someone may do with a file of another. */
export type ShareRole =
  /** Rename it too; not replace, delete or share it. */
  | 'EDITOR'
  /** List and download it. */
  | 'VIEWER';

/** What the keeper of all keys is in. */
export type VaultState =
  /** Locked: no key is in memory. */
  | 'SEALED'
  /** No vault yet: the setup link is waiting. */
  | 'UNINITIALIZED'
  /** Unlocked: the keys are in memory. */
  | 'UNSEALED';

import type { Client } from '@urql/core';
import type { Activity, ActivityOptions } from './activity.ts';
import type { Download, DownloadOptions } from './download.ts';
import type * as requests from './file-requests.ts';
import type * as files from './files.ts';
import type * as folders from './folders.ts';
import type { CreateFileRequestInput, Disposition, ShareRole, VaultState, ViewerQuery } from './generated/graphql.ts';
import type * as people from './people.ts';
import type * as events from './record.ts';
import type * as shares from './shares.ts';
import type { UploadSource } from './sources.ts';
import type { UploadOptions } from './upload.ts';

/** Whoever is signed in. */
export type Viewer = NonNullable<ViewerQuery['viewer']>;
/** What came of an upload. */
export type UploadedFile = files.FileItem;

/**
 * A Strongroom server, typed. Every method rejects with a `StrongroomError`, or with the signal's reason when it
 * was aborted.
 */
export interface StrongroomClient {
  /** The urql client beneath, for documents of your own (`graphql()`) and for urql's React bindings. */
  readonly urql: Client;

  /**
   * Stores a file; resolves when the server has it durably. Streams are sent as they come and never held; in a
   * browser only a Blob or File has progress, and streams need one that can stream requests.
   *
   * Paths, Files and Blobs of more than 16 MiB go by tus: a connection that breaks is taken up again, from the last
   * byte that the server has, until nine breaks in a row brought nothing (about three minutes); `resume` remembers
   * the upload for another run. A server that has no room left is waited for. A token that may not READ sends them in
   * one request instead.
   *
   * @throws StrongroomError; or the source's own error, as it is, when the source cannot be read
   */
  upload(source: string | URL | File, options?: UploadOptions): Promise<UploadedFile>;
  upload(source: UploadSource, options: UploadOptions & { name: string }): Promise<UploadedFile>;

  /**
   * All your files, or those of one folder, newest first, asked for page by page as the loop goes on. `first` is the
   * size of a page.
   */
  list(options?: Omit<files.PageOptions, 'after'>): AsyncIterable<files.FileItem>;
  /** One page of your files. */
  page(options?: files.PageOptions): Promise<files.FilePage>;
  /** One file; null when there is none by that id. */
  file(id: string, options?: { signal?: AbortSignal | undefined }): Promise<files.FileItem | null>;
  rename(id: string, name: string): Promise<files.FileItem>;
  /** Destroys the file's key, then its bytes. Nobody can bring it back. */
  remove(id: string): Promise<void>;

  /** One of your folders; the root for null or nothing. @throws StrongroomError NOT_FOUND */
  folder(id?: string | null, options?: { signal?: AbortSignal | undefined }): Promise<folders.FolderDetails>;
  /** The folders in one, or in the root, by name, asked for page by page as the loop goes on. */
  folders(parentId?: string | null, options?: { signal?: AbortSignal | undefined }): AsyncIterable<folders.FolderItem>;
  /** Makes a folder in the root, or in `parentId`. @throws StrongroomError CONFLICT for a name that is taken there */
  createFolder(name: string, options?: { parentId?: string | null | undefined }): Promise<folders.FolderItem>;
  renameFolder(id: string, name: string): Promise<folders.FolderItem>;
  /** Puts a folder into another; null for the root. @throws StrongroomError BAD_INPUT for itself or one inside it */
  moveFolder(id: string, parentId: string | null): Promise<folders.FolderItem>;
  /** Destroys a folder with all folders and files in it. Nobody can bring them back. */
  removeFolder(id: string): Promise<void>;
  /** Puts a file into a folder; null for the root. */
  moveFile(id: string, folderId: string | null): Promise<files.FileItem>;

  /** A signed address for anything that can fetch. `expiresIn` in seconds, 300 if left out, at most 86,400. */
  downloadUrl(
    id: string,
    options?: { disposition?: Disposition | undefined; expiresIn?: number | undefined },
  ): Promise<files.SignedUrl>;
  /**
   * Downloads the whole file to a path (Node) and goes on with what an earlier call left in `<path>.part`, after
   * comparing all of that with digests made as it arrived; it begins again where the first damage is, and from the
   * start behind a half of another file. On failure the half stays.
   *
   * @throws StrongroomError CONFLICT when there is a `<path>.part` that no such download left; BAD_INPUT for a `range`
   */
  download(
    id: string,
    options: Omit<DownloadOptions, 'range'> & { resumeTo: string },
  ): Promise<Omit<Download, 'stream'>>;
  /** Starts a download; resolves with its stream. A broken transfer makes the stream fail, never end early. */
  download(id: string, options?: DownloadOptions): Promise<Download>;
  /**
   * Downloads to a path (Node). The name appears when the whole file is on the disk, in place of what had it;
   * on failure nothing is left behind.
   */
  downloadTo(id: string, path: string, options?: DownloadOptions): Promise<Omit<Download, 'stream'>>;

  /**
   * What happens from now on to files that you know of; goes on over broken connections. Leave the loop, or abort the
   * signal, to end it.
   */
  activity(options?: ActivityOptions): AsyncIterable<Activity>;
  /** Makes a link to files and folders of yours, for people with no account. */
  createShare(input: shares.NewShare): Promise<shares.ShareItem & { url: string }>;
  /** All your links, newest first, asked for page by page as the loop goes on. Ended ones too, for 90 days. */
  shares(options?: shares.ShareQuery): AsyncIterable<shares.ShareItem>;
  /** Changes a link's limits; they hold from the next byte request on. */
  updateShare(id: string, changes: shares.ShareChanges): Promise<shares.ShareItem>;
  /** Ends a link at once, running downloads at their next request. */
  revokeShare(id: string): Promise<void>;

  /** What anyone may know of a link (`https://…/s/…`, or its token) before opening it. Needs no account. */
  shareInfo(link: string | URL, options?: { signal?: AbortSignal | undefined }): Promise<shares.ShareInfo>;
  /**
   * Opens a link. Needs no account, and spends nothing until a first byte leaves. Each call outside a browser is a
   * visitor of its own: keep the addresses for going on with what broke, they work for 24 hours.
   */
  openShare(link: string | URL, options?: shares.OpenOptions): Promise<shares.OpenedShare>;
  /** Mails a one-time code, where the address is one of the link's recipients; says nothing of whether it is. */
  requestShareCode(link: string | URL, email: string): Promise<void>;
  /** Makes a link by which people without an account send files to you. */
  createFileRequest(input: CreateFileRequestInput): Promise<{ id: string; url: string }>;
  /** All your file requests, newest first, page by page as the loop goes on. */
  fileRequests(options?: { first?: number | undefined }): AsyncIterable<requests.FileRequestItem>;
  /** Ends a request at once; what was sent stays. */
  closeFileRequest(id: string): Promise<void>;
  /** What anyone may know of someone's request; `token` is the last segment of its link. */
  fileRequestInfo(token: string): Promise<requests.FileRequestInfo>;
  /** Opens someone's request; needs no account. */
  openFileRequest(
    token: string,
    options?: { password?: string | undefined },
  ): Promise<requests.OpenedFileRequest & { sender: requests.RequestSender }>;
  /** Whoever an upload token of `openFileRequest` stands for, in another run. */
  requestSender(uploadToken: string): requests.RequestSender;
  /** Whether the server signed this receipt, byte for byte; looked at here where this runtime has Ed25519. */
  verifyReceipt(signed: string): Promise<boolean>;

  /** Files that others share with you, newest share first, page by page as the loop goes on. */
  sharedWithMe(options?: { first?: number | undefined }): AsyncIterable<people.ReceivedFile>;
  /** Accounts that a file can be shared with: a part of a name, or a whole e-mail address. At most 20. */
  people(search: string): Promise<people.Person[]>;
  /** Lets someone use a file of yours, or changes what they may; gives who may now. */
  shareWithUser(fileId: string, userId: string, role: ShareRole): Promise<people.FileAccess[]>;
  /** Takes it back, effective at the next byte request; gives who may now. */
  unshareWithUser(fileId: string, userId: string): Promise<people.FileAccess[]>;
  /** The record, newest first, page by page: of your own files; for administrators all, by id and without file names. */
  auditEvents(options?: events.EventQuery): AsyncIterable<events.AuditEvent>;
  /**
   * The whole record as NDJSON, for administrators; `npm run audit -- verify` proves it. Read it to its end or cancel
   * it: the last line is a signed trailer, and one that is broken off has none.
   */
  exportRecord(options?: { signal?: AbortSignal | undefined }): Promise<ReadableStream<Uint8Array>>;

  /** The vault's state; anyone may ask. */
  vaultState(options?: { signal?: AbortSignal | undefined }): Promise<VaultState>;
  /** Whoever the token or session belongs to; null when signed out. */
  viewer(options?: { signal?: AbortSignal | undefined }): Promise<Viewer | null>;
}

/** Strongroom's typed client, for Node 20 and browsers. @module strongroom/client */
export type { Activity, ActivityOptions } from './activity.ts';
export { createStrongroomClient, type StrongroomClientOptions } from './client.ts';
export {
  DeleteFileDocument,
  DownloadUrlDocument,
  FileDocument,
  FileItemFragment,
  FilesDocument,
  RenameFileDocument,
  UploadFileDocument,
  VaultDocument,
  ViewerDocument,
} from './documents.ts';
export type { ByteRange, Download, DownloadOptions } from './download.ts';
export { errorOfResponse, StrongroomError, type StrongroomErrorCode, toStrongroomError } from './errors.ts';
export type {
  FileRequestInfo,
  FileRequestItem,
  OpenedFileRequest,
  Receipt,
  RequestSender,
  SentFile,
} from './file-requests.ts';
export type { FileItem, FilePage, PageOptions, SignedUrl } from './files.ts';
export {
  CreateFolderDocument,
  DeleteFolderDocument,
  FolderDocument,
  FolderItemFragment,
  FoldersDocument,
  MoveFileDocument,
  MoveFolderDocument,
  RenameFolderDocument,
} from './folder-documents.ts';
export type { FolderDetails, FolderItem } from './folders.ts';
export { type FragmentType, readFragment } from './generated/fragment-masking.ts';
export { graphql } from './generated/gql.ts';
export type {
  ActivityKind,
  Cipher,
  Disposition,
  ErrorCode,
  KeyState,
  Role,
  Scope,
  ShareEnd,
  ShareKind,
  ShareRole,
  VaultState,
} from './generated/schema.ts';
export type { StrongroomClient, UploadedFile, Viewer } from './methods.ts';
export type { FileAccess, Person, ReceivedFile } from './people.ts';
export type { Progress } from './progress.ts';
export { isGenuineReceipt, parseReceipt, type SignedReceipt } from './receipt.ts';
export type { AuditEvent, EventQuery } from './record.ts';
export type { Resume } from './resumable/memory.ts';
export {
  type LocalResumeStore,
  localResumeStore,
  type RememberedUpload,
  type ResumeStore,
} from './resumable/store.ts';
export type { Wait } from './resumable/upload.ts';
export {
  CreateShareDocument,
  OpenShareDocument,
  RequestShareCodeDocument,
  RevokeShareDocument,
  SetSharePolicyDocument,
  ShareInfoDocument,
  ShareItemFragment,
  SharePolicyDocument,
  SharesDocument,
  UpdateShareDocument,
} from './share-documents.ts';
export type { NewShare, OpenedShare, OpenOptions, ShareChanges, ShareInfo, ShareItem, ShareQuery } from './shares.ts';
export type { UploadSource } from './sources.ts';
export { type UploadOptions, uploadContext } from './upload.ts';

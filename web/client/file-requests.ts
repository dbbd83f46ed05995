import type { Client } from '@urql/core';
import type { FileItem } from './files.ts';
import { graphql } from './generated/gql.ts';
import type {
  CreateFileRequestInput,
  FileRequestInfoQuery,
  FileRequestsQuery,
  FinishFileRequestMutation,
  OpenFileRequestMutation,
  RequestUploadsQuery,
} from './generated/graphql.ts';
import { throughPages } from './pages.ts';
import { mutate, query } from './requests.ts';
import type { UploadSource } from './sources.ts';
import { sendFile, type Transport, type UploadOptions } from './upload.ts';

/** Makes a file request. Scope SHARE. */
export const CreateFileRequestDocument = graphql(`
  mutation CreateFileRequest($input: CreateFileRequestInput!) {
    createFileRequest(input: $input) {
      url
      fileRequest {
        id
      }
    }
  }
`);

/** A page of your file requests, newest first. Scope SHARE. */
export const FileRequestsDocument = graphql(`
  query FileRequests($first: Int!, $after: String) {
    fileRequests(first: $first, after: $after) {
      nodes {
        id
        url
        title
        note
        folderId
        hasPassword
        maxFiles
        maxFileSize
        files
        notify
        createdAt
        expiresAt
        endedAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Ends a request at once. Scope SHARE. */
export const CloseFileRequestDocument = graphql(`
  mutation CloseFileRequest($id: ID!) {
    closeFileRequest(id: $id)
  }
`);

/** What anyone may know of a request; needs no account. */
export const FileRequestInfoDocument = graphql(`
  query FileRequestInfo($token: String!) {
    fileRequestInfo(token: $token) {
      needsPassword
      expiresAt
      owner
      title
    }
  }
`);

/** Opens a request; needs no account. */
export const OpenFileRequestDocument = graphql(`
  mutation OpenFileRequest($token: String!, $password: String) {
    openFileRequest(token: $token, password: $password) {
      title
      note
      owner
      limits {
        filesLeft
        maxFileSize
        expiresAt
      }
      uploadToken
    }
  }
`);

/** What came by an upload token. */
export const RequestUploadsDocument = graphql(`
  query RequestUploads($uploadToken: String!) {
    requestUploads(uploadToken: $uploadToken) {
      id
      name
      size
      receivedAt
    }
  }
`);

/** Says that all is sent, and gives the receipt. */
export const FinishFileRequestDocument = graphql(`
  mutation FinishFileRequest($uploadToken: String!, $senderName: String, $senderEmail: String) {
    finishFileRequest(uploadToken: $uploadToken, senderName: $senderName, senderEmail: $senderEmail) {
      finishedAt
      complete
      signed
      files {
        id
        name
        size
        receivedAt
        sha256
      }
    }
  }
`);

/** The receipt once more, with the hashes that were made since. */
export const RequestReceiptDocument = graphql(`
  query RequestReceipt($uploadToken: String!) {
    requestReceipt(uploadToken: $uploadToken) {
      finishedAt
      complete
      signed
      files {
        id
        name
        size
        receivedAt
        sha256
      }
    }
  }
`);

export type FileRequestItem = FileRequestsQuery['fileRequests']['nodes'][number];
export type FileRequestInfo = FileRequestInfoQuery['fileRequestInfo'];
export type OpenedFileRequest = OpenFileRequestMutation['openFileRequest'];
export type SentFile = RequestUploadsQuery['requestUploads'][number];
export type Receipt = FinishFileRequestMutation['finishFileRequest'];

/** Your file requests, page by page as the loop goes on. */
export const listFileRequests = (urql: Client, first = 50): AsyncGenerator<FileRequestItem, void, undefined> =>
  throughPages(async (after) => (await query(urql, FileRequestsDocument, { first, after })).fileRequests);

export async function createFileRequest(
  urql: Client,
  input: CreateFileRequestInput,
): Promise<{ id: string; url: string }> {
  const { url, fileRequest } = (await mutate(urql, CreateFileRequestDocument, { input })).createFileRequest;
  return { id: fileRequest.id, url };
}

/** Whoever sends into a request, without an account. */
export interface RequestSender {
  /** Works for 24 hours; whoever has it can send, and see what was sent. */
  readonly uploadToken: string;
  /** Sends a file, as `StrongroomClient.upload` does. @throws StrongroomError QUOTA_EXCEEDED when the request is full */
  upload(source: UploadSource, options?: Omit<UploadOptions, 'expiresAt'>): Promise<{ id: string }>;
  /** What was sent so far. */
  uploads(): Promise<SentFile[]>;
  /** Says that all is sent. The receipt's `signed` is null while hashes are being made: ask `receipt` again. */
  finish(names?: { name?: string; email?: string }): Promise<Receipt>;
  receipt(): Promise<Receipt>;
}

/** @param transport speaks with the upload token */
export function createSender(transport: Transport, uploadToken: string): RequestSender {
  const { urql } = transport;
  return {
    uploadToken,
    async upload(source, options = {}) {
      const sent: FileItem | string = await sendFile(transport, source, options, async () => true);
      return { id: typeof sent === 'string' ? sent : sent.id };
    },
    uploads: async () => (await query(urql, RequestUploadsDocument, { uploadToken })).requestUploads,
    async finish({ name, email } = {}) {
      const variables = { uploadToken, senderName: name ?? null, senderEmail: email ?? null };
      return (await mutate(urql, FinishFileRequestDocument, variables)).finishFileRequest;
    },
    receipt: async () => (await query(urql, RequestReceiptDocument, { uploadToken })).requestReceipt,
  };
}

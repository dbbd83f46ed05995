import { Client, fetchExchange } from '@urql/core';
import { watchActivity } from './activity.ts';
import { VaultDocument, ViewerDocument } from './documents.ts';
import { type DownloadOptions, download } from './download.ts';
import { StrongroomError } from './errors.ts';
import * as requests from './file-requests.ts';
import * as files from './files.ts';
import * as folders from './folders.ts';
import type { StrongroomClient } from './methods.ts';
import * as people from './people.ts';
import { verifyReceipt } from './receipt.ts';
import * as events from './record.ts';
import { mutate, query } from './requests.ts';
import * as shares from './shares.ts';
import type { UploadSource } from './sources.ts';
import { chunksOf } from './streams.ts';
import { type Transport, type UploadOptions, upload } from './upload.ts';

/** Where the server is and who asks. */
export interface StrongroomClientOptions {
  /** The server's address, such as `https://files.example.org`. */
  url: string;
  /** An API token (`sr_…`). Left out in the page, where the session's cookie speaks. */
  token?: string | undefined;
  /** Instead of the global fetch, for every request, uploads included. */
  fetch?: typeof fetch | undefined;
}

/**
 * Makes a client. It holds no connection; there is nothing to close.
 *
 * @example
 * ```ts
 * import { createStrongroomClient } from 'strongroom/client';
 *
 * const client = createStrongroomClient({ url: 'http://127.0.0.1:4000', token: process.env.STRONGROOM_TOKEN });
 * const report = await client.upload('report.pdf', { expiresAt: new Date('2031-01-01') });
 * for await (const file of client.list({ search: 'report' })) console.log(file.name, file.size);
 * await client.downloadTo(report.id, 'copy.pdf');
 * ```
 */
export function createStrongroomClient(options: StrongroomClientOptions): StrongroomClient {
  // Looked up at each call, and called without a receiver, as browsers demand.
  const send: typeof fetch = (input, init) => (options.fetch ?? globalThis.fetch)(input, init);
  const transport = transportOf(options.url, send, options.fetch === undefined, options.token);
  const { urql } = transport;

  return {
    urql,
    createFileRequest: (input) => requests.createFileRequest(urql, input),
    fileRequests: ({ first } = {}) => requests.listFileRequests(urql, first),
    async closeFileRequest(id) {
      await mutate(urql, requests.CloseFileRequestDocument, { id });
    },
    fileRequestInfo: async (token) => (await query(urql, requests.FileRequestInfoDocument, { token })).fileRequestInfo,
    async openFileRequest(token, { password } = {}) {
      const variables = { token, password: password ?? null };
      const { openFileRequest } = await mutate(urql, requests.OpenFileRequestDocument, variables);
      return { ...openFileRequest, sender: this.requestSender(openFileRequest.uploadToken) };
    },
    requestSender: (uploadToken) =>
      requests.createSender(transportOf(options.url, send, options.fetch === undefined, uploadToken), uploadToken),
    verifyReceipt: (signed) => verifyReceipt(urql, signed),
    upload: (source: UploadSource, how: UploadOptions = {}) => upload(transport, source, how),
    list: (which = {}) => files.list(urql, which),
    page: (which = {}) => files.page(urql, which),
    file: (id, { signal } = {}) => files.file(urql, id, signal),
    rename: (id, name) => files.rename(urql, id, name),
    remove: (id) => files.remove(urql, id),
    folder: (id = null, { signal } = {}) => folders.folder(urql, id, signal),
    folders: (parentId = null, { signal } = {}) => folders.folders(urql, parentId, signal),
    createFolder: (name, { parentId = null } = {}) => folders.createFolder(urql, name, parentId),
    renameFolder: (id, name) => folders.renameFolder(urql, id, name),
    moveFolder: (id, parentId) => folders.moveFolder(urql, id, parentId),
    removeFolder: (id) => folders.removeFolder(urql, id),
    moveFile: (id, folderId) => folders.moveFile(urql, id, folderId),
    downloadUrl: (id, how = {}) => files.downloadUrl(urql, id, how),
    download: (async (id: string, options?: DownloadOptions & { resumeTo?: string }) => {
      const { resumeTo, ...how } = options ?? {};
      if (resumeTo === undefined) return download(transport, id, how);
      // The types rule it out; plain JavaScript has none.
      if (how.range !== undefined) {
        throw new StrongroomError('BAD_INPUT', 'A download with resumeTo is of the whole file: leave `range` out.');
      }
      const { downloadResumably } = await import('./resume-download.ts');
      return downloadResumably(transport, id, resumeTo, how);
    }) as StrongroomClient['download'],
    async downloadTo(id, path, how = {}) {
      const { writeWhole } = await import('./disk.ts');
      const { stream, ...rest } = await download(transport, id, how);
      await writeWhole(path, chunksOf(stream));
      return rest;
    },
    activity: (how = {}) =>
      watchActivity({ ...transport, endpoint: new URL('/graphql/stream', options.url).href }, how),
    createShare: (input) => shares.createShare(urql, input),
    shares: (which = {}) => shares.shares(urql, which),
    updateShare: (id, changes) => shares.updateShare(urql, id, changes),
    revokeShare: (id) => shares.revokeShare(urql, id),
    shareInfo: (link, { signal } = {}) => shares.shareInfo(urql, link, signal),
    openShare: (link, how = {}) => shares.openShare(urql, link, how),
    requestShareCode: (link, email) => shares.requestShareCode(urql, link, email),
    sharedWithMe: ({ first } = {}) => people.sharedWithMe(urql, first),
    people: (search) => people.findPeople(urql, search),
    shareWithUser: (fileId, userId, role) => people.shareWithUser(urql, fileId, userId, role),
    unshareWithUser: (fileId, userId) => people.unshareWithUser(urql, fileId, userId),
    auditEvents: (which = {}) => events.auditEvents(urql, which),
    exportRecord: ({ signal } = {}) => events.exportRecord(transport, new URL('/audit/export', options.url), signal),
    vaultState: async ({ signal } = {}) => (await query(urql, VaultDocument, {}, signal)).vault.state,
    viewer: async ({ signal } = {}) => (await query(urql, ViewerDocument, {}, signal)).viewer ?? null,
  };
}

function transportOf(url: string, send: typeof fetch, ownFetch: boolean, token: string | undefined): Transport {
  const headers: Record<string, string> = { 'apollo-require-preflight': 'true' };
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  const urql = new Client({
    url: new URL('/graphql', url).href,
    fetch: send,
    fetchOptions: { headers },
    exchanges: [fetchExchange],
    // Search words are file names: they do not belong in addresses, which end up in logs.
    preferGetMethod: false,
  });
  const xhr = ownFetch && 'XMLHttpRequest' in globalThis;
  return { urql, fetch: send, xhr, endpoint: new URL('/uploads', url).href, headers };
}

import { isOurReceipt, receiptPublicKeys } from '../../domain/receipt-text.ts';
import {
  finishFileRequest,
  type Receipt,
  requestReceipt,
  requestUploads,
  type SentFile,
} from '../../domain/receipts.ts';
import { fileRequestInfo, openFileRequest } from '../../domain/request-opening.ts';
import { listRequestSenders, listSenderFiles } from '../../domain/request-senders.ts';
import { closeFileRequest, createFileRequest, listFileRequests } from '../../domain/requests.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { milliseconds, moment } from '../scalars.ts';

export const requestResolvers = {
  Query: {
    async fileRequests(_, { first, after }, { rooms, principal }) {
      const { edges, hasNextPage } = await listFileRequests(rooms, principal, { first, after: after ?? null });
      return {
        edges,
        nodes: edges.map(({ node }) => node),
        pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
      };
    },
    async fileRequestInfo(_, { token }, { rooms }) {
      const info = await fileRequestInfo(rooms, token);
      return { ...info, expiresAt: momentOrNull(info.expiresAt) };
    },
    requestUploads: async (_, { uploadToken }, { rooms }) => (await requestUploads(rooms, uploadToken)).map(fileShape),
    requestReceipt: async (_, { uploadToken }, { rooms }) => receiptShape(await requestReceipt(rooms, uploadToken)),
    receiptPublicKeys: (_, __, { rooms }) => receiptPublicKeys(rooms),
    verifyReceipt: (_, { signed }, { rooms }) => isOurReceipt(rooms, signed),
  },
  Mutation: {
    async createFileRequest(_, { input }, { rooms, principal }) {
      const made = await createFileRequest(rooms, principal, { ...input, expiresAt: milliseconds(input.expiresAt) });
      return { url: made.url ?? '', fileRequest: made };
    },
    async closeFileRequest(_, { id }, { rooms, principal }) {
      await closeFileRequest(rooms, principal, id);
      return id;
    },
    async openFileRequest(_, { token, password }, { rooms }) {
      const opened = await openFileRequest(rooms, { token, password: password ?? null });
      return { ...opened, limits: { ...opened.limits, expiresAt: momentOrNull(opened.limits.expiresAt) } };
    },
    async finishFileRequest(_, { uploadToken, senderName, senderEmail }, { rooms }) {
      const sender = { uploadToken, senderName: senderName ?? null, senderEmail: senderEmail ?? null };
      return receiptShape(await finishFileRequest(rooms, sender));
    },
  },
  FileRequest: {
    createdAt: ({ createdAt }) => moment(createdAt),
    expiresAt: ({ expiresAt }) => momentOrNull(expiresAt),
    endedAt: ({ endedAt }) => momentOrNull(endedAt),
    senders: ({ id }, _, { rooms, principal }) => listRequestSenders(rooms, principal, id),
  },
  RequestSender: {
    finishedAt: ({ finishedAt }) => momentOrNull(finishedAt),
    files: async ({ id }, _, { rooms, principal }) => (await listSenderFiles(rooms, principal, id)).map(fileShape),
  },
} satisfies Resolvers;

const momentOrNull = (time: number | null) => (time === null ? null : moment(time));

const fileShape = (file: SentFile) => ({ ...file, receivedAt: moment(file.receivedAt) });

function receiptShape(receipt: Receipt) {
  return { ...receipt, finishedAt: moment(receipt.finishedAt), files: receipt.files.map(fileShape) };
}

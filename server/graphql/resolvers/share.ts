import { ALL_FILES, signGrant } from '../../domain/download-links.ts';
import { requestShareCode } from '../../domain/share-codes.ts';
import { openShare, shareInfo } from '../../domain/share-opening.ts';
import { setSharePolicy, sharePolicy } from '../../domain/share-policy.ts';
import { downloadsOf, filesOf, foldersOf } from '../../domain/share-view.ts';
import { createShare, listShares, revokeShare, type Share, shareCursor, updateShare } from '../../domain/shares.ts';
import type { Context } from '../context.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { reachOf } from '../reach.ts';
import { milliseconds, moment } from '../scalars.ts';

export const shareResolvers = {
  Query: {
    async shares(_, { first, after, fileId }, { rooms, principal }) {
      const page = await listShares(rooms, principal, { first, after: after ?? null, fileId: fileId ?? null });
      const { shares, hasNextPage, endCursor } = page;
      const edges = shares.map((node) => ({ cursor: shareCursor(node), node }));
      return { nodes: shares, edges, pageInfo: { hasNextPage, endCursor } };
    },
    async shareInfo(_, { token }, { rooms, visitor }) {
      const info = await shareInfo(rooms, token, visitor);
      return { ...info, expiresAt: maybe(info.expiresAt) };
    },
    sharePolicy: (_, __, { rooms, principal }) => sharePolicy(rooms, principal),
  },
  File: {
    linked: async (file, _, context) => (await reachOf(context, file)).linked,
  },
  Mutation: {
    async createShare(_, { input }, context) {
      const share = await createShare(context.rooms, context.principal, {
        fileIds: [...(input.fileIds ?? [])],
        folderIds: [...(input.folderIds ?? [])],
        label: input.label ?? '',
        expiresAt: milliseconds(input.expiresAt),
        password: input.password ?? null,
        maxDownloads: input.maxDownloads ?? null,
        recipients: [...(input.recipients ?? [])],
        requireCode: input.requireCode ?? false,
        notify: input.notify ?? false,
      });
      return { url: urlOf(share, context) ?? '', share };
    },
    updateShare: (_, { input: { id, expiresAt, recipients, ...changes } }, { rooms, principal }) =>
      updateShare(rooms, principal, id, {
        ...changes,
        expiresAt: expiresAt === undefined ? undefined : milliseconds(expiresAt),
        recipients: recipients ? [...recipients] : recipients,
      }),
    async revokeShare(_, { id }, { rooms, principal }) {
      await revokeShare(rooms, principal, id);
      return id;
    },
    async openShare(_, { token, password, code }, { rooms, origin, visitor, rememberVisitor }) {
      const asked = { token, password: password ?? null, code: code ?? null };
      const opened = await openShare(rooms, asked, visitor);
      rememberVisitor(opened.visitor);
      const { files, grant, label, sender } = opened;
      const left = files.flatMap(({ downloadsLeft }) => downloadsLeft ?? []);
      return {
        files,
        zipUrl: files.length > 1 ? signGrant(rooms, grant, ALL_FILES, 'ATTACHMENT', origin) : null,
        expiresAt: moment(grant.expiresAt),
        downloadsLeft: left.length > 0 ? Math.min(...left) : null,
        label,
        sender,
        shareExpiresAt: maybe(opened.shareExpiresAt),
      };
    },
    requestShareCode: (_, { token, email }, { rooms }) => requestShareCode(rooms, token, email),
    setSharePolicy: (_, { input: { maxDays, ...rest } }, { rooms, principal }) =>
      setSharePolicy(rooms, principal, { maxDays: maxDays ?? null, ...rest }),
  },
  Share: {
    url: (share, _, context) => urlOf(share, context),
    files: (share, _, { rooms }) => filesOf(rooms, share),
    folders: (share, _, { rooms }) => foldersOf(rooms, share),
    downloads: (share, _, { rooms }) => downloadsOf(rooms, share),
    createdAt: ({ createdAt }) => moment(createdAt),
    expiresAt: ({ expiresAt }) => maybe(expiresAt),
    endedAt: ({ endedAt }) => maybe(endedAt),
  },
  SharePolicy: {
    sendsMail: (_, __, { rooms }) => rooms.mail !== null,
  },
  SharedFile: {
    downloadUrl: ({ id, grant }, { disposition }, { rooms, origin }) =>
      signGrant(rooms, grant, id, disposition, origin),
  },
} satisfies Resolvers;

const maybe = (time: number | null) => (time === null ? null : moment(time));

function urlOf({ token, endedAt }: Share, { origin }: Context): string | null {
  return token === null || endedAt !== null ? null : `${origin}/s/${token}`;
}

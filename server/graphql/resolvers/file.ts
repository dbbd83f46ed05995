import { findUser } from '../../domain/accounts.ts';
import { signDownload } from '../../domain/download-links.ts';
import { countOwnFiles, deleteFile, fileCursor, findReadableFile, listFiles, renameFile } from '../../domain/files.ts';
import { storeFile } from '../../domain/uploads.ts';
import type { Context } from '../context.ts';
import type { Cipher, Disposition, Resolvers } from '../generated/resolvers.ts';
import { milliseconds, moment } from '../scalars.ts';

const SUITES = { AES_256_GCM: 1, AES_256_CBC_HMAC: 2 } as const satisfies Record<Cipher, 1 | 2>;

export const fileResolvers = {
  Query: {
    async files(_, { first, after, search, folderId }, { rooms, principal }) {
      const query = { search, folderId: folderId ?? undefined };
      const page = await listFiles(rooms, principal, { first, after, ...query });
      return { page, cursorOf: fileCursor, count: () => countOwnFiles(rooms, principal, query) };
    },
    file: (_, { id }, { rooms, principal }) => findReadableFile(rooms, principal, id),
    downloadUrl: (_, args, context) => downloadUrl(context, args),
  },
  Mutation: {
    uploadFile(_, { file, input }, { rooms, principal, signal }) {
      const wanted = {
        name: input?.name ?? file.name,
        contentType: file.contentType,
        suite: input?.cipher ? SUITES[input.cipher] : undefined,
        expiresAt: milliseconds(input?.expiresAt),
        folderId: input?.folderId,
      };
      return storeFile(rooms, principal, wanted, file.contents(), signal);
    },
    renameFile: (_, { id, name }, { rooms, principal }) => renameFile(rooms, principal, id, name),
    async deleteFile(_, { id }, { rooms, principal }) {
      await deleteFile(rooms, principal, id);
      return id;
    },
  },
  FileConnection: {
    nodes: ({ page }) => page.files,
    edges: ({ page, cursorOf }) => page.files.map((node) => ({ cursor: cursorOf(node), node })),
    pageInfo: ({ page: { hasNextPage, endCursor } }) => ({ hasNextPage, endCursor }),
    totalCount: ({ count }) => count(),
  },
  File: {
    cipher: ({ suite }) => (suite === 1 ? 'AES_256_GCM' : 'AES_256_CBC_HMAC'),
    createdAt: (file) => moment(file.createdAt),
    expiresAt: (file) => (file.expiresAt === null ? null : moment(file.expiresAt)),
    async owner({ ownerId }, _, { rooms }) {
      const owner = await findUser(rooms, ownerId);
      if (!owner) throw new Error('a file has no owner');
      return owner;
    },
    downloadUrl: (file, args, context) => downloadUrl(context, { ...args, fileId: file.id }),
  },
} satisfies Resolvers;

async function downloadUrl(
  { rooms, principal, origin }: Context,
  args: { fileId: string; disposition: Disposition; expiresIn: number },
) {
  const { url, expiresAt } = await signDownload(rooms, principal, args, origin);
  return { url, expiresAt: moment(expiresAt) };
}

import { createUser, listUsers, privately, signOutEverywhere, type UserPage, viewer } from '../../domain/accounts.ts';
import { disableUser, enableUser, resetUser, setUserRole, transferFiles } from '../../domain/accounts-changes.ts';
import { type ApiToken, createApiToken, listApiTokens, revokeApiToken } from '../../domain/api-tokens.ts';
import { setPassword } from '../../domain/password-links.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { milliseconds, moment } from '../scalars.ts';

export const accountResolvers = {
  Query: {
    viewer: (_, __, { rooms, principal }) => viewer(rooms, principal),
    async apiTokens(_, __, { rooms, principal }) {
      return (await listApiTokens(rooms, principal)).map(tokenShape);
    },
    async users(_, { first, after }, { rooms, principal }) {
      return pageShape(await listUsers(rooms, principal, { first, after: after ?? null }));
    },
  },
  Mutation: {
    async createApiToken(_, { input }, { rooms, principal }) {
      const { name, scopes } = input;
      const made = await createApiToken(rooms, principal, { name, scopes, expiresAt: milliseconds(input.expiresAt) });
      return { token: made.token, apiToken: tokenShape(made.apiToken) };
    },
    async revokeApiToken(_, { id }, { rooms, principal }) {
      await revokeApiToken(rooms, principal, id);
      return id;
    },
    createUser: (_, { input: { name, email, role = 'MEMBER' } }, { rooms, principal }) =>
      createUser(rooms, principal, { name, email, role }),
    setUserRole: (_, { id, role }, { rooms, principal }) => setUserRole(rooms, principal, id, role),
    disableUser: (_, { id }, { rooms, principal }) => disableUser(rooms, principal, id),
    enableUser: (_, { id }, { rooms, principal }) => enableUser(rooms, principal, id),
    resetUser: (_, { id }, { rooms, principal }) => resetUser(rooms, principal, id),
    transferFiles: (_, { fromUserId, toUserId }, { rooms, principal }) =>
      transferFiles(rooms, principal, fromUserId, toUserId),
    async setPassword(_, { token, password }, { rooms, address }) {
      await setPassword(rooms, address, token, password);
      return true;
    },
    signOutEverywhere: (_, __, { rooms, principal }) => signOutEverywhere(rooms, principal),
  },
  User: {
    email: (user, _, { principal }) => privately(principal, user, user.email),
    twoFactorEnabled: (user, _, { principal }) => privately(principal, user, user.twoFactorEnabled),
    createdAt: ({ createdAt }) => moment(createdAt),
  },
} satisfies Resolvers;

function tokenShape(token: ApiToken) {
  const { createdAt, expiresAt, lastUsedAt } = token;
  return {
    ...token,
    createdAt: moment(createdAt),
    expiresAt: expiresAt === null ? null : moment(expiresAt),
    lastUsedAt: lastUsedAt === null ? null : moment(lastUsedAt),
  };
}

function pageShape({ edges, hasNextPage }: UserPage) {
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
  };
}

import { listAuditEvents } from '../../domain/audit-events.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { milliseconds, moment } from '../scalars.ts';

export const auditResolvers = {
  Query: {
    async auditEvents(_, { first, after, filter }, { rooms, principal }) {
      const { edges, hasNextPage } = await listAuditEvents(
        rooms,
        principal,
        { first, after: after ?? null },
        {
          actions: filter?.actions ?? null,
          fileId: filter?.fileId ?? null,
          shareId: filter?.shareId ?? null,
          userId: filter?.userId ?? null,
          since: milliseconds(filter?.since),
          until: milliseconds(filter?.until),
          own: filter?.own ?? false,
        },
      );
      return {
        edges,
        nodes: edges.map(({ node }) => node),
        pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
      };
    },
  },
  AuditEvent: {
    at: ({ at }) => moment(at),
  },
} satisfies Resolvers;

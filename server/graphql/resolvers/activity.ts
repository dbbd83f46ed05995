import { findReadableFile } from '../../domain/files.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { moment } from '../scalars.ts';
import type { ActivityShape } from '../shapes.ts';

export const activityResolvers = {
  Subscription: {
    activity: {
      subscribe: (_, __, { rooms, principal, signal }) => rooms.activities.watch(rooms, principal, signal),
      resolve: (activity: ActivityShape) => activity,
    },
  },
  Activity: {
    at: ({ at }) => moment(at),
    async fileName({ fileId }, _, { rooms, principal }) {
      const file = fileId ? await findReadableFile(rooms, principal, fileId) : null;
      return file?.name ?? null;
    },
  },
} satisfies Resolvers;

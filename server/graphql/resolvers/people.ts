import {
  accessTo,
  countSharedWithMe,
  roleIn,
  sharedWithMe,
  shareWithUser,
  unshareWithUser,
} from '../../domain/file-sharing.ts';
import { findPeople } from '../../domain/people.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { reachOf } from '../reach.ts';
import { moment } from '../scalars.ts';

export const peopleResolvers = {
  Query: {
    async sharedWithMe(_, { first, after }, { rooms, principal }) {
      const page = await sharedWithMe(rooms, principal, { first, after });
      return {
        page,
        cursorOf: ({ id }) => page.cursors.get(id) ?? '',
        count: () => countSharedWithMe(rooms, principal),
      };
    },
    people: (_, { search }, { rooms, principal }) => findPeople(rooms, principal, search),
  },
  Mutation: {
    shareWithUser: (_, input, { rooms, principal }) => shareWithUser(rooms, principal, input),
    unshareWithUser: (_, input, { rooms, principal }) => unshareWithUser(rooms, principal, input),
  },
  File: {
    access: (file, _, { rooms, principal }) => accessTo(rooms, principal, file),
    role: (file, _, { rooms, principal }) => roleIn(rooms, principal, file),
    sharedWith: async (file, _, context) => (await reachOf(context, file)).people,
  },
  FileAccess: {
    createdAt: ({ createdAt }) => moment(createdAt),
  },
} satisfies Resolvers;

import type { Client } from '@urql/core';
import { type FragmentType, readFragment } from './generated/fragment-masking.ts';
import { graphql } from './generated/gql.ts';
import type { FileAccessPartFragment, FindPeopleQuery, SharedWithMeQuery, ShareRole } from './generated/graphql.ts';
import { throughPages } from './pages.ts';
import { mutate, query } from './requests.ts';

/** Files that others share with you, newest share first. */
export const SharedWithMeDocument = graphql(`
  query SharedWithMe($first: Int!, $after: String) {
    sharedWithMe(first: $first, after: $after) {
      nodes {
        id
        name
        size
        role
        createdAt
        owner {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const FileAccessFragment = graphql(`
  fragment FileAccessPart on File {
    id
    role
    owner {
      id
      name
    }
    access {
      role
      createdAt
      user {
        id
        name
      }
    }
  }
`);

/** Accounts that a file can be shared with. Scope SHARE. */
export const FindPeopleDocument = graphql(`
  query FindPeople($search: String!) {
    people(search: $search) {
      id
      name
    }
  }
`);

/** Lets someone with an account use a file of yours. Scope SHARE. */
export const ShareWithUserDocument = graphql(`
  mutation ShareWithUser($fileId: ID!, $userId: ID!, $role: ShareRole!) {
    shareWithUser(fileId: $fileId, userId: $userId, role: $role) {
      ...FileAccessPart
    }
  }
`);

/** Takes it back. Scope SHARE. */
export const UnshareWithUserDocument = graphql(`
  mutation UnshareWithUser($fileId: ID!, $userId: ID!) {
    unshareWithUser(fileId: $fileId, userId: $userId) {
      ...FileAccessPart
    }
  }
`);

/** A file of another, and what you may: `role`. Sizes are bytes, times ISO 8601. */
export type ReceivedFile = SharedWithMeQuery['sharedWithMe']['nodes'][number];
/** Someone with an account. */
export type Person = FindPeopleQuery['people'][number];
/** Who may use a file of another, and what they may. */
export type FileAccess = FileAccessPartFragment['access'][number];

export const sharedWithMe = (urql: Client, first = 50): AsyncGenerator<ReceivedFile, void, undefined> =>
  throughPages(async (after) => (await query(urql, SharedWithMeDocument, { first, after })).sharedWithMe);

export const findPeople = async (urql: Client, search: string): Promise<Person[]> =>
  (await query(urql, FindPeopleDocument, { search })).people;

export async function shareWithUser(urql: Client, fileId: string, userId: string, role: ShareRole) {
  return accessOf((await mutate(urql, ShareWithUserDocument, { fileId, userId, role })).shareWithUser);
}

export async function unshareWithUser(urql: Client, fileId: string, userId: string) {
  return accessOf((await mutate(urql, UnshareWithUserDocument, { fileId, userId })).unshareWithUser);
}

const accessOf = (file: FragmentType<typeof FileAccessFragment>): FileAccess[] =>
  readFragment(FileAccessFragment, file).access;

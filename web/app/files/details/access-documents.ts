import { graphql } from '../../../client/generated/gql.ts';

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

export const FindPeopleDocument = graphql(`
  query FindPeople($search: String!) {
    people(search: $search) {
      id
      name
    }
  }
`);

export const ShareWithUserDocument = graphql(`
  mutation ShareWithUser($fileId: ID!, $userId: ID!, $role: ShareRole!) {
    shareWithUser(fileId: $fileId, userId: $userId, role: $role) {
      ...FileAccessPart
    }
  }
`);

export const UnshareWithUserDocument = graphql(`
  mutation UnshareWithUser($fileId: ID!, $userId: ID!) {
    unshareWithUser(fileId: $fileId, userId: $userId) {
      ...FileAccessPart
    }
  }
`);

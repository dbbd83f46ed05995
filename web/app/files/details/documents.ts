import { graphql } from '../../../client/generated/gql.ts';

export const FileDetailsFragment = graphql(`
  fragment FileDetails on File {
    contentType
    size
    createdAt
    expiresAt
    owner {
      id
      name
    }
  }
`);

export const FileStorageFragment = graphql(`
  fragment FileStorage on File {
    cipher
    parts
    keyVersion
    storedSize
  }
`);

export const FileDrawerDocument = graphql(`
  query FileDrawer($id: ID!) {
    file(id: $id) {
      id
      name
      contentType
      size
      role
      ...FileAccessPart
      ...FileDetails
      ...FileStorage
    }
  }
`);

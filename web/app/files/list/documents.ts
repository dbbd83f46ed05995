import { graphql } from '../../../client/generated/gql.ts';

/** Everything that a row needs besides what the page itself works with. */
export const FileRowFragment = graphql(`
  fragment FileRow on File {
    id
    name
    contentType
    size
    createdAt
    expiresAt
    linked
    sharedWith
  }
`);

export const FilesPageDocument = graphql(`
  query FilesPage($first: Int!, $after: String, $search: String) {
    files(first: $first, after: $after, search: $search) {
      nodes {
        id
        name
        size
        folder {
          id
          name
          path {
            id
            name
          }
        }
        ...FileRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

/** As `FilesPage`, of one folder, or of the root. */
export const FolderFilesDocument = graphql(`
  query FolderFiles($folderId: ID, $first: Int!, $after: String) {
    folder(id: $folderId) {
      files(first: $first, after: $after) {
        nodes {
          id
          name
          size
          ...FileRow
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  }
`);

export const RenameInListDocument = graphql(`
  mutation RenameInList($id: ID!, $name: String!) {
    renameFile(id: $id, name: $name) {
      id
      name
      size
      ...FileRow
    }
  }
`);

import { graphql } from '../../client/generated/gql.ts';

export const RequestRowFragment = graphql(`
  fragment RequestRow on FileRequest {
    id
    url
    title
    note
    hasPassword
    maxFiles
    maxFileSize
    files
    createdAt
    expiresAt
    endedAt
  }
`);

export const RequestsPageDocument = graphql(`
  query RequestsPage($after: String) {
    fileRequests(first: 50, after: $after) {
      nodes {
        id
        ...RequestRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const RequestSendersDocument = graphql(`
  query RequestSenders($after: String) {
    fileRequests(first: 50, after: $after) {
      nodes {
        id
        senders {
          id
          name
          email
          finishedAt
          files {
            id
            name
            size
            receivedAt
          }
        }
      }
    }
  }
`);

export const MakeRequestDocument = graphql(`
  mutation MakeRequest($input: CreateFileRequestInput!) {
    createFileRequest(input: $input) {
      url
      fileRequest {
        id
        ...RequestRow
      }
    }
  }
`);

/** The folders that files may come into. */
export const RequestFoldersDocument = graphql(`
  query RequestFolders {
    folder {
      folders(first: 200) {
        nodes {
          id
          name
        }
      }
    }
  }
`);

// An empty list, and an answer that is a bare id, name no type; this tells the cache what they concern.
export const ABOUT_REQUESTS = { additionalTypenames: ['FileRequest'] };

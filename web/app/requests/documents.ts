import { graphql } from '../../client/generated/gql.ts';

/** Requests of one page of the list. */
export const FIRST = 50;

export const RequestSendersDocument = graphql(`
  query RequestSenders($first: Int!, $after: String) {
    fileRequests(first: $first, after: $after) {
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

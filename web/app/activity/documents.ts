import { graphql } from '../../client/generated/gql.ts';

export const EventFragment = graphql(`
  fragment Event on AuditEvent {
    seq
    at
    action
    actorId
    actorKind
    actorName
    address
    fileId
    fileName
    recipient
    folderId
    shareId
    requestId
    userId
    bytes
    complete
  }
`);

export const EventsDocument = graphql(`
  query Events($first: Int!, $after: String, $filter: AuditFilter) {
    auditEvents(first: $first, after: $after, filter: $filter) {
      nodes {
        seq
        ...Event
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const ActorsDocument = graphql(`
  query Actors {
    users(first: 200) {
      nodes {
        id
        name
        email
      }
    }
  }
`);

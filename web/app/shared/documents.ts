import { graphql } from '../../client/generated/gql.ts';

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

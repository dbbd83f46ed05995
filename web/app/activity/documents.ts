import { graphql } from '../../client/generated/gql.ts';

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

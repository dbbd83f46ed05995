import { graphql } from './generated/gql.ts';

export const VaultDocument = graphql(`
  query Vault {
    vault {
      state
    }
  }
`);

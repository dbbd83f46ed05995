import { graphql } from '../../client/generated/gql.ts';

/** Everything that the owner sees of a link, and changes. */
export const LinkFragment = graphql(`
  fragment Link on Share {
    id
    url
    label
    files {
      id
      name
    }
    folders {
      id
      name
    }
    recipients
    hasPassword
    requireCode
    maxDownloads
    downloads
    notify
    createdAt
    expiresAt
    endedAt
    endReason
  }
`);

export const LinksDocument = graphql(`
  query Links($first: Int!, $after: String, $fileId: ID) {
    shares(first: $first, after: $after, fileId: $fileId) {
      nodes {
        id
        ...Link
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** What an administrator demands of links, and what this server can do for them. */
export const LinkPolicyDocument = graphql(`
  query LinkPolicy {
    sharePolicy {
      maxDays
      requirePassword
      requireExpiry
      sendsMail
    }
  }
`);

export const SetLinkPolicyDocument = graphql(`
  mutation SetLinkPolicy($input: SharePolicyInput!) {
    setSharePolicy(input: $input) {
      maxDays
      requirePassword
      requireExpiry
      sendsMail
    }
  }
`);

export const CreateLinkDocument = graphql(`
  mutation CreateLink($input: CreateShareInput!) {
    createShare(input: $input) {
      url
      share {
        id
        ...Link
      }
    }
  }
`);

export const ChangeLinkDocument = graphql(`
  mutation ChangeLink($input: UpdateShareInput!) {
    updateShare(input: $input) {
      id
      ...Link
    }
  }
`);

export const RevokeLinkDocument = graphql(`
  mutation RevokeLink($id: ID!) {
    revokeShare(id: $id)
  }
`);

/** An empty list names no type, and a bare id neither; this tells the cache what they concern. */
export const ABOUT_LINKS = { additionalTypenames: ['Share'] };

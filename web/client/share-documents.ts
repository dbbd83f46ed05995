import { graphql } from './generated/gql.ts';

/** What the client and the page know of a link of one's own. */
export const ShareItemFragment = graphql(`
  fragment ShareItem on Share {
    id
    url
    label
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
    files {
      id
      name
    }
    folders {
      id
      name
    }
  }
`);

/** A page of links, newest first; only those that name a file, where one is given. */
export const SharesDocument = graphql(`
  query Shares($first: Int!, $after: String, $fileId: ID) {
    shares(first: $first, after: $after, fileId: $fileId) {
      nodes {
        ...ShareItem
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Makes a link. */
export const CreateShareDocument = graphql(`
  mutation CreateShare($input: CreateShareInput!) {
    createShare(input: $input) {
      url
      share {
        ...ShareItem
      }
    }
  }
`);

/** Changes a link's limits. */
export const UpdateShareDocument = graphql(`
  mutation UpdateShare($input: UpdateShareInput!) {
    updateShare(input: $input) {
      ...ShareItem
    }
  }
`);

/** Ends a link at once; gives its id back. */
export const RevokeShareDocument = graphql(`
  mutation RevokeShare($id: ID!) {
    revokeShare(id: $id)
  }
`);

/** What anyone may know of a link before opening it. */
export const ShareInfoDocument = graphql(`
  query ShareInfo($token: String!) {
    shareInfo(token: $token) {
      needsPassword
      needsCode
      expiresAt
      label
      kind
      sender
    }
  }
`);

/** Opens a link, with or without an account. */
export const OpenShareDocument = graphql(`
  mutation OpenShare($token: String!, $password: String, $code: String) {
    openShare(token: $token, password: $password, code: $code) {
      files {
        id
        name
        folder
        size
        contentType
        downloadUrl
        inlineUrl: downloadUrl(disposition: INLINE)
        downloadsLeft
        usedUp
      }
      zipUrl
      expiresAt
      downloadsLeft
      label
      sender
      shareExpiresAt
    }
  }
`);

/** Mails a one-time code to a recipient of a link. */
export const RequestShareCodeDocument = graphql(`
  mutation RequestShareCode($token: String!, $email: String!) {
    requestShareCode(token: $token, email: $email)
  }
`);

/** What every new link must keep to, and whether this server can mail codes and notices. */
export const SharePolicyDocument = graphql(`
  query SharePolicy {
    sharePolicy {
      maxDays
      requirePassword
      requireExpiry
      sendsMail
    }
  }
`);

/** Sets what every new link must keep to. */
export const SetSharePolicyDocument = graphql(`
  mutation SetSharePolicy($input: SharePolicyInput!) {
    setSharePolicy(input: $input) {
      maxDays
      requirePassword
      requireExpiry
      sendsMail
    }
  }
`);

import { graphql } from '../../client/generated/gql.ts';

export const LinkInfoDocument = graphql(`
  query LinkInfo($token: String!) {
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

export const OpenLinkDocument = graphql(`
  mutation OpenLink($token: String!, $password: String, $code: String) {
    openShare(token: $token, password: $password, code: $code) {
      files {
        id
        name
        folder
        size
        contentType
        downloadUrl
        shownUrl: downloadUrl(disposition: INLINE)
        downloadsLeft
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

export const RequestLinkCodeDocument = graphql(`
  mutation RequestLinkCode($token: String!, $email: String!) {
    requestShareCode(token: $token, email: $email)
  }
`);

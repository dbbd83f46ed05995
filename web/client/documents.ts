import { graphql } from './generated/gql.ts';

/** What the client and the lists of the page know of a file. */
export const FileItemFragment = graphql(`
  fragment FileItem on File {
    id
    name
    contentType
    size
    cipher
    createdAt
    expiresAt
    keyVersion
    parts
    storedSize
    owner {
      id
      name
    }
  }
`);

export const VaultDocument = graphql(`
  query Vault {
    vault {
      state
    }
  }
`);

export const ViewerDocument = graphql(`
  query Viewer {
    viewer {
      id
      name
      email
      role
      twoFactorEnabled
    }
  }
`);

export const FilesDocument = graphql(`
  query Files($first: Int!, $after: String, $search: String) {
    files(first: $first, after: $after, search: $search) {
      nodes {
        ...FileItem
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const FileDocument = graphql(`
  query File($id: ID!) {
    file(id: $id) {
      ...FileItem
    }
  }
`);

export const DownloadUrlDocument = graphql(`
  query DownloadUrl($fileId: ID!, $disposition: Disposition!, $expiresIn: Int!) {
    downloadUrl(fileId: $fileId, disposition: $disposition, expiresIn: $expiresIn) {
      url
      expiresAt
    }
  }
`);

export const DownloadDocument = graphql(`
  query Download($id: ID!, $expiresIn: Int!) {
    file(id: $id) {
      ...FileItem
      downloadUrl(disposition: ATTACHMENT, expiresIn: $expiresIn) {
        url
        expiresAt
      }
    }
  }
`);

export const UploadFileDocument = graphql(`
  mutation UploadFile($file: Upload!, $input: UploadFileInput) {
    uploadFile(file: $file, input: $input) {
      ...FileItem
    }
  }
`);

export const RenameFileDocument = graphql(`
  mutation RenameFile($id: ID!, $name: String!) {
    renameFile(id: $id, name: $name) {
      ...FileItem
    }
  }
`);

export const DeleteFileDocument = graphql(`
  mutation DeleteFile($id: ID!) {
    deleteFile(id: $id)
  }
`);

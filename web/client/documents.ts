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
    folderId
    owner {
      id
      name
    }
  }
`);

/** The vault's state; anyone may ask. */
export const VaultDocument = graphql(`
  query Vault {
    vault {
      state
    }
  }
`);

/** Whoever is signed in; null when nobody is. */
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

/** A page of files, newest first. The page behind it: `after` is this one's `endCursor`. */
export const FilesDocument = graphql(`
  query Files($first: Int!, $after: String, $search: String, $folderId: ID) {
    files(first: $first, after: $after, search: $search, folderId: $folderId) {
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

/** One file; null when there is none by that id. */
export const FileDocument = graphql(`
  query File($id: ID!) {
    file(id: $id) {
      ...FileItem
    }
  }
`);

/** A signed, short-lived address of a file. */
export const DownloadUrlDocument = graphql(`
  query DownloadUrl($fileId: ID!, $disposition: Disposition!, $expiresIn: Int!) {
    downloadUrl(fileId: $fileId, disposition: $disposition, expiresIn: $expiresIn) {
      url
      expiresAt
    }
  }
`);

/** A file with an address of its contents, in one question. */
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

/** Stores a file. urql sends it as multipart when `file` is a Blob; `uploadContext` adds progress and cancelling. */
export const UploadFileDocument = graphql(`
  mutation UploadFile($file: Upload!, $input: UploadFileInput) {
    uploadFile(file: $file, input: $input) {
      ...FileItem
    }
  }
`);

/** Gives a file another name. */
export const RenameFileDocument = graphql(`
  mutation RenameFile($id: ID!, $name: String!) {
    renameFile(id: $id, name: $name) {
      ...FileItem
    }
  }
`);

/** Destroys a file's key, then its bytes; gives its id back. */
export const DeleteFileDocument = graphql(`
  mutation DeleteFile($id: ID!) {
    deleteFile(id: $id)
  }
`);

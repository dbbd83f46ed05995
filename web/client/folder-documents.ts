import { graphql } from './generated/gql.ts';

/** What the client knows of a folder. */
export const FolderItemFragment = graphql(`
  fragment FolderItem on Folder {
    id
    name
    parentId
    createdAt
  }
`);

/** One folder, or the root, with the folders round it and what it holds in all. */
export const FolderDocument = graphql(`
  query Folder($id: ID) {
    folder(id: $id) {
      ...FolderItem
      path {
        ...FolderItem
      }
      filesWithin
      foldersWithin
    }
  }
`);

/** A page of the folders in one, by name. */
export const FoldersDocument = graphql(`
  query Folders($parentId: ID, $first: Int!, $after: String) {
    folder(id: $parentId) {
      folders(first: $first, after: $after) {
        nodes {
          ...FolderItem
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** A page of the files that are in no folder, newest first. */
export const RootFilesDocument = graphql(`
  query RootFiles($first: Int!, $after: String) {
    folder {
      files(first: $first, after: $after) {
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
  }
`);

/** Makes a folder. */
export const CreateFolderDocument = graphql(`
  mutation CreateFolder($name: String!, $parentId: ID) {
    createFolder(name: $name, parentId: $parentId) {
      ...FolderItem
    }
  }
`);

/** Gives a folder another name. */
export const RenameFolderDocument = graphql(`
  mutation RenameFolder($id: ID!, $name: String!) {
    renameFolder(id: $id, name: $name) {
      ...FolderItem
    }
  }
`);

/** Puts a folder into another; null for the root. */
export const MoveFolderDocument = graphql(`
  mutation MoveFolder($id: ID!, $parentId: ID) {
    moveFolder(id: $id, parentId: $parentId) {
      ...FolderItem
    }
  }
`);

/** Destroys a folder with all that is in it; gives its id back. */
export const DeleteFolderDocument = graphql(`
  mutation DeleteFolder($id: ID!) {
    deleteFolder(id: $id)
  }
`);

/** Puts a file into a folder; null for the root. */
export const MoveFileDocument = graphql(`
  mutation MoveFile($id: ID!, $folderId: ID) {
    moveFile(id: $id, folderId: $folderId) {
      ...FileItem
    }
  }
`);

/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query Gate {\n    vault {\n      state\n    }\n    viewer {\n      id\n      name\n      email\n      role\n      twoFactorEnabled\n      createdAt\n    }\n  }\n": typeof types.GateDocument,
    "\n  fragment FileItem on File {\n    id\n    name\n    contentType\n    size\n    cipher\n    createdAt\n    expiresAt\n    keyVersion\n    parts\n    storedSize\n    owner {\n      id\n      name\n    }\n  }\n": typeof types.FileItemFragmentDoc,
    "\n  query Vault {\n    vault {\n      state\n    }\n  }\n": typeof types.VaultDocument,
    "\n  query Viewer {\n    viewer {\n      id\n      name\n      email\n      role\n      twoFactorEnabled\n    }\n  }\n": typeof types.ViewerDocument,
    "\n  query Files($first: Int!, $after: String, $search: String) {\n    files(first: $first, after: $after, search: $search) {\n      nodes {\n        ...FileItem\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.FilesDocument,
    "\n  query File($id: ID!) {\n    file(id: $id) {\n      ...FileItem\n    }\n  }\n": typeof types.FileDocument,
    "\n  query DownloadUrl($fileId: ID!, $disposition: Disposition!, $expiresIn: Int!) {\n    downloadUrl(fileId: $fileId, disposition: $disposition, expiresIn: $expiresIn) {\n      url\n      expiresAt\n    }\n  }\n": typeof types.DownloadUrlDocument,
    "\n  query Download($id: ID!, $expiresIn: Int!) {\n    file(id: $id) {\n      ...FileItem\n      downloadUrl(disposition: ATTACHMENT, expiresIn: $expiresIn) {\n        url\n        expiresAt\n      }\n    }\n  }\n": typeof types.DownloadDocument,
    "\n  mutation UploadFile($file: Upload!, $input: UploadFileInput) {\n    uploadFile(file: $file, input: $input) {\n      ...FileItem\n    }\n  }\n": typeof types.UploadFileDocument,
    "\n  mutation RenameFile($id: ID!, $name: String!) {\n    renameFile(id: $id, name: $name) {\n      ...FileItem\n    }\n  }\n": typeof types.RenameFileDocument,
    "\n  mutation DeleteFile($id: ID!) {\n    deleteFile(id: $id)\n  }\n": typeof types.DeleteFileDocument,
};
const documents: Documents = {
    "\n  query Gate {\n    vault {\n      state\n    }\n    viewer {\n      id\n      name\n      email\n      role\n      twoFactorEnabled\n      createdAt\n    }\n  }\n": types.GateDocument,
    "\n  fragment FileItem on File {\n    id\n    name\n    contentType\n    size\n    cipher\n    createdAt\n    expiresAt\n    keyVersion\n    parts\n    storedSize\n    owner {\n      id\n      name\n    }\n  }\n": types.FileItemFragmentDoc,
    "\n  query Vault {\n    vault {\n      state\n    }\n  }\n": types.VaultDocument,
    "\n  query Viewer {\n    viewer {\n      id\n      name\n      email\n      role\n      twoFactorEnabled\n    }\n  }\n": types.ViewerDocument,
    "\n  query Files($first: Int!, $after: String, $search: String) {\n    files(first: $first, after: $after, search: $search) {\n      nodes {\n        ...FileItem\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": types.FilesDocument,
    "\n  query File($id: ID!) {\n    file(id: $id) {\n      ...FileItem\n    }\n  }\n": types.FileDocument,
    "\n  query DownloadUrl($fileId: ID!, $disposition: Disposition!, $expiresIn: Int!) {\n    downloadUrl(fileId: $fileId, disposition: $disposition, expiresIn: $expiresIn) {\n      url\n      expiresAt\n    }\n  }\n": types.DownloadUrlDocument,
    "\n  query Download($id: ID!, $expiresIn: Int!) {\n    file(id: $id) {\n      ...FileItem\n      downloadUrl(disposition: ATTACHMENT, expiresIn: $expiresIn) {\n        url\n        expiresAt\n      }\n    }\n  }\n": types.DownloadDocument,
    "\n  mutation UploadFile($file: Upload!, $input: UploadFileInput) {\n    uploadFile(file: $file, input: $input) {\n      ...FileItem\n    }\n  }\n": types.UploadFileDocument,
    "\n  mutation RenameFile($id: ID!, $name: String!) {\n    renameFile(id: $id, name: $name) {\n      ...FileItem\n    }\n  }\n": types.RenameFileDocument,
    "\n  mutation DeleteFile($id: ID!) {\n    deleteFile(id: $id)\n  }\n": types.DeleteFileDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Gate {\n    vault {\n      state\n    }\n    viewer {\n      id\n      name\n      email\n      role\n      twoFactorEnabled\n      createdAt\n    }\n  }\n"): (typeof documents)["\n  query Gate {\n    vault {\n      state\n    }\n    viewer {\n      id\n      name\n      email\n      role\n      twoFactorEnabled\n      createdAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment FileItem on File {\n    id\n    name\n    contentType\n    size\n    cipher\n    createdAt\n    expiresAt\n    keyVersion\n    parts\n    storedSize\n    owner {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  fragment FileItem on File {\n    id\n    name\n    contentType\n    size\n    cipher\n    createdAt\n    expiresAt\n    keyVersion\n    parts\n    storedSize\n    owner {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Vault {\n    vault {\n      state\n    }\n  }\n"): (typeof documents)["\n  query Vault {\n    vault {\n      state\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Viewer {\n    viewer {\n      id\n      name\n      email\n      role\n      twoFactorEnabled\n    }\n  }\n"): (typeof documents)["\n  query Viewer {\n    viewer {\n      id\n      name\n      email\n      role\n      twoFactorEnabled\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Files($first: Int!, $after: String, $search: String) {\n    files(first: $first, after: $after, search: $search) {\n      nodes {\n        ...FileItem\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query Files($first: Int!, $after: String, $search: String) {\n    files(first: $first, after: $after, search: $search) {\n      nodes {\n        ...FileItem\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query File($id: ID!) {\n    file(id: $id) {\n      ...FileItem\n    }\n  }\n"): (typeof documents)["\n  query File($id: ID!) {\n    file(id: $id) {\n      ...FileItem\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DownloadUrl($fileId: ID!, $disposition: Disposition!, $expiresIn: Int!) {\n    downloadUrl(fileId: $fileId, disposition: $disposition, expiresIn: $expiresIn) {\n      url\n      expiresAt\n    }\n  }\n"): (typeof documents)["\n  query DownloadUrl($fileId: ID!, $disposition: Disposition!, $expiresIn: Int!) {\n    downloadUrl(fileId: $fileId, disposition: $disposition, expiresIn: $expiresIn) {\n      url\n      expiresAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Download($id: ID!, $expiresIn: Int!) {\n    file(id: $id) {\n      ...FileItem\n      downloadUrl(disposition: ATTACHMENT, expiresIn: $expiresIn) {\n        url\n        expiresAt\n      }\n    }\n  }\n"): (typeof documents)["\n  query Download($id: ID!, $expiresIn: Int!) {\n    file(id: $id) {\n      ...FileItem\n      downloadUrl(disposition: ATTACHMENT, expiresIn: $expiresIn) {\n        url\n        expiresAt\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UploadFile($file: Upload!, $input: UploadFileInput) {\n    uploadFile(file: $file, input: $input) {\n      ...FileItem\n    }\n  }\n"): (typeof documents)["\n  mutation UploadFile($file: Upload!, $input: UploadFileInput) {\n    uploadFile(file: $file, input: $input) {\n      ...FileItem\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenameFile($id: ID!, $name: String!) {\n    renameFile(id: $id, name: $name) {\n      ...FileItem\n    }\n  }\n"): (typeof documents)["\n  mutation RenameFile($id: ID!, $name: String!) {\n    renameFile(id: $id, name: $name) {\n      ...FileItem\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteFile($id: ID!) {\n    deleteFile(id: $id)\n  }\n"): (typeof documents)["\n  mutation DeleteFile($id: ID!) {\n    deleteFile(id: $id)\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;
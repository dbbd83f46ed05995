import { expect, test } from 'vitest';
import { createSchema } from '../../../server/graphql/schema.ts';

/** What other programs call, of sharing: fields with their arguments and types, and fields of what they take and give. */
const CONTRACT = `
Query.folder(id: ID): Folder!
Query.files(first: Int! = 50, after: String, search: String, folderId: ID): FileConnection!
Query.shares(first: Int! = 50, after: String, fileId: ID): ShareConnection!
Query.shareInfo(token: String!): ShareInfo!
Query.fileRequests(first: Int! = 50, after: String): FileRequestConnection!
Query.sharedWithMe(first: Int! = 50, after: String): FileConnection!
Query.fileRequestInfo(token: String!): FileRequestInfo!
Query.requestUploads(uploadToken: String!): [RequestUpload!]!
Query.auditEvents(first: Int! = 50, after: String, filter: AuditFilter): AuditEventConnection!
Mutation.createFolder(name: String!, parentId: ID): Folder!
Mutation.renameFolder(id: ID!, name: String!): Folder!
Mutation.moveFolder(id: ID!, parentId: ID): Folder!
Mutation.deleteFolder(id: ID!): ID!
Mutation.moveFile(id: ID!, folderId: ID): File!
Mutation.createShare(input: CreateShareInput!): CreatedShare!
Mutation.updateShare(input: UpdateShareInput!): Share!
Mutation.revokeShare(id: ID!): ID!
Mutation.openShare(token: String!, password: String, code: String): OpenedShare!
Mutation.requestShareCode(token: String!, email: String!): Boolean!
Mutation.shareWithUser(fileId: ID!, userId: ID!, role: ShareRole!): File!
Mutation.unshareWithUser(fileId: ID!, userId: ID!): File!
Mutation.createFileRequest(input: CreateFileRequestInput!): CreatedFileRequest!
Mutation.closeFileRequest(id: ID!): ID!
Mutation.openFileRequest(token: String!, password: String): OpenedFileRequest!
Mutation.finishFileRequest(uploadToken: String!, senderName: String, senderEmail: String): Receipt!
Subscription.activity: Activity!
Vault.auditPublicKeys: [String!]!
ShareInfo: needsPassword needsCode expiresAt label kind
CreateShareInput: fileIds folderIds label expiresAt password maxDownloads recipients requireCode notify
CreatedShare: url share
OpenedShare: files zipUrl expiresAt downloadsLeft
SharedFile: id name size contentType downloadUrl
CreateFileRequestInput: title note folderId expiresAt maxFiles maxFileSize password
CreatedFileRequest: url fileRequest
OpenedFileRequest: title note limits uploadToken
`
  .trim()
  .split('\n');

const schema = createSchema();
const fieldsOf = (
  type: string,
): Record<string, { args?: readonly { name: string; type: unknown; defaultValue?: unknown }[]; type: unknown }> => {
  const found = schema.getType(type);
  return found && 'getFields' in found ? found.getFields() : {};
};

test.each(CONTRACT)('%s', (line) => {
  const [, type = '', names] = /^(\w+): (.*)$/.exec(line) ?? [];
  if (names !== undefined) {
    expect(Object.keys(fieldsOf(type))).toEqual(expect.arrayContaining(names.split(' ')));
    return;
  }
  const [owner = '', name = ''] = line.split(/[.(:]/);
  const field = fieldsOf(owner)[name];
  const args = (field?.args ?? [])
    .map(
      ({ name, type, defaultValue: unsaid }) =>
        `${name}: ${type}${unsaid === undefined ? '' : ` = ${JSON.stringify(unsaid)}`}`,
    )
    .join(', ');
  expect(`${owner}.${name}${args === '' ? '' : `(${args})`}: ${field?.type}`).toBe(line);
});

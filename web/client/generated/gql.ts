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
    "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      token\n      apiToken {\n        id\n        ...TokenRow\n      }\n    }\n  }\n": typeof types.CreateApiTokenDocument,
    "\n  mutation SignOutEverywhere {\n    signOutEverywhere\n  }\n": typeof types.SignOutEverywhereDocument,
    "\n  fragment TokenRow on ApiToken {\n    id\n    name\n    scopes\n    createdAt\n    expiresAt\n    lastUsedAt\n  }\n": typeof types.TokenRowFragmentDoc,
    "\n  mutation RevokeApiToken($id: ID!) {\n    revokeApiToken(id: $id)\n  }\n": typeof types.RevokeApiTokenDocument,
    "\n  query ApiTokens {\n    apiTokens {\n      id\n      ...TokenRow\n    }\n  }\n": typeof types.ApiTokensDocument,
    "\n  query Actors {\n    users(first: 200) {\n      nodes {\n        id\n        name\n        email\n      }\n    }\n  }\n": typeof types.ActorsDocument,
    "\n  fragment KeyVersions on Vault {\n    keyVersions {\n      id\n      state\n      createdAt\n      files\n    }\n  }\n": typeof types.KeyVersionsFragmentDoc,
    "\n  mutation RotateKek {\n    rotateKek {\n      state\n      ...KeyVersions\n    }\n  }\n": typeof types.RotateKekDocument,
    "\n  query People($after: String) {\n    users(first: 50, after: $after) {\n      nodes {\n        id\n        ...PersonRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.PeopleDocument,
    "\n  mutation SetUserRole($id: ID!, $role: Role!) {\n    setUserRole(id: $id, role: $role) {\n      id\n      ...PersonRow\n    }\n  }\n": typeof types.SetUserRoleDocument,
    "\n  mutation DisableUser($id: ID!) {\n    disableUser(id: $id) {\n      id\n      ...PersonRow\n    }\n  }\n": typeof types.DisableUserDocument,
    "\n  mutation EnableUser($id: ID!) {\n    enableUser(id: $id) {\n      id\n      ...PersonRow\n    }\n  }\n": typeof types.EnableUserDocument,
    "\n  mutation ResetUser($id: ID!) {\n    resetUser(id: $id) {\n      setPasswordUrl\n      user {\n        id\n        ...PersonRow\n      }\n    }\n  }\n": typeof types.ResetUserDocument,
    "\n  mutation CreateUser($input: CreateUserInput!) {\n    createUser(input: $input) {\n      setPasswordUrl\n      user {\n        id\n        ...PersonRow\n      }\n    }\n  }\n": typeof types.CreateUserDocument,
    "\n  mutation TransferFiles($fromUserId: ID!, $toUserId: ID!) {\n    transferFiles(fromUserId: $fromUserId, toUserId: $toUserId)\n  }\n": typeof types.TransferFilesDocument,
    "\n  fragment PersonRow on User {\n    id\n    name\n    email\n    role\n    twoFactorEnabled\n    disabled\n    createdAt\n  }\n": typeof types.PersonRowFragmentDoc,
    "\n  mutation SealVault {\n    sealVault {\n      state\n    }\n  }\n": typeof types.SealVaultDocument,
    "\n  query Heirs {\n    users(first: 200) {\n      nodes {\n        id\n        name\n        email\n        disabled\n      }\n    }\n  }\n": typeof types.HeirsDocument,
    "\n  query AdminVault {\n    version\n    vault {\n      state\n      auditPublicKeys\n      ...KeyVersions\n    }\n  }\n": typeof types.AdminVaultDocument,
    "\n  query AttachmentUrl($fileId: ID!) {\n    downloadUrl(fileId: $fileId) {\n      url\n    }\n  }\n": typeof types.AttachmentUrlDocument,
    "\n  fragment FileDetails on File {\n    contentType\n    size\n    createdAt\n    expiresAt\n    owner {\n      id\n      name\n    }\n  }\n": typeof types.FileDetailsFragmentDoc,
    "\n  fragment FileStorage on File {\n    cipher\n    parts\n    keyVersion\n    storedSize\n  }\n": typeof types.FileStorageFragmentDoc,
    "\n  query FileDrawer($id: ID!) {\n    file(id: $id) {\n      id\n      name\n      contentType\n      size\n      role\n      ...FileAccessPart\n      ...FileDetails\n      ...FileStorage\n    }\n  }\n": typeof types.FileDrawerDocument,
    "\n  fragment FileRow on File {\n    id\n    name\n    contentType\n    size\n    createdAt\n    expiresAt\n    linked\n    sharedWith\n  }\n": typeof types.FileRowFragmentDoc,
    "\n  query FilesPage($first: Int!, $after: String, $search: String) {\n    files(first: $first, after: $after, search: $search) {\n      nodes {\n        id\n        name\n        size\n        folder {\n          id\n          name\n          path {\n            id\n            name\n          }\n        }\n        ...FileRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.FilesPageDocument,
    "\n  query FolderFiles($folderId: ID, $first: Int!, $after: String) {\n    folder(id: $folderId) {\n      files(first: $first, after: $after) {\n        nodes {\n          id\n          name\n          size\n          ...FileRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        totalCount\n      }\n    }\n  }\n": typeof types.FolderFilesDocument,
    "\n  mutation RenameInList($id: ID!, $name: String!) {\n    renameFile(id: $id, name: $name) {\n      id\n      name\n      size\n      ...FileRow\n    }\n  }\n": typeof types.RenameInListDocument,
    "\n  query InlineUrl($fileId: ID!, $expiresIn: Int!) {\n    downloadUrl(fileId: $fileId, disposition: INLINE, expiresIn: $expiresIn) {\n      url\n      expiresAt\n    }\n  }\n": typeof types.InlineUrlDocument,
    "\n  mutation SendFile($file: Upload!, $input: UploadFileInput) {\n    uploadFile(file: $file, input: $input) {\n      id\n    }\n  }\n": typeof types.SendFileDocument,
    "\n  query Gate {\n    vault {\n      state\n    }\n    viewer {\n      id\n      name\n      email\n      role\n      twoFactorEnabled\n      createdAt\n    }\n  }\n": typeof types.GateDocument,
    "\n  query LinkedFile($id: ID!) {\n    file(id: $id) {\n      id\n      name\n    }\n  }\n": typeof types.LinkedFileDocument,
    "\n  query RequestSenders($first: Int!, $after: String) {\n    fileRequests(first: $first, after: $after) {\n      nodes {\n        id\n        senders {\n          id\n          name\n          email\n          finishedAt\n          files {\n            id\n            name\n            size\n            receivedAt\n          }\n        }\n      }\n    }\n  }\n": typeof types.RequestSendersDocument,
    "\n  query RequestFolders {\n    folder {\n      folders(first: 200) {\n        nodes {\n          id\n          name\n        }\n      }\n    }\n  }\n": typeof types.RequestFoldersDocument,
    "\n  mutation UnsealVault($passphrase: String!) {\n    unsealVault(passphrase: $passphrase) {\n      state\n    }\n  }\n": typeof types.UnsealVaultDocument,
    "\n  mutation InitializeVault($input: InitializeVaultInput!) {\n    initializeVault(input: $input) {\n      state\n    }\n  }\n": typeof types.InitializeVaultDocument,
    "\n  mutation SetPassword($token: String!, $password: String!) {\n    setPassword(token: $token, password: $password)\n  }\n": typeof types.SetPasswordDocument,
    "\n  fragment FileItem on File {\n    id\n    name\n    contentType\n    size\n    cipher\n    createdAt\n    expiresAt\n    keyVersion\n    parts\n    storedSize\n    folderId\n    owner {\n      id\n      name\n    }\n  }\n": typeof types.FileItemFragmentDoc,
    "\n  query Vault {\n    vault {\n      state\n    }\n  }\n": typeof types.VaultDocument,
    "\n  query Viewer {\n    viewer {\n      id\n      name\n      email\n      role\n      twoFactorEnabled\n    }\n  }\n": typeof types.ViewerDocument,
    "\n  query Files($first: Int!, $after: String, $search: String, $folderId: ID) {\n    files(first: $first, after: $after, search: $search, folderId: $folderId) {\n      nodes {\n        ...FileItem\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.FilesDocument,
    "\n  query File($id: ID!) {\n    file(id: $id) {\n      ...FileItem\n    }\n  }\n": typeof types.FileDocument,
    "\n  query DownloadUrl($fileId: ID!, $disposition: Disposition!, $expiresIn: Int!) {\n    downloadUrl(fileId: $fileId, disposition: $disposition, expiresIn: $expiresIn) {\n      url\n      expiresAt\n    }\n  }\n": typeof types.DownloadUrlDocument,
    "\n  query Download($id: ID!, $expiresIn: Int!) {\n    file(id: $id) {\n      ...FileItem\n      downloadUrl(disposition: ATTACHMENT, expiresIn: $expiresIn) {\n        url\n        expiresAt\n      }\n    }\n  }\n": typeof types.DownloadDocument,
    "\n  mutation UploadFile($file: Upload!, $input: UploadFileInput) {\n    uploadFile(file: $file, input: $input) {\n      ...FileItem\n    }\n  }\n": typeof types.UploadFileDocument,
    "\n  mutation RenameFile($id: ID!, $name: String!) {\n    renameFile(id: $id, name: $name) {\n      ...FileItem\n    }\n  }\n": typeof types.RenameFileDocument,
    "\n  mutation DeleteFile($id: ID!) {\n    deleteFile(id: $id)\n  }\n": typeof types.DeleteFileDocument,
    "\n  mutation CreateFileRequest($input: CreateFileRequestInput!) {\n    createFileRequest(input: $input) {\n      url\n      fileRequest {\n        id\n      }\n    }\n  }\n": typeof types.CreateFileRequestDocument,
    "\n  query FileRequests($first: Int!, $after: String) {\n    fileRequests(first: $first, after: $after) {\n      nodes {\n        id\n        url\n        title\n        note\n        folderId\n        hasPassword\n        maxFiles\n        maxFileSize\n        files\n        notify\n        createdAt\n        expiresAt\n        endedAt\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.FileRequestsDocument,
    "\n  mutation CloseFileRequest($id: ID!) {\n    closeFileRequest(id: $id)\n  }\n": typeof types.CloseFileRequestDocument,
    "\n  query FileRequestInfo($token: String!) {\n    fileRequestInfo(token: $token) {\n      needsPassword\n      expiresAt\n      owner\n      title\n    }\n  }\n": typeof types.FileRequestInfoDocument,
    "\n  mutation OpenFileRequest($token: String!, $password: String) {\n    openFileRequest(token: $token, password: $password) {\n      title\n      note\n      owner\n      limits {\n        filesLeft\n        maxFileSize\n        expiresAt\n      }\n      uploadToken\n    }\n  }\n": typeof types.OpenFileRequestDocument,
    "\n  query RequestUploads($uploadToken: String!) {\n    requestUploads(uploadToken: $uploadToken) {\n      id\n      name\n      size\n      receivedAt\n    }\n  }\n": typeof types.RequestUploadsDocument,
    "\n  mutation FinishFileRequest($uploadToken: String!, $senderName: String, $senderEmail: String) {\n    finishFileRequest(uploadToken: $uploadToken, senderName: $senderName, senderEmail: $senderEmail) {\n      finishedAt\n      complete\n      signed\n      files {\n        id\n        name\n        size\n        receivedAt\n        sha256\n      }\n    }\n  }\n": typeof types.FinishFileRequestDocument,
    "\n  query RequestReceipt($uploadToken: String!) {\n    requestReceipt(uploadToken: $uploadToken) {\n      finishedAt\n      complete\n      signed\n      files {\n        id\n        name\n        size\n        receivedAt\n        sha256\n      }\n    }\n  }\n": typeof types.RequestReceiptDocument,
    "\n  fragment FolderItem on Folder {\n    id\n    name\n    parentId\n    createdAt\n  }\n": typeof types.FolderItemFragmentDoc,
    "\n  query Folder($id: ID) {\n    folder(id: $id) {\n      ...FolderItem\n      path {\n        ...FolderItem\n      }\n      filesWithin\n      foldersWithin\n    }\n  }\n": typeof types.FolderDocument,
    "\n  query Folders($parentId: ID, $first: Int!, $after: String) {\n    folder(id: $parentId) {\n      folders(first: $first, after: $after) {\n        nodes {\n          ...FolderItem\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.FoldersDocument,
    "\n  query RootFiles($first: Int!, $after: String) {\n    folder {\n      files(first: $first, after: $after) {\n        nodes {\n          ...FileItem\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        totalCount\n      }\n    }\n  }\n": typeof types.RootFilesDocument,
    "\n  mutation CreateFolder($name: String!, $parentId: ID) {\n    createFolder(name: $name, parentId: $parentId) {\n      ...FolderItem\n    }\n  }\n": typeof types.CreateFolderDocument,
    "\n  mutation RenameFolder($id: ID!, $name: String!) {\n    renameFolder(id: $id, name: $name) {\n      ...FolderItem\n    }\n  }\n": typeof types.RenameFolderDocument,
    "\n  mutation MoveFolder($id: ID!, $parentId: ID) {\n    moveFolder(id: $id, parentId: $parentId) {\n      ...FolderItem\n    }\n  }\n": typeof types.MoveFolderDocument,
    "\n  mutation DeleteFolder($id: ID!) {\n    deleteFolder(id: $id)\n  }\n": typeof types.DeleteFolderDocument,
    "\n  mutation MoveFile($id: ID!, $folderId: ID) {\n    moveFile(id: $id, folderId: $folderId) {\n      ...FileItem\n    }\n  }\n": typeof types.MoveFileDocument,
    "\n  query SharedWithMe($first: Int!, $after: String) {\n    sharedWithMe(first: $first, after: $after) {\n      nodes {\n        id\n        name\n        size\n        role\n        createdAt\n        owner {\n          id\n          name\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.SharedWithMeDocument,
    "\n  fragment FileAccessPart on File {\n    id\n    role\n    owner {\n      id\n      name\n    }\n    access {\n      role\n      createdAt\n      user {\n        id\n        name\n      }\n    }\n  }\n": typeof types.FileAccessPartFragmentDoc,
    "\n  query FindPeople($search: String!) {\n    people(search: $search) {\n      id\n      name\n    }\n  }\n": typeof types.FindPeopleDocument,
    "\n  mutation ShareWithUser($fileId: ID!, $userId: ID!, $role: ShareRole!) {\n    shareWithUser(fileId: $fileId, userId: $userId, role: $role) {\n      ...FileAccessPart\n    }\n  }\n": typeof types.ShareWithUserDocument,
    "\n  mutation UnshareWithUser($fileId: ID!, $userId: ID!) {\n    unshareWithUser(fileId: $fileId, userId: $userId) {\n      ...FileAccessPart\n    }\n  }\n": typeof types.UnshareWithUserDocument,
    "\n  query ReceiptPublicKeys {\n    receiptPublicKeys\n  }\n": typeof types.ReceiptPublicKeysDocument,
    "\n  query VerifyReceipt($signed: String!) {\n    verifyReceipt(signed: $signed)\n  }\n": typeof types.VerifyReceiptDocument,
    "\n  fragment Event on AuditEvent {\n    seq\n    at\n    action\n    actorId\n    actorKind\n    actorName\n    address\n    fileId\n    fileName\n    recipient\n    folderId\n    shareId\n    requestId\n    userId\n    bytes\n    complete\n  }\n": typeof types.EventFragmentDoc,
    "\n  query Events($first: Int!, $after: String, $filter: AuditFilter) {\n    auditEvents(first: $first, after: $after, filter: $filter) {\n      nodes {\n        seq\n        ...Event\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.EventsDocument,
    "\n  fragment ShareItem on Share {\n    id\n    url\n    label\n    recipients\n    hasPassword\n    requireCode\n    maxDownloads\n    downloads\n    notify\n    createdAt\n    expiresAt\n    endedAt\n    endReason\n    files {\n      id\n      name\n    }\n    folders {\n      id\n      name\n    }\n  }\n": typeof types.ShareItemFragmentDoc,
    "\n  query Shares($first: Int!, $after: String, $fileId: ID) {\n    shares(first: $first, after: $after, fileId: $fileId) {\n      nodes {\n        ...ShareItem\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.SharesDocument,
    "\n  mutation CreateShare($input: CreateShareInput!) {\n    createShare(input: $input) {\n      url\n      share {\n        ...ShareItem\n      }\n    }\n  }\n": typeof types.CreateShareDocument,
    "\n  mutation UpdateShare($input: UpdateShareInput!) {\n    updateShare(input: $input) {\n      ...ShareItem\n    }\n  }\n": typeof types.UpdateShareDocument,
    "\n  mutation RevokeShare($id: ID!) {\n    revokeShare(id: $id)\n  }\n": typeof types.RevokeShareDocument,
    "\n  query ShareInfo($token: String!) {\n    shareInfo(token: $token) {\n      needsPassword\n      needsCode\n      expiresAt\n      label\n      kind\n      sender\n    }\n  }\n": typeof types.ShareInfoDocument,
    "\n  mutation OpenShare($token: String!, $password: String, $code: String) {\n    openShare(token: $token, password: $password, code: $code) {\n      files {\n        id\n        name\n        folder\n        size\n        contentType\n        downloadUrl\n        inlineUrl: downloadUrl(disposition: INLINE)\n        downloadsLeft\n        usedUp\n      }\n      zipUrl\n      expiresAt\n      downloadsLeft\n      label\n      sender\n      shareExpiresAt\n    }\n  }\n": typeof types.OpenShareDocument,
    "\n  mutation RequestShareCode($token: String!, $email: String!) {\n    requestShareCode(token: $token, email: $email)\n  }\n": typeof types.RequestShareCodeDocument,
    "\n  query SharePolicy {\n    sharePolicy {\n      maxDays\n      requirePassword\n      requireExpiry\n      sendsMail\n    }\n  }\n": typeof types.SharePolicyDocument,
    "\n  mutation SetSharePolicy($input: SharePolicyInput!) {\n    setSharePolicy(input: $input) {\n      maxDays\n      requirePassword\n      requireExpiry\n      sendsMail\n    }\n  }\n": typeof types.SetSharePolicyDocument,
};
const documents: Documents = {
    "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      token\n      apiToken {\n        id\n        ...TokenRow\n      }\n    }\n  }\n": types.CreateApiTokenDocument,
    "\n  mutation SignOutEverywhere {\n    signOutEverywhere\n  }\n": types.SignOutEverywhereDocument,
    "\n  fragment TokenRow on ApiToken {\n    id\n    name\n    scopes\n    createdAt\n    expiresAt\n    lastUsedAt\n  }\n": types.TokenRowFragmentDoc,
    "\n  mutation RevokeApiToken($id: ID!) {\n    revokeApiToken(id: $id)\n  }\n": types.RevokeApiTokenDocument,
    "\n  query ApiTokens {\n    apiTokens {\n      id\n      ...TokenRow\n    }\n  }\n": types.ApiTokensDocument,
    "\n  query Actors {\n    users(first: 200) {\n      nodes {\n        id\n        name\n        email\n      }\n    }\n  }\n": types.ActorsDocument,
    "\n  fragment KeyVersions on Vault {\n    keyVersions {\n      id\n      state\n      createdAt\n      files\n    }\n  }\n": types.KeyVersionsFragmentDoc,
    "\n  mutation RotateKek {\n    rotateKek {\n      state\n      ...KeyVersions\n    }\n  }\n": types.RotateKekDocument,
    "\n  query People($after: String) {\n    users(first: 50, after: $after) {\n      nodes {\n        id\n        ...PersonRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.PeopleDocument,
    "\n  mutation SetUserRole($id: ID!, $role: Role!) {\n    setUserRole(id: $id, role: $role) {\n      id\n      ...PersonRow\n    }\n  }\n": types.SetUserRoleDocument,
    "\n  mutation DisableUser($id: ID!) {\n    disableUser(id: $id) {\n      id\n      ...PersonRow\n    }\n  }\n": types.DisableUserDocument,
    "\n  mutation EnableUser($id: ID!) {\n    enableUser(id: $id) {\n      id\n      ...PersonRow\n    }\n  }\n": types.EnableUserDocument,
    "\n  mutation ResetUser($id: ID!) {\n    resetUser(id: $id) {\n      setPasswordUrl\n      user {\n        id\n        ...PersonRow\n      }\n    }\n  }\n": types.ResetUserDocument,
    "\n  mutation CreateUser($input: CreateUserInput!) {\n    createUser(input: $input) {\n      setPasswordUrl\n      user {\n        id\n        ...PersonRow\n      }\n    }\n  }\n": types.CreateUserDocument,
    "\n  mutation TransferFiles($fromUserId: ID!, $toUserId: ID!) {\n    transferFiles(fromUserId: $fromUserId, toUserId: $toUserId)\n  }\n": types.TransferFilesDocument,
    "\n  fragment PersonRow on User {\n    id\n    name\n    email\n    role\n    twoFactorEnabled\n    disabled\n    createdAt\n  }\n": types.PersonRowFragmentDoc,
    "\n  mutation SealVault {\n    sealVault {\n      state\n    }\n  }\n": types.SealVaultDocument,
    "\n  query Heirs {\n    users(first: 200) {\n      nodes {\n        id\n        name\n        email\n        disabled\n      }\n    }\n  }\n": types.HeirsDocument,
    "\n  query AdminVault {\n    version\n    vault {\n      state\n      auditPublicKeys\n      ...KeyVersions\n    }\n  }\n": types.AdminVaultDocument,
    "\n  query AttachmentUrl($fileId: ID!) {\n    downloadUrl(fileId: $fileId) {\n      url\n    }\n  }\n": types.AttachmentUrlDocument,
    "\n  fragment FileDetails on File {\n    contentType\n    size\n    createdAt\n    expiresAt\n    owner {\n      id\n      name\n    }\n  }\n": types.FileDetailsFragmentDoc,
    "\n  fragment FileStorage on File {\n    cipher\n    parts\n    keyVersion\n    storedSize\n  }\n": types.FileStorageFragmentDoc,
    "\n  query FileDrawer($id: ID!) {\n    file(id: $id) {\n      id\n      name\n      contentType\n      size\n      role\n      ...FileAccessPart\n      ...FileDetails\n      ...FileStorage\n    }\n  }\n": types.FileDrawerDocument,
    "\n  fragment FileRow on File {\n    id\n    name\n    contentType\n    size\n    createdAt\n    expiresAt\n    linked\n    sharedWith\n  }\n": types.FileRowFragmentDoc,
    "\n  query FilesPage($first: Int!, $after: String, $search: String) {\n    files(first: $first, after: $after, search: $search) {\n      nodes {\n        id\n        name\n        size\n        folder {\n          id\n          name\n          path {\n            id\n            name\n          }\n        }\n        ...FileRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": types.FilesPageDocument,
    "\n  query FolderFiles($folderId: ID, $first: Int!, $after: String) {\n    folder(id: $folderId) {\n      files(first: $first, after: $after) {\n        nodes {\n          id\n          name\n          size\n          ...FileRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        totalCount\n      }\n    }\n  }\n": types.FolderFilesDocument,
    "\n  mutation RenameInList($id: ID!, $name: String!) {\n    renameFile(id: $id, name: $name) {\n      id\n      name\n      size\n      ...FileRow\n    }\n  }\n": types.RenameInListDocument,
    "\n  query InlineUrl($fileId: ID!, $expiresIn: Int!) {\n    downloadUrl(fileId: $fileId, disposition: INLINE, expiresIn: $expiresIn) {\n      url\n      expiresAt\n    }\n  }\n": types.InlineUrlDocument,
    "\n  mutation SendFile($file: Upload!, $input: UploadFileInput) {\n    uploadFile(file: $file, input: $input) {\n      id\n    }\n  }\n": types.SendFileDocument,
    "\n  query Gate {\n    vault {\n      state\n    }\n    viewer {\n      id\n      name\n      email\n      role\n      twoFactorEnabled\n      createdAt\n    }\n  }\n": types.GateDocument,
    "\n  query LinkedFile($id: ID!) {\n    file(id: $id) {\n      id\n      name\n    }\n  }\n": types.LinkedFileDocument,
    "\n  query RequestSenders($first: Int!, $after: String) {\n    fileRequests(first: $first, after: $after) {\n      nodes {\n        id\n        senders {\n          id\n          name\n          email\n          finishedAt\n          files {\n            id\n            name\n            size\n            receivedAt\n          }\n        }\n      }\n    }\n  }\n": types.RequestSendersDocument,
    "\n  query RequestFolders {\n    folder {\n      folders(first: 200) {\n        nodes {\n          id\n          name\n        }\n      }\n    }\n  }\n": types.RequestFoldersDocument,
    "\n  mutation UnsealVault($passphrase: String!) {\n    unsealVault(passphrase: $passphrase) {\n      state\n    }\n  }\n": types.UnsealVaultDocument,
    "\n  mutation InitializeVault($input: InitializeVaultInput!) {\n    initializeVault(input: $input) {\n      state\n    }\n  }\n": types.InitializeVaultDocument,
    "\n  mutation SetPassword($token: String!, $password: String!) {\n    setPassword(token: $token, password: $password)\n  }\n": types.SetPasswordDocument,
    "\n  fragment FileItem on File {\n    id\n    name\n    contentType\n    size\n    cipher\n    createdAt\n    expiresAt\n    keyVersion\n    parts\n    storedSize\n    folderId\n    owner {\n      id\n      name\n    }\n  }\n": types.FileItemFragmentDoc,
    "\n  query Vault {\n    vault {\n      state\n    }\n  }\n": types.VaultDocument,
    "\n  query Viewer {\n    viewer {\n      id\n      name\n      email\n      role\n      twoFactorEnabled\n    }\n  }\n": types.ViewerDocument,
    "\n  query Files($first: Int!, $after: String, $search: String, $folderId: ID) {\n    files(first: $first, after: $after, search: $search, folderId: $folderId) {\n      nodes {\n        ...FileItem\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": types.FilesDocument,
    "\n  query File($id: ID!) {\n    file(id: $id) {\n      ...FileItem\n    }\n  }\n": types.FileDocument,
    "\n  query DownloadUrl($fileId: ID!, $disposition: Disposition!, $expiresIn: Int!) {\n    downloadUrl(fileId: $fileId, disposition: $disposition, expiresIn: $expiresIn) {\n      url\n      expiresAt\n    }\n  }\n": types.DownloadUrlDocument,
    "\n  query Download($id: ID!, $expiresIn: Int!) {\n    file(id: $id) {\n      ...FileItem\n      downloadUrl(disposition: ATTACHMENT, expiresIn: $expiresIn) {\n        url\n        expiresAt\n      }\n    }\n  }\n": types.DownloadDocument,
    "\n  mutation UploadFile($file: Upload!, $input: UploadFileInput) {\n    uploadFile(file: $file, input: $input) {\n      ...FileItem\n    }\n  }\n": types.UploadFileDocument,
    "\n  mutation RenameFile($id: ID!, $name: String!) {\n    renameFile(id: $id, name: $name) {\n      ...FileItem\n    }\n  }\n": types.RenameFileDocument,
    "\n  mutation DeleteFile($id: ID!) {\n    deleteFile(id: $id)\n  }\n": types.DeleteFileDocument,
    "\n  mutation CreateFileRequest($input: CreateFileRequestInput!) {\n    createFileRequest(input: $input) {\n      url\n      fileRequest {\n        id\n      }\n    }\n  }\n": types.CreateFileRequestDocument,
    "\n  query FileRequests($first: Int!, $after: String) {\n    fileRequests(first: $first, after: $after) {\n      nodes {\n        id\n        url\n        title\n        note\n        folderId\n        hasPassword\n        maxFiles\n        maxFileSize\n        files\n        notify\n        createdAt\n        expiresAt\n        endedAt\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.FileRequestsDocument,
    "\n  mutation CloseFileRequest($id: ID!) {\n    closeFileRequest(id: $id)\n  }\n": types.CloseFileRequestDocument,
    "\n  query FileRequestInfo($token: String!) {\n    fileRequestInfo(token: $token) {\n      needsPassword\n      expiresAt\n      owner\n      title\n    }\n  }\n": types.FileRequestInfoDocument,
    "\n  mutation OpenFileRequest($token: String!, $password: String) {\n    openFileRequest(token: $token, password: $password) {\n      title\n      note\n      owner\n      limits {\n        filesLeft\n        maxFileSize\n        expiresAt\n      }\n      uploadToken\n    }\n  }\n": types.OpenFileRequestDocument,
    "\n  query RequestUploads($uploadToken: String!) {\n    requestUploads(uploadToken: $uploadToken) {\n      id\n      name\n      size\n      receivedAt\n    }\n  }\n": types.RequestUploadsDocument,
    "\n  mutation FinishFileRequest($uploadToken: String!, $senderName: String, $senderEmail: String) {\n    finishFileRequest(uploadToken: $uploadToken, senderName: $senderName, senderEmail: $senderEmail) {\n      finishedAt\n      complete\n      signed\n      files {\n        id\n        name\n        size\n        receivedAt\n        sha256\n      }\n    }\n  }\n": types.FinishFileRequestDocument,
    "\n  query RequestReceipt($uploadToken: String!) {\n    requestReceipt(uploadToken: $uploadToken) {\n      finishedAt\n      complete\n      signed\n      files {\n        id\n        name\n        size\n        receivedAt\n        sha256\n      }\n    }\n  }\n": types.RequestReceiptDocument,
    "\n  fragment FolderItem on Folder {\n    id\n    name\n    parentId\n    createdAt\n  }\n": types.FolderItemFragmentDoc,
    "\n  query Folder($id: ID) {\n    folder(id: $id) {\n      ...FolderItem\n      path {\n        ...FolderItem\n      }\n      filesWithin\n      foldersWithin\n    }\n  }\n": types.FolderDocument,
    "\n  query Folders($parentId: ID, $first: Int!, $after: String) {\n    folder(id: $parentId) {\n      folders(first: $first, after: $after) {\n        nodes {\n          ...FolderItem\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.FoldersDocument,
    "\n  query RootFiles($first: Int!, $after: String) {\n    folder {\n      files(first: $first, after: $after) {\n        nodes {\n          ...FileItem\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        totalCount\n      }\n    }\n  }\n": types.RootFilesDocument,
    "\n  mutation CreateFolder($name: String!, $parentId: ID) {\n    createFolder(name: $name, parentId: $parentId) {\n      ...FolderItem\n    }\n  }\n": types.CreateFolderDocument,
    "\n  mutation RenameFolder($id: ID!, $name: String!) {\n    renameFolder(id: $id, name: $name) {\n      ...FolderItem\n    }\n  }\n": types.RenameFolderDocument,
    "\n  mutation MoveFolder($id: ID!, $parentId: ID) {\n    moveFolder(id: $id, parentId: $parentId) {\n      ...FolderItem\n    }\n  }\n": types.MoveFolderDocument,
    "\n  mutation DeleteFolder($id: ID!) {\n    deleteFolder(id: $id)\n  }\n": types.DeleteFolderDocument,
    "\n  mutation MoveFile($id: ID!, $folderId: ID) {\n    moveFile(id: $id, folderId: $folderId) {\n      ...FileItem\n    }\n  }\n": types.MoveFileDocument,
    "\n  query SharedWithMe($first: Int!, $after: String) {\n    sharedWithMe(first: $first, after: $after) {\n      nodes {\n        id\n        name\n        size\n        role\n        createdAt\n        owner {\n          id\n          name\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": types.SharedWithMeDocument,
    "\n  fragment FileAccessPart on File {\n    id\n    role\n    owner {\n      id\n      name\n    }\n    access {\n      role\n      createdAt\n      user {\n        id\n        name\n      }\n    }\n  }\n": types.FileAccessPartFragmentDoc,
    "\n  query FindPeople($search: String!) {\n    people(search: $search) {\n      id\n      name\n    }\n  }\n": types.FindPeopleDocument,
    "\n  mutation ShareWithUser($fileId: ID!, $userId: ID!, $role: ShareRole!) {\n    shareWithUser(fileId: $fileId, userId: $userId, role: $role) {\n      ...FileAccessPart\n    }\n  }\n": types.ShareWithUserDocument,
    "\n  mutation UnshareWithUser($fileId: ID!, $userId: ID!) {\n    unshareWithUser(fileId: $fileId, userId: $userId) {\n      ...FileAccessPart\n    }\n  }\n": types.UnshareWithUserDocument,
    "\n  query ReceiptPublicKeys {\n    receiptPublicKeys\n  }\n": types.ReceiptPublicKeysDocument,
    "\n  query VerifyReceipt($signed: String!) {\n    verifyReceipt(signed: $signed)\n  }\n": types.VerifyReceiptDocument,
    "\n  fragment Event on AuditEvent {\n    seq\n    at\n    action\n    actorId\n    actorKind\n    actorName\n    address\n    fileId\n    fileName\n    recipient\n    folderId\n    shareId\n    requestId\n    userId\n    bytes\n    complete\n  }\n": types.EventFragmentDoc,
    "\n  query Events($first: Int!, $after: String, $filter: AuditFilter) {\n    auditEvents(first: $first, after: $after, filter: $filter) {\n      nodes {\n        seq\n        ...Event\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.EventsDocument,
    "\n  fragment ShareItem on Share {\n    id\n    url\n    label\n    recipients\n    hasPassword\n    requireCode\n    maxDownloads\n    downloads\n    notify\n    createdAt\n    expiresAt\n    endedAt\n    endReason\n    files {\n      id\n      name\n    }\n    folders {\n      id\n      name\n    }\n  }\n": types.ShareItemFragmentDoc,
    "\n  query Shares($first: Int!, $after: String, $fileId: ID) {\n    shares(first: $first, after: $after, fileId: $fileId) {\n      nodes {\n        ...ShareItem\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.SharesDocument,
    "\n  mutation CreateShare($input: CreateShareInput!) {\n    createShare(input: $input) {\n      url\n      share {\n        ...ShareItem\n      }\n    }\n  }\n": types.CreateShareDocument,
    "\n  mutation UpdateShare($input: UpdateShareInput!) {\n    updateShare(input: $input) {\n      ...ShareItem\n    }\n  }\n": types.UpdateShareDocument,
    "\n  mutation RevokeShare($id: ID!) {\n    revokeShare(id: $id)\n  }\n": types.RevokeShareDocument,
    "\n  query ShareInfo($token: String!) {\n    shareInfo(token: $token) {\n      needsPassword\n      needsCode\n      expiresAt\n      label\n      kind\n      sender\n    }\n  }\n": types.ShareInfoDocument,
    "\n  mutation OpenShare($token: String!, $password: String, $code: String) {\n    openShare(token: $token, password: $password, code: $code) {\n      files {\n        id\n        name\n        folder\n        size\n        contentType\n        downloadUrl\n        inlineUrl: downloadUrl(disposition: INLINE)\n        downloadsLeft\n        usedUp\n      }\n      zipUrl\n      expiresAt\n      downloadsLeft\n      label\n      sender\n      shareExpiresAt\n    }\n  }\n": types.OpenShareDocument,
    "\n  mutation RequestShareCode($token: String!, $email: String!) {\n    requestShareCode(token: $token, email: $email)\n  }\n": types.RequestShareCodeDocument,
    "\n  query SharePolicy {\n    sharePolicy {\n      maxDays\n      requirePassword\n      requireExpiry\n      sendsMail\n    }\n  }\n": types.SharePolicyDocument,
    "\n  mutation SetSharePolicy($input: SharePolicyInput!) {\n    setSharePolicy(input: $input) {\n      maxDays\n      requirePassword\n      requireExpiry\n      sendsMail\n    }\n  }\n": types.SetSharePolicyDocument,
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
export function graphql(source: "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      token\n      apiToken {\n        id\n        ...TokenRow\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) {\n      token\n      apiToken {\n        id\n        ...TokenRow\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignOutEverywhere {\n    signOutEverywhere\n  }\n"): (typeof documents)["\n  mutation SignOutEverywhere {\n    signOutEverywhere\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TokenRow on ApiToken {\n    id\n    name\n    scopes\n    createdAt\n    expiresAt\n    lastUsedAt\n  }\n"): (typeof documents)["\n  fragment TokenRow on ApiToken {\n    id\n    name\n    scopes\n    createdAt\n    expiresAt\n    lastUsedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeApiToken($id: ID!) {\n    revokeApiToken(id: $id)\n  }\n"): (typeof documents)["\n  mutation RevokeApiToken($id: ID!) {\n    revokeApiToken(id: $id)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiTokens {\n    apiTokens {\n      id\n      ...TokenRow\n    }\n  }\n"): (typeof documents)["\n  query ApiTokens {\n    apiTokens {\n      id\n      ...TokenRow\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Actors {\n    users(first: 200) {\n      nodes {\n        id\n        name\n        email\n      }\n    }\n  }\n"): (typeof documents)["\n  query Actors {\n    users(first: 200) {\n      nodes {\n        id\n        name\n        email\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment KeyVersions on Vault {\n    keyVersions {\n      id\n      state\n      createdAt\n      files\n    }\n  }\n"): (typeof documents)["\n  fragment KeyVersions on Vault {\n    keyVersions {\n      id\n      state\n      createdAt\n      files\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateKek {\n    rotateKek {\n      state\n      ...KeyVersions\n    }\n  }\n"): (typeof documents)["\n  mutation RotateKek {\n    rotateKek {\n      state\n      ...KeyVersions\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query People($after: String) {\n    users(first: 50, after: $after) {\n      nodes {\n        id\n        ...PersonRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query People($after: String) {\n    users(first: 50, after: $after) {\n      nodes {\n        id\n        ...PersonRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetUserRole($id: ID!, $role: Role!) {\n    setUserRole(id: $id, role: $role) {\n      id\n      ...PersonRow\n    }\n  }\n"): (typeof documents)["\n  mutation SetUserRole($id: ID!, $role: Role!) {\n    setUserRole(id: $id, role: $role) {\n      id\n      ...PersonRow\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DisableUser($id: ID!) {\n    disableUser(id: $id) {\n      id\n      ...PersonRow\n    }\n  }\n"): (typeof documents)["\n  mutation DisableUser($id: ID!) {\n    disableUser(id: $id) {\n      id\n      ...PersonRow\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EnableUser($id: ID!) {\n    enableUser(id: $id) {\n      id\n      ...PersonRow\n    }\n  }\n"): (typeof documents)["\n  mutation EnableUser($id: ID!) {\n    enableUser(id: $id) {\n      id\n      ...PersonRow\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResetUser($id: ID!) {\n    resetUser(id: $id) {\n      setPasswordUrl\n      user {\n        id\n        ...PersonRow\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ResetUser($id: ID!) {\n    resetUser(id: $id) {\n      setPasswordUrl\n      user {\n        id\n        ...PersonRow\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateUser($input: CreateUserInput!) {\n    createUser(input: $input) {\n      setPasswordUrl\n      user {\n        id\n        ...PersonRow\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateUser($input: CreateUserInput!) {\n    createUser(input: $input) {\n      setPasswordUrl\n      user {\n        id\n        ...PersonRow\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TransferFiles($fromUserId: ID!, $toUserId: ID!) {\n    transferFiles(fromUserId: $fromUserId, toUserId: $toUserId)\n  }\n"): (typeof documents)["\n  mutation TransferFiles($fromUserId: ID!, $toUserId: ID!) {\n    transferFiles(fromUserId: $fromUserId, toUserId: $toUserId)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PersonRow on User {\n    id\n    name\n    email\n    role\n    twoFactorEnabled\n    disabled\n    createdAt\n  }\n"): (typeof documents)["\n  fragment PersonRow on User {\n    id\n    name\n    email\n    role\n    twoFactorEnabled\n    disabled\n    createdAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SealVault {\n    sealVault {\n      state\n    }\n  }\n"): (typeof documents)["\n  mutation SealVault {\n    sealVault {\n      state\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Heirs {\n    users(first: 200) {\n      nodes {\n        id\n        name\n        email\n        disabled\n      }\n    }\n  }\n"): (typeof documents)["\n  query Heirs {\n    users(first: 200) {\n      nodes {\n        id\n        name\n        email\n        disabled\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AdminVault {\n    version\n    vault {\n      state\n      auditPublicKeys\n      ...KeyVersions\n    }\n  }\n"): (typeof documents)["\n  query AdminVault {\n    version\n    vault {\n      state\n      auditPublicKeys\n      ...KeyVersions\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AttachmentUrl($fileId: ID!) {\n    downloadUrl(fileId: $fileId) {\n      url\n    }\n  }\n"): (typeof documents)["\n  query AttachmentUrl($fileId: ID!) {\n    downloadUrl(fileId: $fileId) {\n      url\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment FileDetails on File {\n    contentType\n    size\n    createdAt\n    expiresAt\n    owner {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  fragment FileDetails on File {\n    contentType\n    size\n    createdAt\n    expiresAt\n    owner {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment FileStorage on File {\n    cipher\n    parts\n    keyVersion\n    storedSize\n  }\n"): (typeof documents)["\n  fragment FileStorage on File {\n    cipher\n    parts\n    keyVersion\n    storedSize\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FileDrawer($id: ID!) {\n    file(id: $id) {\n      id\n      name\n      contentType\n      size\n      role\n      ...FileAccessPart\n      ...FileDetails\n      ...FileStorage\n    }\n  }\n"): (typeof documents)["\n  query FileDrawer($id: ID!) {\n    file(id: $id) {\n      id\n      name\n      contentType\n      size\n      role\n      ...FileAccessPart\n      ...FileDetails\n      ...FileStorage\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment FileRow on File {\n    id\n    name\n    contentType\n    size\n    createdAt\n    expiresAt\n    linked\n    sharedWith\n  }\n"): (typeof documents)["\n  fragment FileRow on File {\n    id\n    name\n    contentType\n    size\n    createdAt\n    expiresAt\n    linked\n    sharedWith\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FilesPage($first: Int!, $after: String, $search: String) {\n    files(first: $first, after: $after, search: $search) {\n      nodes {\n        id\n        name\n        size\n        folder {\n          id\n          name\n          path {\n            id\n            name\n          }\n        }\n        ...FileRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query FilesPage($first: Int!, $after: String, $search: String) {\n    files(first: $first, after: $after, search: $search) {\n      nodes {\n        id\n        name\n        size\n        folder {\n          id\n          name\n          path {\n            id\n            name\n          }\n        }\n        ...FileRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FolderFiles($folderId: ID, $first: Int!, $after: String) {\n    folder(id: $folderId) {\n      files(first: $first, after: $after) {\n        nodes {\n          id\n          name\n          size\n          ...FileRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        totalCount\n      }\n    }\n  }\n"): (typeof documents)["\n  query FolderFiles($folderId: ID, $first: Int!, $after: String) {\n    folder(id: $folderId) {\n      files(first: $first, after: $after) {\n        nodes {\n          id\n          name\n          size\n          ...FileRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        totalCount\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenameInList($id: ID!, $name: String!) {\n    renameFile(id: $id, name: $name) {\n      id\n      name\n      size\n      ...FileRow\n    }\n  }\n"): (typeof documents)["\n  mutation RenameInList($id: ID!, $name: String!) {\n    renameFile(id: $id, name: $name) {\n      id\n      name\n      size\n      ...FileRow\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InlineUrl($fileId: ID!, $expiresIn: Int!) {\n    downloadUrl(fileId: $fileId, disposition: INLINE, expiresIn: $expiresIn) {\n      url\n      expiresAt\n    }\n  }\n"): (typeof documents)["\n  query InlineUrl($fileId: ID!, $expiresIn: Int!) {\n    downloadUrl(fileId: $fileId, disposition: INLINE, expiresIn: $expiresIn) {\n      url\n      expiresAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SendFile($file: Upload!, $input: UploadFileInput) {\n    uploadFile(file: $file, input: $input) {\n      id\n    }\n  }\n"): (typeof documents)["\n  mutation SendFile($file: Upload!, $input: UploadFileInput) {\n    uploadFile(file: $file, input: $input) {\n      id\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Gate {\n    vault {\n      state\n    }\n    viewer {\n      id\n      name\n      email\n      role\n      twoFactorEnabled\n      createdAt\n    }\n  }\n"): (typeof documents)["\n  query Gate {\n    vault {\n      state\n    }\n    viewer {\n      id\n      name\n      email\n      role\n      twoFactorEnabled\n      createdAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LinkedFile($id: ID!) {\n    file(id: $id) {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  query LinkedFile($id: ID!) {\n    file(id: $id) {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RequestSenders($first: Int!, $after: String) {\n    fileRequests(first: $first, after: $after) {\n      nodes {\n        id\n        senders {\n          id\n          name\n          email\n          finishedAt\n          files {\n            id\n            name\n            size\n            receivedAt\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query RequestSenders($first: Int!, $after: String) {\n    fileRequests(first: $first, after: $after) {\n      nodes {\n        id\n        senders {\n          id\n          name\n          email\n          finishedAt\n          files {\n            id\n            name\n            size\n            receivedAt\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RequestFolders {\n    folder {\n      folders(first: 200) {\n        nodes {\n          id\n          name\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query RequestFolders {\n    folder {\n      folders(first: 200) {\n        nodes {\n          id\n          name\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UnsealVault($passphrase: String!) {\n    unsealVault(passphrase: $passphrase) {\n      state\n    }\n  }\n"): (typeof documents)["\n  mutation UnsealVault($passphrase: String!) {\n    unsealVault(passphrase: $passphrase) {\n      state\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InitializeVault($input: InitializeVaultInput!) {\n    initializeVault(input: $input) {\n      state\n    }\n  }\n"): (typeof documents)["\n  mutation InitializeVault($input: InitializeVaultInput!) {\n    initializeVault(input: $input) {\n      state\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetPassword($token: String!, $password: String!) {\n    setPassword(token: $token, password: $password)\n  }\n"): (typeof documents)["\n  mutation SetPassword($token: String!, $password: String!) {\n    setPassword(token: $token, password: $password)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment FileItem on File {\n    id\n    name\n    contentType\n    size\n    cipher\n    createdAt\n    expiresAt\n    keyVersion\n    parts\n    storedSize\n    folderId\n    owner {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  fragment FileItem on File {\n    id\n    name\n    contentType\n    size\n    cipher\n    createdAt\n    expiresAt\n    keyVersion\n    parts\n    storedSize\n    folderId\n    owner {\n      id\n      name\n    }\n  }\n"];
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
export function graphql(source: "\n  query Files($first: Int!, $after: String, $search: String, $folderId: ID) {\n    files(first: $first, after: $after, search: $search, folderId: $folderId) {\n      nodes {\n        ...FileItem\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query Files($first: Int!, $after: String, $search: String, $folderId: ID) {\n    files(first: $first, after: $after, search: $search, folderId: $folderId) {\n      nodes {\n        ...FileItem\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"];
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
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateFileRequest($input: CreateFileRequestInput!) {\n    createFileRequest(input: $input) {\n      url\n      fileRequest {\n        id\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateFileRequest($input: CreateFileRequestInput!) {\n    createFileRequest(input: $input) {\n      url\n      fileRequest {\n        id\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FileRequests($first: Int!, $after: String) {\n    fileRequests(first: $first, after: $after) {\n      nodes {\n        id\n        url\n        title\n        note\n        folderId\n        hasPassword\n        maxFiles\n        maxFileSize\n        files\n        notify\n        createdAt\n        expiresAt\n        endedAt\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query FileRequests($first: Int!, $after: String) {\n    fileRequests(first: $first, after: $after) {\n      nodes {\n        id\n        url\n        title\n        note\n        folderId\n        hasPassword\n        maxFiles\n        maxFileSize\n        files\n        notify\n        createdAt\n        expiresAt\n        endedAt\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CloseFileRequest($id: ID!) {\n    closeFileRequest(id: $id)\n  }\n"): (typeof documents)["\n  mutation CloseFileRequest($id: ID!) {\n    closeFileRequest(id: $id)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FileRequestInfo($token: String!) {\n    fileRequestInfo(token: $token) {\n      needsPassword\n      expiresAt\n      owner\n      title\n    }\n  }\n"): (typeof documents)["\n  query FileRequestInfo($token: String!) {\n    fileRequestInfo(token: $token) {\n      needsPassword\n      expiresAt\n      owner\n      title\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation OpenFileRequest($token: String!, $password: String) {\n    openFileRequest(token: $token, password: $password) {\n      title\n      note\n      owner\n      limits {\n        filesLeft\n        maxFileSize\n        expiresAt\n      }\n      uploadToken\n    }\n  }\n"): (typeof documents)["\n  mutation OpenFileRequest($token: String!, $password: String) {\n    openFileRequest(token: $token, password: $password) {\n      title\n      note\n      owner\n      limits {\n        filesLeft\n        maxFileSize\n        expiresAt\n      }\n      uploadToken\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RequestUploads($uploadToken: String!) {\n    requestUploads(uploadToken: $uploadToken) {\n      id\n      name\n      size\n      receivedAt\n    }\n  }\n"): (typeof documents)["\n  query RequestUploads($uploadToken: String!) {\n    requestUploads(uploadToken: $uploadToken) {\n      id\n      name\n      size\n      receivedAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation FinishFileRequest($uploadToken: String!, $senderName: String, $senderEmail: String) {\n    finishFileRequest(uploadToken: $uploadToken, senderName: $senderName, senderEmail: $senderEmail) {\n      finishedAt\n      complete\n      signed\n      files {\n        id\n        name\n        size\n        receivedAt\n        sha256\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation FinishFileRequest($uploadToken: String!, $senderName: String, $senderEmail: String) {\n    finishFileRequest(uploadToken: $uploadToken, senderName: $senderName, senderEmail: $senderEmail) {\n      finishedAt\n      complete\n      signed\n      files {\n        id\n        name\n        size\n        receivedAt\n        sha256\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RequestReceipt($uploadToken: String!) {\n    requestReceipt(uploadToken: $uploadToken) {\n      finishedAt\n      complete\n      signed\n      files {\n        id\n        name\n        size\n        receivedAt\n        sha256\n      }\n    }\n  }\n"): (typeof documents)["\n  query RequestReceipt($uploadToken: String!) {\n    requestReceipt(uploadToken: $uploadToken) {\n      finishedAt\n      complete\n      signed\n      files {\n        id\n        name\n        size\n        receivedAt\n        sha256\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment FolderItem on Folder {\n    id\n    name\n    parentId\n    createdAt\n  }\n"): (typeof documents)["\n  fragment FolderItem on Folder {\n    id\n    name\n    parentId\n    createdAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Folder($id: ID) {\n    folder(id: $id) {\n      ...FolderItem\n      path {\n        ...FolderItem\n      }\n      filesWithin\n      foldersWithin\n    }\n  }\n"): (typeof documents)["\n  query Folder($id: ID) {\n    folder(id: $id) {\n      ...FolderItem\n      path {\n        ...FolderItem\n      }\n      filesWithin\n      foldersWithin\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Folders($parentId: ID, $first: Int!, $after: String) {\n    folder(id: $parentId) {\n      folders(first: $first, after: $after) {\n        nodes {\n          ...FolderItem\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Folders($parentId: ID, $first: Int!, $after: String) {\n    folder(id: $parentId) {\n      folders(first: $first, after: $after) {\n        nodes {\n          ...FolderItem\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RootFiles($first: Int!, $after: String) {\n    folder {\n      files(first: $first, after: $after) {\n        nodes {\n          ...FileItem\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        totalCount\n      }\n    }\n  }\n"): (typeof documents)["\n  query RootFiles($first: Int!, $after: String) {\n    folder {\n      files(first: $first, after: $after) {\n        nodes {\n          ...FileItem\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        totalCount\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateFolder($name: String!, $parentId: ID) {\n    createFolder(name: $name, parentId: $parentId) {\n      ...FolderItem\n    }\n  }\n"): (typeof documents)["\n  mutation CreateFolder($name: String!, $parentId: ID) {\n    createFolder(name: $name, parentId: $parentId) {\n      ...FolderItem\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenameFolder($id: ID!, $name: String!) {\n    renameFolder(id: $id, name: $name) {\n      ...FolderItem\n    }\n  }\n"): (typeof documents)["\n  mutation RenameFolder($id: ID!, $name: String!) {\n    renameFolder(id: $id, name: $name) {\n      ...FolderItem\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MoveFolder($id: ID!, $parentId: ID) {\n    moveFolder(id: $id, parentId: $parentId) {\n      ...FolderItem\n    }\n  }\n"): (typeof documents)["\n  mutation MoveFolder($id: ID!, $parentId: ID) {\n    moveFolder(id: $id, parentId: $parentId) {\n      ...FolderItem\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteFolder($id: ID!) {\n    deleteFolder(id: $id)\n  }\n"): (typeof documents)["\n  mutation DeleteFolder($id: ID!) {\n    deleteFolder(id: $id)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MoveFile($id: ID!, $folderId: ID) {\n    moveFile(id: $id, folderId: $folderId) {\n      ...FileItem\n    }\n  }\n"): (typeof documents)["\n  mutation MoveFile($id: ID!, $folderId: ID) {\n    moveFile(id: $id, folderId: $folderId) {\n      ...FileItem\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SharedWithMe($first: Int!, $after: String) {\n    sharedWithMe(first: $first, after: $after) {\n      nodes {\n        id\n        name\n        size\n        role\n        createdAt\n        owner {\n          id\n          name\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query SharedWithMe($first: Int!, $after: String) {\n    sharedWithMe(first: $first, after: $after) {\n      nodes {\n        id\n        name\n        size\n        role\n        createdAt\n        owner {\n          id\n          name\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment FileAccessPart on File {\n    id\n    role\n    owner {\n      id\n      name\n    }\n    access {\n      role\n      createdAt\n      user {\n        id\n        name\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment FileAccessPart on File {\n    id\n    role\n    owner {\n      id\n      name\n    }\n    access {\n      role\n      createdAt\n      user {\n        id\n        name\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindPeople($search: String!) {\n    people(search: $search) {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  query FindPeople($search: String!) {\n    people(search: $search) {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ShareWithUser($fileId: ID!, $userId: ID!, $role: ShareRole!) {\n    shareWithUser(fileId: $fileId, userId: $userId, role: $role) {\n      ...FileAccessPart\n    }\n  }\n"): (typeof documents)["\n  mutation ShareWithUser($fileId: ID!, $userId: ID!, $role: ShareRole!) {\n    shareWithUser(fileId: $fileId, userId: $userId, role: $role) {\n      ...FileAccessPart\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UnshareWithUser($fileId: ID!, $userId: ID!) {\n    unshareWithUser(fileId: $fileId, userId: $userId) {\n      ...FileAccessPart\n    }\n  }\n"): (typeof documents)["\n  mutation UnshareWithUser($fileId: ID!, $userId: ID!) {\n    unshareWithUser(fileId: $fileId, userId: $userId) {\n      ...FileAccessPart\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReceiptPublicKeys {\n    receiptPublicKeys\n  }\n"): (typeof documents)["\n  query ReceiptPublicKeys {\n    receiptPublicKeys\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query VerifyReceipt($signed: String!) {\n    verifyReceipt(signed: $signed)\n  }\n"): (typeof documents)["\n  query VerifyReceipt($signed: String!) {\n    verifyReceipt(signed: $signed)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Event on AuditEvent {\n    seq\n    at\n    action\n    actorId\n    actorKind\n    actorName\n    address\n    fileId\n    fileName\n    recipient\n    folderId\n    shareId\n    requestId\n    userId\n    bytes\n    complete\n  }\n"): (typeof documents)["\n  fragment Event on AuditEvent {\n    seq\n    at\n    action\n    actorId\n    actorKind\n    actorName\n    address\n    fileId\n    fileName\n    recipient\n    folderId\n    shareId\n    requestId\n    userId\n    bytes\n    complete\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Events($first: Int!, $after: String, $filter: AuditFilter) {\n    auditEvents(first: $first, after: $after, filter: $filter) {\n      nodes {\n        seq\n        ...Event\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query Events($first: Int!, $after: String, $filter: AuditFilter) {\n    auditEvents(first: $first, after: $after, filter: $filter) {\n      nodes {\n        seq\n        ...Event\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ShareItem on Share {\n    id\n    url\n    label\n    recipients\n    hasPassword\n    requireCode\n    maxDownloads\n    downloads\n    notify\n    createdAt\n    expiresAt\n    endedAt\n    endReason\n    files {\n      id\n      name\n    }\n    folders {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  fragment ShareItem on Share {\n    id\n    url\n    label\n    recipients\n    hasPassword\n    requireCode\n    maxDownloads\n    downloads\n    notify\n    createdAt\n    expiresAt\n    endedAt\n    endReason\n    files {\n      id\n      name\n    }\n    folders {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Shares($first: Int!, $after: String, $fileId: ID) {\n    shares(first: $first, after: $after, fileId: $fileId) {\n      nodes {\n        ...ShareItem\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query Shares($first: Int!, $after: String, $fileId: ID) {\n    shares(first: $first, after: $after, fileId: $fileId) {\n      nodes {\n        ...ShareItem\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateShare($input: CreateShareInput!) {\n    createShare(input: $input) {\n      url\n      share {\n        ...ShareItem\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateShare($input: CreateShareInput!) {\n    createShare(input: $input) {\n      url\n      share {\n        ...ShareItem\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateShare($input: UpdateShareInput!) {\n    updateShare(input: $input) {\n      ...ShareItem\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateShare($input: UpdateShareInput!) {\n    updateShare(input: $input) {\n      ...ShareItem\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeShare($id: ID!) {\n    revokeShare(id: $id)\n  }\n"): (typeof documents)["\n  mutation RevokeShare($id: ID!) {\n    revokeShare(id: $id)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ShareInfo($token: String!) {\n    shareInfo(token: $token) {\n      needsPassword\n      needsCode\n      expiresAt\n      label\n      kind\n      sender\n    }\n  }\n"): (typeof documents)["\n  query ShareInfo($token: String!) {\n    shareInfo(token: $token) {\n      needsPassword\n      needsCode\n      expiresAt\n      label\n      kind\n      sender\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation OpenShare($token: String!, $password: String, $code: String) {\n    openShare(token: $token, password: $password, code: $code) {\n      files {\n        id\n        name\n        folder\n        size\n        contentType\n        downloadUrl\n        inlineUrl: downloadUrl(disposition: INLINE)\n        downloadsLeft\n        usedUp\n      }\n      zipUrl\n      expiresAt\n      downloadsLeft\n      label\n      sender\n      shareExpiresAt\n    }\n  }\n"): (typeof documents)["\n  mutation OpenShare($token: String!, $password: String, $code: String) {\n    openShare(token: $token, password: $password, code: $code) {\n      files {\n        id\n        name\n        folder\n        size\n        contentType\n        downloadUrl\n        inlineUrl: downloadUrl(disposition: INLINE)\n        downloadsLeft\n        usedUp\n      }\n      zipUrl\n      expiresAt\n      downloadsLeft\n      label\n      sender\n      shareExpiresAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RequestShareCode($token: String!, $email: String!) {\n    requestShareCode(token: $token, email: $email)\n  }\n"): (typeof documents)["\n  mutation RequestShareCode($token: String!, $email: String!) {\n    requestShareCode(token: $token, email: $email)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SharePolicy {\n    sharePolicy {\n      maxDays\n      requirePassword\n      requireExpiry\n      sendsMail\n    }\n  }\n"): (typeof documents)["\n  query SharePolicy {\n    sharePolicy {\n      maxDays\n      requirePassword\n      requireExpiry\n      sendsMail\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetSharePolicy($input: SharePolicyInput!) {\n    setSharePolicy(input: $input) {\n      maxDays\n      requirePassword\n      requireExpiry\n      sendsMail\n    }\n  }\n"): (typeof documents)["\n  mutation SetSharePolicy($input: SharePolicyInput!) {\n    setSharePolicy(input: $input) {\n      maxDays\n      requirePassword\n      requireExpiry\n      sendsMail\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;
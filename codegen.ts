import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types of the resolvers and of the client's documents, out of the one contract in schema/. */
const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  documents: ['web/**/*.{ts,tsx}', '!web/client/generated/**'],
  ignoreNoDocuments: true,
  generates: {
    'server/graphql/generated/resolvers.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        contextType: '../context.ts#Context',
        useTypeImports: true,
        enumsAsTypes: true,
        importExtension: '.ts',
        scalars: {
          BigInt: { input: 'number', output: 'number' },
          DateTime: { input: 'Date', output: 'Date | number' },
          Upload: { input: '../../domain/incoming-file.ts#IncomingFile', output: 'never' },
        },
        mappers: {
          Activity: '../shapes.ts#ActivityShape',
          File: '../shapes.ts#FileShape',
          FileConnection: '../shapes.ts#FileConnectionShape',
          FileAccess: '../shapes.ts#FileAccessShape',
          Share: '../shapes.ts#ShareShape',
          SharePolicy: '../shapes.ts#SharePolicyShape',
          SharedFile: '../shapes.ts#SharedFileShape',
          FileRequest: '../shapes.ts#FileRequestShape',
          RequestSender: '../shapes.ts#RequestSenderShape',
          Folder: '../shapes.ts#FolderShape',
          FolderConnection: '../shapes.ts#FolderConnectionShape',
          User: '../shapes.ts#UserShape',
          Vault: '../shapes.ts#VaultShape',
          AuditEvent: '../shapes.ts#AuditEventShape',
        },
        maybeValue: 'T | null | undefined',
      },
    },
    'web/client/generated/schema.ts': {
      plugins: ['typescript'],
      config: { useTypeImports: true, enumsAsTypes: true, onlyEnums: true },
    },
    'web/client/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: { unmaskFunctionName: 'readFragment' } },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        importExtension: '.ts',
        scalars: {
          BigInt: { input: 'number', output: 'number' },
          DateTime: { input: 'string', output: 'string' },
          Upload: { input: 'Blob', output: 'never' },
        },
      },
    },
  },
};

export default config;

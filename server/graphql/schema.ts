import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import type { Context } from './context.ts';
import { accountResolvers } from './resolvers/account.ts';
import { activityResolvers } from './resolvers/activity.ts';
import { auditResolvers } from './resolvers/audit.ts';
import { fileResolvers } from './resolvers/file.ts';
import { folderResolvers } from './resolvers/folder.ts';
import { peopleResolvers } from './resolvers/people.ts';
import { requestResolvers } from './resolvers/request.ts';
import { shareResolvers } from './resolvers/share.ts';
import { vaultResolvers } from './resolvers/vault.ts';
import { scalars } from './scalars.ts';
import { version } from './version.ts';

/** All that works while the vault is not unsealed. */
const WITHOUT_KEYS = new Set(['version', 'vault', 'initializeVault', 'unsealVault']);

/** The contract in schema/, with its resolvers. */
export function createSchema(): GraphQLSchema {
  const schema = makeExecutableSchema<Context>({
    typeDefs: readSdl(),
    resolvers: [
      scalars,
      { Query: { version: () => version } },
      vaultResolvers,
      fileResolvers,
      shareResolvers,
      folderResolvers,
      accountResolvers,
      auditResolvers,
      peopleResolvers,
      activityResolvers,
      requestResolvers,
    ],
  });
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      if (field.resolve && !WITHOUT_KEYS.has(field.name)) field.resolve = whenUnsealed(field.resolve);
    }
  }
  return schema;
}

/** Refuses with VAULT_SEALED or VAULT_UNINITIALIZED before anything else is looked at. */
function whenUnsealed(resolve: GraphQLFieldResolver<unknown, Context>): GraphQLFieldResolver<unknown, Context> {
  return (source, args, context, info) => {
    // Reading the keyring throws when there is none.
    void context.rooms.vault.keyring;
    return resolve(source, args, context, info);
  };
}

function readSdl(): string[] {
  const folder = fileURLToPath(new URL('../../schema/', import.meta.url));
  const names = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  return names.sort().map((name) => readFileSync(join(folder, name), 'utf8'));
}

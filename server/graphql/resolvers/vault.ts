import { keyVersions, rotateKek, sealVault, unsealVault } from '../../domain/vault-access.ts';
import { initializeVault } from '../../domain/vault-setup.ts';
import type { Context } from '../context.ts';
import type { KeyState, Resolvers } from '../generated/resolvers.ts';
import { moment } from '../scalars.ts';

const KEY_STATES = {
  active: 'ACTIVE',
  decrypt_only: 'DECRYPT_ONLY',
  destroyed: 'DESTROYED',
} as const satisfies Record<string, KeyState>;

/** The vault after an operation, field by field as it is asked for. */
const vault = ({ rooms }: Context) => ({ state: rooms.vault.state });

export const vaultResolvers = {
  Query: {
    vault: (_, __, context) => vault(context),
  },
  Mutation: {
    async initializeVault(_, { input }, context) {
      await initializeVault(context.rooms, input, context.address);
      return vault(context);
    },
    async unsealVault(_, { passphrase }, context) {
      await unsealVault(context.rooms, passphrase, context.address);
      return vault(context);
    },
    async sealVault(_, __, context) {
      await sealVault(context.rooms, context.principal);
      return vault(context);
    },
    async rotateKek(_, __, context) {
      await rotateKek(context.rooms, context.principal);
      return vault(context);
    },
  },
  Vault: {
    async keyVersions(_, __, { rooms, principal }) {
      const versions = await keyVersions(rooms, principal);
      return versions?.map((version) => ({
        ...version,
        state: KEY_STATES[version.state],
        createdAt: moment(version.createdAt),
      }));
    },
    auditPublicKeys: (_, __, { rooms }) => publicKeys(rooms, 'audit-signing'),
  },
} satisfies Resolvers;

function publicKeys({ vault }: Context['rooms'], use: 'audit-signing'): string[] {
  if (vault.state !== 'UNSEALED') return [];
  return vault.keyring
    .publicKeys(use)
    .reverse()
    .map((key) => key.toString('base64'));
}

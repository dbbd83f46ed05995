import type { Role } from '../../client/generated/schema.ts';

export const ROLE_WORDS: Record<Role, { name: string; meaning: string }> = {
  ADMIN: { name: 'Administrator', meaning: 'Manages the vault and the accounts. Sees only their own files.' },
  MEMBER: { name: 'Member', meaning: 'Keeps and fetches their own files.' },
};

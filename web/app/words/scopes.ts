import type { Scope } from '../../client/generated/schema.ts';

export const SCOPE_WORDS: Record<Scope, { name: string; meaning: string }> = {
  READ: { name: 'Read', meaning: 'List and fetch your files.' },
  WRITE: { name: 'Write', meaning: 'Store, rename and delete your files.' },
  SHARE: { name: 'Share', meaning: 'Make links and end them.' },
  ADMIN: { name: 'Administer', meaning: 'Manage accounts and the vault.' },
};

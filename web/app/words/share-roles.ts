import type { ShareRole } from '../../client/generated/schema.ts';

/** What someone may do with a file of another. */
export const SHARE_ROLE_WORDS: Record<ShareRole, string> = {
  VIEWER: 'Can view and download',
  EDITOR: 'Can also rename',
};

/** The same as a choice. */
export const SHARE_ROLE_CHOICES = (['VIEWER', 'EDITOR'] as const).map((value) => ({
  value,
  label: SHARE_ROLE_WORDS[value],
}));

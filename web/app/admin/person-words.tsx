import { Text } from '@mantine/core';
import type { Role } from '../../client/generated/schema.ts';
import type { OwnWords } from '../words/errors.ts';
import { ROLE_WORDS } from '../words/roles.ts';

export const LAST_ADMIN: OwnWords = {
  CONFLICT: {
    what: 'This is the last administrator.',
    todo: 'Make someone else an administrator first.',
  },
};

/** What a change of role means. */
export function RoleWords({ role, self }: { role: Role; self: boolean }) {
  return (
    <Text>
      {ROLE_WORDS[role].meaning}
      {self && ' This is your own account: you lose these pages at once.'}
    </Text>
  );
}

/** What disabling means. */
export function DisableWords({ self }: { self: boolean }) {
  return (
    <Text>
      They are signed out everywhere at once, their programs’ tokens are refused, and they cannot sign in. Their files
      stay; you can hand them over to someone else, or enable the account again.
      {self && ' This is your own account.'}
    </Text>
  );
}

/** What enabling means. */
export function EnableWords() {
  return (
    <Text>
      They can sign in again, with the password they had. If they never set one, reset their sign-in afterwards: that
      gives a new link.
    </Text>
  );
}
